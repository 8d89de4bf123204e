import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Row } from '../src/dataset/define.ts'
import type { Content } from '../src/release/files.ts'

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

/** What files are made from: the rows of the datasets that are held whole, and those of the larger ones as they come. */
export interface Material {
  held: SeedRows
  large: Publication
}

/** A file that is made from the rows of a release when it is published. */
export interface MadeFile {
  path: string
  /** Version of what makes it: another one makes it anew for the current release, although the rows are the same. */
  version: string
  /** Its content; undefined where these rows have no such file. */
  make: (rows: SeedRows, large?: Publication) => Content | undefined | Promise<Content | undefined>
}

/** Told while a publish goes on: the dataset, and how many of its rows are in. */
export type Progress = (dataset: string, done: number, rows: number) => void
