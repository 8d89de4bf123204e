import type * as z from 'zod'
import type { deadlines } from '../datasets/deadlines.ts'
import { notesAbout, type Annotation } from './annotations.ts'
import { blanks, type BlankRows } from './blanks.ts'
import {
  factCode,
  identity,
  identityOf,
  isStated,
  type Fact,
  type Identity,
  type Observation,
  type Source,
} from './identity.ts'
import { compare, intervalOf } from './prints.ts'

export type Deadline = z.infer<typeof deadlines.row>

export { factCode, isStated, type Fact, type Identity, type Observation, type Source } from './identity.ts'

/** The rows that facts are made from. */
export interface FactRows extends BlankRows {
  observations: readonly Observation[]
  annotations: readonly Annotation[]
  deadlines: readonly Deadline[]
}

const placeRank = { table: 0, note: 1, prose: 2, bullet: 2, slide: 2, box: 2 } as const
const kindRank = { report: 0, structure: 1, slides: 2 } as const

/** Whether we supplied one of the dimensions of a print. */
const supplied = ({ inferred }: Observation): boolean =>
  (inferred ?? '').split(' ').some((name) => (identity as readonly string[]).includes(name))

/**
 * Orders prints of one fact, the best first: newest document, finest print, one that states its dimensions before one where
 * we supplied them, report before slides, table before text.
 */
const better =
  (sources: ReadonlyMap<string, Source>) =>
  (a: Observation, b: Observation): number => {
    const [ofA, ofB] = [sources.get(a.source)!, sources.get(b.source)!]
    return (
      ofB.year - ofA.year ||
      (a.precision ?? 0) - (b.precision ?? 0) ||
      Number(supplied(a)) - Number(supplied(b)) ||
      kindRank[ofA.kind] - kindRank[ofB.kind] ||
      placeRank[a.place] - placeRank[b.place] ||
      (a.id < b.id ? -1 : 1)
    )
  }

/** The prints of each fact, the best first. */
export const printsOfFacts = (
  observations: readonly Observation[],
  sources: readonly Source[],
): Map<string, Observation[]> => {
  const order = better(new Map(sources.map((source) => [source.code, source])))
  const stated = observations.filter(isStated)
  const groups = Map.groupBy(stated, factCode)
  return new Map([...groups].map(([code, prints]) => [code, prints.toSorted(order)]))
}

/** The day on which a kind of target is due in a year; null where no deadline is told. */
export const dueDay = (deadlines: readonly Deadline[], { basis, year }: Pick<Identity, 'basis' | 'year'>) =>
  deadlines.find((deadline) => deadline.basis === basis && deadline.year === year)?.due ?? null

const isQuarter = (period: string | null) => /-Q\d$/.test(period ?? '')

/** The day that a fact speaks of: of a target its due day, else the day of a document of the same year; none of a quarter, or where no document tells a day. */
const dayOf = (prints: readonly Observation[], { sources, deadlines }: FactRows): string | null => {
  const { basis, year, period } = prints[0]!
  const due = dueDay(deadlines, { basis, year })
  if (due !== null || isQuarter(period)) return due
  const documents = prints.map(({ source }) => sources.find(({ code }) => code === source)!)
  return documents.find((document) => document.year === year && document.data_date !== null)?.data_date ?? null
}

const factOf = (code: string, prints: readonly Observation[], rows: FactRows): Fact => {
  const chosen = prints[0]!
  const { value, unit, qualifier, precision, id, printed, main_initiative } = chosen
  const notes = notesAbout(rows.annotations, new Set(prints.map((print) => print.id)))
  return {
    code,
    ...identityOf(chosen),
    value,
    unit,
    qualifier,
    precision,
    ...intervalOf(chosen),
    status: 'printed',
    reason: null,
    observation: id,
    prints: prints.length,
    agree: prints.filter((print) => compare(chosen, print) !== 'differs').length,
    reason_en: null,
    date: dayOf(prints, rows),
    printed,
    notes: notes.length > 0 ? notes.join(' ') : null,
    main_initiative,
  }
}

/** Each printed fact once, then the core figures that no document prints, with the reason. */
export const deriveFacts = (rows: FactRows): Fact[] => {
  const printed = [...printsOfFacts(rows.observations, rows.sources)].map(([code, prints]) =>
    factOf(code, prints, rows),
  )
  return [...printed, ...blanks(printed, rows)]
}
