import type { Dataset, Row, Value } from './define.ts'
import { readRowsMax } from './bounds.ts'
import type { Query } from './query.ts'
import type { Read } from './read.ts'
import {
  afterRow,
  boundsStatement,
  countStatement,
  keysStatement,
  pageStatement,
  rowsOf,
  valuesStatement,
  type After,
  type Beside,
} from './rows.ts'

/** Which rows: below a key (all of it or its beginning), by a query. */
export interface Ask {
  dataset: Dataset
  key: readonly string[]
  query: Query
}

export interface Page {
  /** Whole rows, whatever `fields` says: formats choose. */
  rows: Row[]
  /** Whether rows follow the last one. */
  more: boolean
}

const noFilter: Query = { where: {}, sort: [], fields: [], limit: 1 }

/** The values after which a page begins that follows the row of this key; undefined when there is no such row. */
export const readAfter = async (
  read: Read,
  { dataset, query }: Ask,
  key: readonly string[],
  name: string,
): Promise<After | undefined> => {
  const [rows] = await read(`${name}/before`, (db, release) => [
    pageStatement(db, dataset, { release, key, query: noFilter, size: 1 }),
  ])
  const [row] = rowsOf(rows)
  return row && afterRow(dataset, query, row)
}

/** One page of rows, at most `size`; `after` are the sort values of the row that it follows. */
export const readPage = async (read: Read, name: string, ask: Ask, size: number, after?: After): Promise<Page> => {
  const [results] = await read(name, (db, release) => [
    pageStatement(db, ask.dataset, { ...ask, release, size, ...(after && { after }) }),
  ])
  const rows = rowsOf(results)
  return { rows: rows.slice(0, size), more: rows.length > size }
}

/** How many rows a query has in all. */
export const readCount = async (read: Read, name: string, ask: Ask): Promise<number> => {
  const [[row]] = await read(name, (db, release) => [countStatement(db, ask.dataset, { ...ask, release })])
  return row?.count ?? 0
}

/** How many rows each of some queries has. */
export const readCounts = async (read: Read, name: string, asks: readonly Ask[]): Promise<number[]> => {
  const [first, ...rest] = asks
  if (!first) return []
  const results = await read(name, (db, release) => {
    const count = (ask: Ask) => countStatement(db, ask.dataset, { ...ask, release })
    return [count(first), ...rest.map(count)]
  })
  return results.map(([row]) => row?.count ?? 0)
}

/** The values of a column: the most frequent ones with their rows, or the least and the most of numbers and days. */
export type Spread =
  | { values: readonly { value: Value; count: number }[]; more: boolean }
  | { least: Value; most: Value }

const valuesMax = 8

/** Which values the rows of a query have in a column. */
export const readSpread = async (read: Read, name: string, ask: Ask, column: string): Promise<Spread> => {
  const { kind } = ask.dataset.columns[column]!
  if (kind === 'number' || kind === 'date') {
    const [[row]] = await read(name, (db, release) => [boundsStatement(db, ask.dataset, { ...ask, release }, column)])
    return { least: row?.least ?? null, most: row?.most ?? null }
  }
  const [values] = await read(name, (db, release) => [
    valuesStatement(db, ask.dataset, { ...ask, release }, column, valuesMax + 1),
  ])
  return { values: values.slice(0, valuesMax), more: values.length > valuesMax }
}

/** The key of a row that has this key, or this beginning of one; undefined when there is none. */
export const readKeyBelow = async (read: Read, dataset: Dataset, key: readonly string[]): Promise<Row | undefined> => {
  const [rows] = await read(`key/${dataset.name}/${key.join('/')}`, (db, release) => [
    keysStatement(db, dataset, { release, key }).limit(1),
  ])
  return rowsOf(rows)[0]
}

/** Values of the part of a key that follows `key`: of `named` those that there are, and the nearest ones below and from `value` on. */
export const readNearKeys = async (
  read: Read,
  dataset: Dataset,
  { key, value, named }: { key: readonly string[]; value: string; named: readonly string[] },
  most: number,
): Promise<string[]> => {
  const part = dataset.key[key.length]!
  const [exact, below, from] = await read(`near/${dataset.name}/${[...key, value].join('/')}`, (db, release) => {
    const near = (beside: Beside) => keysStatement(db, dataset, { release, key, beside }).limit(most)
    return [near({ among: named }), near({ below: value }), near({ from: value })] as const
  })
  const values = [...rowsOf(exact), ...rowsOf(below).toReversed(), ...rowsOf(from)].map((row) => String(row[part]))
  return [...new Set(values)].toSorted()
}

/** Those of some values that the key of one column of a dataset has. */
export const readNamedKeys = async (read: Read, dataset: Dataset, named: readonly string[]): Promise<string[]> => {
  const [rows] = await read(`named/${dataset.name}/${named.join()}`, (db, release) => [
    keysStatement(db, dataset, { release, beside: { among: named } }),
  ])
  return rowsOf(rows).map((row) => String(row[dataset.key[0]!]))
}

/** All keys of a dataset in a release, in their order. */
export const readKeys = async (read: Read, dataset: Dataset): Promise<Value[][]> => {
  const [rows] = await read(`keys/${dataset.name}`, (db, release) => [keysStatement(db, dataset, { release })])
  return rowsOf(rows).map((row) => dataset.key.map((name) => row[name] ?? null))
}

/** All rows of a dataset in a release, in key order. */
export const readAll = async (read: Read, dataset: Dataset): Promise<Row[]> => {
  const rows: Row[] = []
  let more = true
  while (more) {
    const last = rows.at(-1)
    const after = last && afterRow(dataset, noFilter, last)
    const name = `all/${dataset.name}/${after?.join('/') ?? ''}`
    const page = await readPage(read, name, { dataset, key: [], query: noFilter }, readRowsMax, after)
    rows.push(...page.rows)
    more = page.more
  }
  return rows
}
