import type { Column } from './column.ts'
import type { Dataset } from './define.ts'
import type { CodeLists } from './label.ts'
import { unknownValue, type Fault, type Known } from './fault.ts'
import { inOrder, type Part } from './filter.ts'
import type { Query } from './query.ts'

/** What only a release knows: its codes with their titles, and the newest year of a report. */
export interface Vocabulary {
  codes: CodeLists
  latest_year: number
}

/** The values that a column may take in a release; undefined when only the rows know. */
export const knownValues = (dataset: Dataset, name: string, { codes }: Vocabulary): Known[] | undefined => {
  const column = dataset.columns[name] as Column
  if (column.terms) return Object.entries(column.terms).map(([value, { title, also }]) => ({ value, title, also }))
  const list = column.ref ?? (name === 'code' ? dataset.name : '')
  return codes[list]?.map(({ code, title }) => ({ value: String(code), title: String(title) }))
}

const resolvePart = (part: Part, latest: number): Part => ('is' in part && part.is === 'latest' ? { is: latest } : part)

/** Settles what only a release knows: `latest`, and whether a code is among the `known` values of its column. */
export const resolveQuery = (
  query: Query,
  { latest_year }: Vocabulary,
  known: Readonly<Record<string, readonly Known[] | undefined>>,
): { query: Query; faults: Fault[] } => {
  const faults = Object.entries(query.where).flatMap(([name, parts]) => {
    const values = new Set(known[name]?.map(({ value }) => value))
    return parts.flatMap((part) =>
      known[name] && 'is' in part && part.is !== null && !values.has(String(part.is))
        ? [unknownValue(name, String(part.is), known[name])]
        : [],
    )
  })
  const where = Object.fromEntries(
    Object.entries(query.where).map(([name, parts]) => [
      name,
      inOrder(name === 'year' ? parts.map((part) => resolvePart(part, latest_year)) : parts),
    ]),
  )
  return { query: { ...query, where }, faults }
}
