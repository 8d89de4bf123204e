import type { Column } from './column.ts'
import type { Dataset, Row } from './define.ts'
import type { CodeLists } from './label.ts'
import { unknownValue, type Fault, type Known } from './fault.ts'
import { inOrder, type Part } from './filter.ts'
import type { Query } from './query.ts'

/** What only a release knows: its codes with their titles, and the newest year of a report. */
export interface Vocabulary {
  codes: CodeLists
  /** What people call codes: subject, code, alias. */
  aliases: readonly Row[]
  latest_year: number
}

/** The values that a column may take in a release; undefined when only the rows know. */
export const knownValues = (dataset: Dataset, name: string, { codes, aliases }: Vocabulary): Known[] | undefined => {
  const { terms, ref, nullable } = dataset.columns[name] as Column
  const list = ref ?? (name === 'code' ? dataset.name : '')
  const rows = codes[list]
  if (!terms && !rows) return undefined
  const words = aliases.filter(({ subject }) => subject === name || subject === list)
  const known = [
    ...(rows ?? []).map(({ code, title }) => ({ value: String(code), title: String(title) })),
    ...Object.entries(terms ?? {}).map(([value, { title }]) => ({ value, title })),
  ]
  const called = known.map((value) => ({
    ...value,
    also: words.filter(({ code }) => code === value.value).map(({ alias }) => String(alias)),
  }))
  return nullable ? [...called, { value: 'none', title: 'no value' }] : called
}

const all = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Why a year is not there: which years have a report, and which years between them have none. */
export const absentYears = (sources: readonly Row[]): string => {
  const reports = sources.filter(({ kind }) => kind === 'report').map(({ year }) => Number(year))
  const years = [...new Set(reports)].toSorted((a, b) => a - b)
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const between = Array.from({ length: last - first }, (_, at) => first + at).filter((year) => !years.includes(year))
  const none = between.length > 0 ? `: no document gives data for ${alternatives.format(between.map(String))}` : ''
  return `Only the reports for ${all.format(years.map(String))} are published as public summaries here${none}.`
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
      inOrder(parts.map((part) => resolvePart(part, latest_year))),
    ]),
  )
  return { query: { ...query, where }, faults }
}
