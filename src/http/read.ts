import { and, eq, isNull } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { readRowsMax } from '../dataset/bounds.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { Row, Value } from '../dataset/define.ts'
import type { Query } from '../dataset/query.ts'
import {
  afterRow,
  countStatement,
  keysStatement,
  pageStatement,
  toPage,
  type After,
  type Page,
} from '../dataset/rows.ts'
import { releases } from '../release/tables.ts'
import { database, type Database } from './current.ts'
import { Problem } from './problem.ts'

/** Which rows: of a release, below a key (all of it or its beginning), and by a query. */
export interface Ask {
  dataset: Dataset
  release: string
  key: readonly string[]
  query: Query
}

/** Runs statements that each read one table, on a replica if it has the release (its row is written last), else on the primary. */
export const readRelease = async (
  source: Database,
  release: string,
  statements: (db: DrizzleD1Database) => readonly unknown[],
): Promise<Row[][]> => {
  for (const constraint of ['first-unconstrained', 'first-primary'] as const) {
    const db = database(source, constraint)
    const present = db
      .select({ id: releases.id })
      .from(releases)
      .where(and(eq(releases.id, release), isNull(releases.retired_at)))
    const [found, ...results] = (await db.batch([present, ...statements(db)] as unknown as [
      BatchItem<'sqlite'>,
    ])) as unknown as Row[][]
    if (found && found.length > 0) return results
  }
  throw new Problem('gone', `Release ${release} was retired while it was read.`)
}

const noFilter: Query = { where: {}, sort: [], fields: [], limit: 1 }

/** One page of rows, at most `size`; `before` is the key of the row that it follows. Undefined when there is no such row. */
export const readPage = async (
  source: Database,
  ask: Ask,
  size: number,
  before?: readonly string[],
): Promise<Page | undefined> => {
  const { dataset, release, query } = ask
  let after: After | undefined
  if (before) {
    const [rows] = await readRelease(source, release, (db) => [
      pageStatement(db, dataset, { release, key: before, query: noFilter, size: 1 }),
    ])
    if (!rows?.[0]) return undefined
    after = afterRow(dataset, query, rows[0])
  }
  const [rows] = await readRelease(source, release, (db) => [
    pageStatement(db, dataset, { ...ask, size, ...(after ? { after } : {}) }),
  ])
  return toPage(rows ?? [], size)
}

/** How many rows a query has in all. */
export const readCount = async (source: Database, ask: Ask): Promise<number> => {
  const [rows] = await readRelease(source, ask.release, (db) => [countStatement(db, ask.dataset, ask)])
  return Number(rows?.[0]?.['count'] ?? 0)
}

/** All keys of a dataset in a release. */
export const readKeys = async (source: Database, dataset: Dataset, release: string): Promise<Value[][]> => {
  const [rows] = await readRelease(source, release, (db) => [keysStatement(db, dataset, release)])
  return (rows ?? []).map((row) => dataset.key.map((name) => row[name] ?? null))
}

/** All rows of a dataset in a release, in key order. */
export const readAll = async (source: Database, dataset: Dataset, release: string): Promise<Row[]> => {
  const rows: Row[] = []
  let more = true
  while (more) {
    const last = rows.at(-1)
    const before = last && dataset.key.map((name) => String(last[name]))
    const page = await readPage(source, { dataset, release, key: [], query: noFilter }, readRowsMax, before)
    rows.push(...(page?.rows ?? []))
    more = page?.more ?? false
  }
  return rows
}
