import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { BaseSQLiteDatabase, SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { readRowsMax } from './bounds.ts'
import { indexed, sqlColumns, type Dataset, type Row, type Value } from './define.ts'
import { condition } from './filter.ts'
import type { Query } from './query.ts'
import { search } from './search.ts'

/** D1, in the Worker or as a command has it. */
type Database = BaseSQLiteDatabase<'async', unknown>

/** Values of the sort terms of the row after which a page begins. */
export type After = readonly Value[]

interface SortTerm {
  value: SQL
  descending: boolean
}

const columnOf = (dataset: Dataset, name: string): SQLiteColumn => sqlColumns(dataset)[name]!

const select = (dataset: Dataset, names: readonly string[]): Record<string, SQLiteColumn> => {
  const columns = sqlColumns(dataset)
  return Object.fromEntries(names.map((name) => [name, columns[name]!]))
}

// Nulls come last whatever the direction, so a nullable column is two terms: whether it is null, then its value.
const sortTerms = (dataset: Dataset, { sort }: Query): SortTerm[] => {
  const named = new Set(sort.map(({ column }) => column))
  const keyTerms = dataset.key.filter((column) => !named.has(column)).map((column) => ({ column, descending: false }))
  return [...sort, ...keyTerms].flatMap(({ column, descending }) => {
    const value = sql`${columnOf(dataset, column)}`
    return dataset.columns[column]!.nullable
      ? [
          { value: sql`(${value} is null)`, descending: false },
          { value, descending },
        ]
      : [{ value, descending }]
  })
}

/** Rows as D1 gives them: text, numbers and null. */
// Drizzle cannot know which ones a list of names holds.
export const rowsOf = (results: readonly Record<string, unknown>[]) => results as Row[]

/** What `after` holds for a row of this query: what a cursor carries. */
export const afterRow = (dataset: Dataset, query: Query, row: Row): After => {
  const named = query.sort.map(({ column }) => column)
  return [...named, ...dataset.key.filter((column) => !named.includes(column))].flatMap((column) => {
    const value = row[column] ?? null
    return dataset.columns[column]!.nullable ? [value === null ? 1 : 0, value] : [value]
  })
}

/** SQL values with commas between them. */
const list = (values: readonly unknown[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )

/**
 * Rows behind `after`. Where all terms run the same way it is one comparison of rows, which an index answers from its place on. Else: past
 * it in the first term, or equal there and behind it in the rest, nested; the first term alone bounds what an index has to be read for.
 */
const behind = (terms: readonly SortTerm[], after: After): SQL => {
  const [{ value, descending }] = terms as [SortTerm]
  if (terms.every((term) => term.descending === descending) && !after.includes(null)) {
    return sql`(${list(terms.map((term) => term.value))}) ${sql.raw(descending ? '<' : '>')} (${list(after)})`
  }
  const bound = after[0] === null ? sql`true` : descending ? sql`${value} <= ${after[0]}` : sql`${value} >= ${after[0]}`
  return sql`(${bound} and ${nested(terms, after)})`
}

const nested = ([term, ...rest]: readonly SortTerm[], [bound, ...bounds]: After): SQL => {
  const { value, descending } = term!
  const past = descending ? sql`${value} < ${bound}` : sql`${value} > ${bound}`
  return rest.length === 0 ? past : sql`(${past} or (${value} is ${bound} and ${nested(rest, bounds)}))`
}

const conditions = (dataset: Dataset, release: string, key: readonly string[], query: Query): SQL | undefined =>
  and(
    eq(columnOf(dataset, 'release'), release),
    ...key.map((value, at) => eq(columnOf(dataset, dataset.key[at]!), value)),
    ...Object.entries(query.where).map(([name, parts]) =>
      condition(dataset.columns[name]!, columnOf(dataset, name), parts),
    ),
    query.q === undefined
      ? undefined
      : search(
          sqlColumns(dataset),
          dataset.search ?? [],
          query.senses ?? query.q.split(' ').map((word) => ({ word, codes: {} })),
        ),
  )

/** The statement of one page of rows of a release, in the order of the query: `size` rows and one to know whether more follow. */
export const pageStatement = (
  db: Database,
  dataset: Dataset,
  ask: { release: string; key: readonly string[]; query: Query; after?: After; size?: number },
) => {
  const terms = sortTerms(dataset, ask.query)
  const size = Math.min(ask.size ?? readRowsMax, readRowsMax)
  // SQLite would rather read the whole release in key order than look up several values and sort what it finds: right for a short page
  // alone. The sign takes the key's order away from it.
  const filters = Object.entries(ask.query.where)
  const looked = new Set(indexed(dataset))
  const listed =
    filters.length > 0 &&
    filters.every(([name, parts]) => looked.has(name) && parts.length > 1 && parts.every((part) => 'is' in part))
  const sign = listed && ask.after === undefined && size === readRowsMax ? sql.raw('+') : sql.raw('')
  return db
    .select(select(dataset, dataset.header))
    .from(dataset.table)
    .where(
      and(
        conditions(dataset, ask.release, ask.key, ask.query),
        ask.after === undefined ? undefined : behind(terms, ask.after),
      ),
    )
    .orderBy(...terms.map(({ value, descending }) => (descending ? sql`${sign}${value} desc` : sql`${sign}${value}`)))
    .limit(size + 1)
}

/** The statement that counts the rows of a query. */
export const countStatement = (
  db: Database,
  dataset: Dataset,
  ask: { release: string; key: readonly string[]; query: Query },
) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(dataset.table)
    .where(conditions(dataset, ask.release, ask.key, ask.query))

/** The statement of the most frequent values of a column, with their rows. */
export const valuesStatement = (
  db: Database,
  dataset: Dataset,
  ask: { release: string; key: readonly string[]; query: Query },
  column: string,
  most: number,
) => {
  const value = columnOf(dataset, column)
  const count = sql<number>`count(*)`
  return db
    .select({ value: sql<Value>`${value}`.as('value'), count: count.as('count') })
    .from(dataset.table)
    .where(conditions(dataset, ask.release, ask.key, ask.query))
    .groupBy(value)
    .orderBy(sql`2 desc, 1`)
    .limit(most)
}

/** The statement of the least and the most value of a column. */
export const boundsStatement = (
  db: Database,
  dataset: Dataset,
  ask: { release: string; key: readonly string[]; query: Query },
  column: string,
) => {
  const value = columnOf(dataset, column)
  return db
    .select({ least: sql<Value>`min(${value})`.as('least'), most: sql<Value>`max(${value})`.as('most') })
    .from(dataset.table)
    .where(conditions(dataset, ask.release, ask.key, ask.query))
}

/** Values of one part of a key: some, or those next to one. */
export type Beside = { among: readonly string[] } | { below: string } | { from: string }

const besideCondition = (column: SQLiteColumn, beside: Beside): SQL => {
  // As parameters: D1 counts the values of a JSON list as rows that are read.
  if ('among' in beside) return inArray(column, [...beside.among])
  return 'below' in beside ? sql`${column} < ${beside.below}` : sql`${column} >= ${beside.from}`
}

/** The statement of keys of a release: all, or those that begin with `key` and have certain values behind it. In key order, `below` backwards. */
export const keysStatement = (
  db: Database,
  dataset: Dataset,
  { release, key = [], beside }: { release: string; key?: readonly string[]; beside?: Beside },
) => {
  const next = dataset.key[key.length]
  const backwards = beside !== undefined && 'below' in beside
  return db
    .select(select(dataset, dataset.key))
    .from(dataset.table)
    .where(
      and(
        eq(columnOf(dataset, 'release'), release),
        ...key.map((value, at) => eq(columnOf(dataset, dataset.key[at]!), value)),
        beside && next !== undefined ? besideCondition(columnOf(dataset, next), beside) : undefined,
      ),
    )
    .orderBy(...dataset.key.map((name) => (backwards ? desc(columnOf(dataset, name)) : columnOf(dataset, name))))
    .$dynamic()
}
