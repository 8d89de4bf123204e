import type * as z from 'zod'
import type { restatements } from '../datasets/restatements.ts'
import { printsOfFacts, type Observation, type Source } from './facts.ts'
import { compare } from './prints.ts'

export type Restatement = z.infer<typeof restatements.row>

// Amounts have cents; a difference of two shows the binary fraction beyond.
const decimals = 2

const differenceOf = (print: Observation, chosen: Observation): number | null =>
  print.value === null || chosen.value === null ? null : Number((print.value - chosen.value).toFixed(decimals))

/** Each print of a fact but the chosen one, compared with it. */
export const deriveRestatements = (observations: readonly Observation[], sources: readonly Source[]): Restatement[] => {
  const years = new Map(sources.map(({ code, year }) => [code, year]))
  const spanOf = (print: Observation, chosen: Observation): Restatement['span'] => {
    if (print.source === chosen.source) return 'same_document'
    return years.get(print.source) === years.get(chosen.source) ? 'same_year' : 'later_report'
  }
  return [...printsOfFacts(observations, sources)].flatMap(([fact, [chosen, ...others]]) =>
    others.map((print) => ({
      observation: print.id,
      fact,
      other: chosen!.id,
      relation: compare(chosen!, print),
      difference: differenceOf(print, chosen!),
      span: spanOf(print, chosen!),
    })),
  )
}
