import type * as z from 'zod'
import type { restatements } from '../datasets/restatements.ts'
import type { Annotation } from './annotations.ts'
import { explainer, type Note } from './checks/explain.ts'
import { printsOfFacts, type Observation, type Source } from './facts.ts'
import { compare } from './prints.ts'

export type Restatement = z.infer<typeof restatements.row>

/** The rows that restatements are computed from. */
export interface RestatementRows {
  observations: readonly Observation[]
  sources: readonly Source[]
  notes: readonly Note[]
  annotations: readonly Annotation[]
}

// Amounts have cents; a difference of two shows the binary fraction beyond.
const decimals = 2

const differenceOf = (print: Observation, chosen: Observation): number | null =>
  print.value === null || chosen.value === null ? null : Number((print.value - chosen.value).toFixed(decimals))

/** Each print of a fact but the chosen one, compared with it. */
export const deriveRestatements = ({ observations, sources, notes, annotations }: RestatementRows): Restatement[] => {
  const explain = explainer(notes, annotations)
  const rounding = new Set(notes.filter(({ kind }) => kind === 'rounding').map(({ code }) => code))
  const explainRounding = explainer(
    notes,
    annotations.filter(({ note }) => rounding.has(note)),
  )
  const years = new Map<string, number>(sources.map(({ code, year }) => [code, year]))
  const spanOf = (print: Observation, chosen: Observation): Restatement['span'] => {
    if (print.source === chosen.source) return 'same_document'
    return years.get(print.source) === years.get(chosen.source) ? 'same_year' : 'later_report'
  }
  return [...printsOfFacts(observations, sources)].flatMap(([fact, [chosen, ...others]]) =>
    others.map((print) => {
      const relation = compare(chosen!, print)
      return {
        observation: print.id,
        fact,
        other: chosen!.id,
        relation,
        difference: differenceOf(print, chosen!),
        span: spanOf(print, chosen!),
        note: relation === 'equal' ? null : (relation === 'differs' ? explain : explainRounding)([print], [chosen!]),
      }
    }),
  )
}
