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
const readAfter = async (
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

/** One page of rows, at most `size`; `before` is the key of the row that it follows. Undefined when there is no such row. */
export const readPage = async (
  read: Read,
  name: string,
  ask: Ask,
  size: number,
  before?: readonly string[],
): Promise<Page | undefined> => {
  const after = before && (await readAfter(read, ask, before, name))
  if (before && !after) return undefined
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

/** All keys of a dataset in a release, in their order. */
export const readKeys = async (read: Read, dataset: Dataset): Promise<Value[][]> => {
  const [rows] = await read(`keys/${dataset.name}`, (db, release) => [keysStatement(db, dataset, release)])
  return rowsOf(rows).map((row) => dataset.key.map((name) => row[name] ?? null))
}

/** All rows of a dataset in a release, in key order. */
export const readAll = async (read: Read, dataset: Dataset): Promise<Row[]> => {
  const rows: Row[] = []
  let more = true
  while (more) {
    const last = rows.at(-1)
    const before = last && dataset.key.map((name) => String(last[name]))
    const name = `all/${dataset.name}/${before?.join('/') ?? ''}`
    const page = await readPage(read, name, { dataset, key: [], query: noFilter }, readRowsMax, before)
    rows.push(...(page?.rows ?? []))
    more = page?.more ?? false
  }
  return rows
}
