import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Row } from '../src/dataset/define.ts'

/** D1, here or through Cloudflare's HTTP API: a statement at a time. */
export type Store = BaseSQLiteDatabase<'async', unknown>

/** The rows of a dataset, in key order where they are no array: more of them than memory holds may come one by one, and anew each time. */
export interface Rows extends Iterable<Row> {
  readonly length: number
}

/** What is published, by dataset. */
export type Publication = Readonly<Record<string, Rows>>

/** The rows of a seed, by dataset. */
export type SeedRows = Readonly<Record<string, readonly Row[]>>

/** Told while a publish goes on: the dataset, and how many of its rows are in. */
export type Progress = (dataset: string, done: number, rows: number) => void
