import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Read } from '../dataset/read.ts'
import { facts as factsDataset } from '../datasets/facts.ts'
import type { RowOf } from '../datasets/index.ts'
import { scopeTerms } from '../datasets/terms.ts'
import { factCode, type Identity } from '../derive/facts.ts'
import type { Link } from './link.ts'

const facts = factsDataset.table

/** One year of a figure. */
interface Edition extends Pick<RowOf<'facts'>, 'code' | 'year' | 'date' | 'scope'> {
  printed: boolean
}

/** The years of each figure, whatever their scope, by its code with `latest` in the place of the year and without the scope. */
export type EditionIndex = Record<string, Edition[]>

const columns = {
  code: facts.code,
  indicator: facts.indicator,
  basis: facts.basis,
  year: facts.year,
  axis: facts.axis,
  priority: facts.priority,
  initiative: facts.initiative,
  sex: facts.sex,
  target_group: facts.target_group,
  period: facts.period,
  scope: facts.scope,
  date: facts.date,
  status: facts.status,
}

/** How the index names a fact. */
export const nameOf = (fact: Identity): string => factCode({ ...fact, year: 'latest', scope: null })

const indexOf = (rows: readonly (Identity & Pick<RowOf<'facts'>, 'code' | 'date' | 'status'>)[]): EditionIndex => {
  const index: EditionIndex = {}
  for (const row of rows) {
    const { code, year, date, scope, status } = row
    const editions = (index[nameOf(row)] ??= [])
    editions.push({ code, year, date, scope, printed: status === 'printed' })
  }
  return index
}

/** Reads the years of all figures of a release: one round trip, true for ever. */
export const readEditionIndex = async (read: Read): Promise<EditionIndex> => {
  const [rows] = await read(
    'editions',
    (db, release) => [db.select(columns).from(facts).where(eq(facts.release, release))] as const,
  )
  return indexOf(rows)
}

/** The names that a code with `latest` may have in the index: its own, and that without its scope. */
export const namesAsked = (asked: string): string[] => [
  asked,
  ...Object.keys(scopeTerms).flatMap((scope) =>
    asked.endsWith(`-${scope}`) ? [asked.slice(0, -scope.length - 1)] : [],
  ),
]

/** The first and the last year of the facts of a release; none where it has no facts. */
export type YearSpan = { first: number; last: number } | { first: null; last: null }

export const readYearSpan = async (read: Read): Promise<YearSpan> => {
  const [[span]] = await read('years', (db, release) => {
    const year = (end: 'min' | 'max') =>
      sql<number | null>`(select ${sql.raw(end)}(${facts.year}) from ${facts} where ${facts.release} = ${release})`
    return [db.select({ first: year('min').as('first'), last: year('max').as('last') }).from(sql`(select 1)`)] as const
  })
  return span as YearSpan
}

/** The years of some figures alone, found by the codes that they may have. */
export const readEditionsNamed = async (
  read: Read,
  names: readonly string[],
  { first, last }: YearSpan,
): Promise<EditionIndex> => {
  if (first === null) return {}
  const years = Array.from({ length: last - first + 1 }, (_, at) => String(first + at))
  const codes = names.flatMap((name) =>
    years.flatMap((year) => {
      const code = name.replace(/(?<=-)latest(?=-|$)/, year)
      return [code, ...Object.keys(scopeTerms).map((scope) => `${code}-${scope}`)]
    }),
  )
  const [rows] = await read(
    `editions/${names.join()}`,
    (db, release) =>
      [
        db
          .select(columns)
          .from(facts)
          .where(
            and(
              eq(facts.release, release),
              inArray(facts.code, sql`(select value from json_each(${JSON.stringify(codes)}))`),
            ),
          ),
      ] as const,
  )
  return indexOf(rows)
}

const newest = (editions: readonly Edition[]): Edition | undefined =>
  editions.filter(({ printed }) => printed).toSorted((a, b) => b.year - a.year)[0]

/** The years of a figure that a code with `latest` names: those of its scope alone. */
const editionsNamed = (index: EditionIndex, asked: string): Edition[] =>
  [null, ...Object.keys(scopeTerms)].flatMap((scope) => {
    const end = scope === null ? '' : `-${scope}`
    const name = asked.endsWith(end) ? asked.slice(0, asked.length - end.length) : undefined
    const editions = name !== undefined && Object.hasOwn(index, name) ? index[name]! : []
    return editions.filter((edition) => edition.scope === scope)
  })

/** What a code with `latest` in the place of the year stands for. */
export interface Latest {
  /** The code of the newest year in which this very figure is printed. */
  code: string | undefined
  /** The codes of the years in which it could be, where no document prints it. */
  absent: string[]
}

export const latestOf = (index: EditionIndex, asked: string): Latest => {
  const editions = editionsNamed(index, asked)
  return { code: newest(editions)?.code, absent: editions.filter(({ printed }) => !printed).map(({ code }) => code) }
}

/** The figures that are printed and whose code with `latest` begins so. */
export const latestBelow = (index: EditionIndex, beginning: string): string[] =>
  Object.entries(index)
    .filter(([name]) => name.startsWith(beginning))
    .flatMap(([name, editions]) => {
      const scopes = new Set(editions.filter(({ printed }) => printed).map(({ scope }) => scope))
      return [...scopes].map((scope) => (scope === null ? name : `${name}-${scope}`))
    })
    .toSorted()

/** A newer figure that counts different people or money, for example without CIGD: the two are not to be compared. */
export type Newer = Pick<Edition, 'code' | 'date' | 'scope'> & { link: string }

/** The newest figure of another scope, where a fact is the newest of its own and that one is newer; undefined elsewhere. */
export const newerOf = (index: EditionIndex, fact: Identity, link: Link): Newer | undefined => {
  const name = nameOf(fact)
  const editions = Object.hasOwn(index, name) ? index[name]! : []
  const own = newest(editions.filter(({ scope }) => scope === fact.scope))
  const other = newest(editions.filter(({ scope }) => scope !== fact.scope))
  if (!own || !other || own.year !== fact.year || other.year <= fact.year) return undefined
  const { code, date, scope } = other
  return { code, date, scope, link: link('facts', { key: [code] }) }
}
