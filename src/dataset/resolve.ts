import type { Column } from './column.ts'
import type { Dataset, Row } from './define.ts'
import type { CodeLists } from './label.ts'
import { suggestedMax, unknownValue, type Fault } from './fault.ts'
import type { Known } from './suggest.ts'
import { inOrder, type Part } from './filter.ts'
import type { Query } from './query.ts'

/** What only a release knows: its codes with their titles, and the newest year of a report. */
export interface Vocabulary {
  codes: CodeLists
  /** What people call codes: subject, code, alias. */
  aliases: readonly Row[]
  latest_year: number
}

/** What is made of a release once, for all who ask. */
const made = new WeakMap<Vocabulary, Map<string, unknown>>()

const once = <T>(vocabulary: Vocabulary, name: string, make: () => T): T => {
  const values = made.get(vocabulary) ?? new Map<string, unknown>()
  made.set(vocabulary, values)
  if (!values.has(name)) values.set(name, make())
  return values.get(name) as T
}

/** What people call a code of a subject. */
const wordsFor = (subject: string, code: string, vocabulary: Vocabulary): string[] =>
  (
    once(vocabulary, 'aliases', () => Map.groupBy(vocabulary.aliases, (row) => `${row['subject']} ${row['code']}`)).get(
      `${subject} ${code}`,
    ) ?? []
  ).map(({ alias }) => String(alias))

/** Codes of a subject with what people call them: what an address and a query are written with. */
export const knownCodes = (subject: string, codes: readonly string[], vocabulary: Vocabulary): Known[] =>
  once(vocabulary, `${subject}: ${codes.join(' ')}`, () =>
    codes.map((value) => ({ value, also: wordsFor(subject, value, vocabulary) })),
  )

/** The names of parameters or columns of a dataset, with the titles of the columns and what people call them. */
export const knownNames = ({ name, columns }: Dataset, names: readonly string[], vocabulary: Vocabulary): Known[] =>
  once(vocabulary, `${name}: ${names.join(' ')}`, () =>
    knownCodes('parameters', names, vocabulary).map((known) => ({
      ...known,
      title: columns[known.value]?.title,
      title_en: columns[known.value]?.title_en,
    })),
  )

const listValues = (dataset: Dataset, name: string, vocabulary: Vocabulary): Known[] | undefined => {
  const { terms, ref, nullable } = dataset.columns[name] as Column
  const list = ref ?? (name === 'code' ? dataset.name : '')
  const rows = vocabulary.codes[list]
  if (!terms && !rows) return undefined
  const known = [
    ...(rows ?? []).map(({ code, title, title_en }) => ({ code: String(code), title, title_en })),
    ...Object.entries(terms ?? {}).map(([code, titles]) => ({ code, ...titles })),
  ].map(({ code, title, title_en }) => ({
    value: code,
    title: String(title),
    ...(title_en != null && { title_en: String(title_en) }),
    also: [...new Set([name, list].flatMap((subject) => wordsFor(subject, code, vocabulary)))],
  }))
  const [none] = knownCodes('values', ['none'], vocabulary)
  return nullable ? [...known, { ...none!, title: 'no value' }] : known
}

/** The values that a column may take in a release; undefined when only the rows know. */
export const knownValues = (dataset: Dataset, name: string, vocabulary: Vocabulary): Known[] | undefined =>
  once(vocabulary, `${dataset.name} ${name}`, () => listValues(dataset, name, vocabulary))

/** Words that stand for a value in columns whose values are in no list. */
export const knownWords = ({ role, nullable }: Column, vocabulary: Vocabulary): Known[] =>
  knownCodes('values', [...(role === 'time' ? ['latest'] : []), ...(nullable ? ['none'] : [])], vocabulary)

const all = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** The years that have a report. */
export const reportYears = (sources: readonly Row[]): number[] => {
  const years = sources.filter(({ kind }) => kind === 'report').map(({ year }) => Number(year))
  return [...new Set(years)].toSorted((a, b) => a - b)
}

/** Why a year is not there: which years have a report, and which years between them have none. */
export const absentYears = (sources: readonly Row[]): string => {
  const years = reportYears(sources)
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const between = Array.from({ length: last - first }, (_, at) => first + at).filter((year) => !years.includes(year))
  const none =
    between.length > 0
      ? ` For ${all.format(between.map(String))} there are at most a few single figures and targets: /v1/facts?year=${between.join(',')}.`
      : ''
  return `The documents collected here include reports for ${all.format(years.map(String))} only.${none}`
}

const resolvePart = (part: Part, latest: number): Part => ('is' in part && part.is === 'latest' ? { is: latest } : part)

/** Settles what only a release knows: `latest`, and whether a code is among the `known` values of its column. */
export const resolveQuery = (
  query: Query,
  { latest_year }: Vocabulary,
  known: Readonly<Record<string, readonly Known[] | undefined>>,
): { query: Query; faults: Fault[] } => {
  const unknown = Object.entries(query.where).flatMap(([name, parts]) => {
    const list = known[name]
    const values = new Set(list?.map(({ value }) => value))
    return parts.flatMap((part) =>
      list && 'is' in part && part.is !== null && !values.has(String(part.is))
        ? [{ name, list, given: String(part.is) }]
        : [],
    )
  })
  const faults = unknown.map(({ name, list, given }, at) =>
    at < suggestedMax ? unknownValue(name, given, list) : unknownValue(name, given, list, []),
  )
  const where = Object.fromEntries(
    Object.entries(query.where).map(([name, parts]) => [
      name,
      inOrder(parts.map((part) => resolvePart(part, latest_year))),
    ]),
  )
  return { query: { ...query, where }, faults }
}
