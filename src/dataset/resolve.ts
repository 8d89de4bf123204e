import type { Column } from './column.ts'
import type { Dataset } from './dataset.ts'
import { unknownValue, type Fault, type Known } from './fault.ts'
import type { Part } from './filter.ts'
import type { Query } from './query.ts'
import type { Release } from './release.ts'

/** The values that a column may take in a release; undefined when only the rows know. */
export const knownValues = (dataset: Dataset, name: string, release: Release): Known[] | undefined => {
  const column = dataset.columns[name] as Column
  if (column.terms) return Object.entries(column.terms).map(([value, { title, also }]) => ({ value, title, also }))
  const list = column.ref ?? (name === 'code' ? dataset.name : '')
  return release.codes[list]?.map(({ code, title }) => ({ value: String(code), title: String(title) }))
}

const resolvePart = (part: Part, latest: number): Part => ('is' in part && part.is === 'latest' ? { is: latest } : part)

/** Settles what only a release knows: `latest`, and whether a code exists. The query, or every fault in it. */
export const resolveQuery = (dataset: Dataset, query: Query, release: Release): Query | { faults: Fault[] } => {
  const faults = Object.entries(query.where).flatMap(([name, parts]) => {
    const known = knownValues(dataset, name, release)
    const values = new Set(known?.map(({ value }) => value))
    return parts.flatMap((part) =>
      known && 'is' in part && part.is !== null && !values.has(String(part.is))
        ? [unknownValue(name, String(part.is), known)]
        : [],
    )
  })
  if (faults.length > 0) return { faults }
  const where = Object.fromEntries(
    Object.entries(query.where).map(([name, parts]) => {
      const resolved = name === 'year' ? parts.map((part) => resolvePart(part, release.latest_year)) : parts
      return [name, [...new Map(resolved.map((part) => [JSON.stringify(part), part])).values()]]
    }),
  )
  return { ...query, where }
}
