import { eq, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import type { BatchItem } from 'drizzle-orm/batch'
import { codeLists } from '../datasets/index.ts'
import { pointer, releaseDatasets, releases } from '../tables.ts'
import type { Row } from './define.ts'

/** One dataset of a release, as its manifest states it. */
export interface Manifest {
  dataset: string
  rows: number
  digest: string
  bytes: number
  changed_at: string
}

/** What is true of a release for ever: its manifest, and its code lists with their titles. */
export interface Release {
  id: string
  published_at: string
  digest: string
  latest_year: number
  datasets: Record<string, Manifest>
  codes: Record<string, Row[]>
}

/** Columns of a code list that labels, filters and `meta` need. */
const told = ['code', 'title', 'title_en', 'kind', 'unit', 'accumulation', 'additive_over', 'overlaps']

/** Reads the current release's id. Throws what D1 throws; undefined before the first publish. */
export const readPointer = async (db: DrizzleD1Database): Promise<string | undefined> =>
  (await db.select({ release: pointer.release }).from(pointer).limit(1))[0]?.release

/** Reads what is true of a release; undefined when there is none of that id. One round trip. */
export const readRelease = async (db: DrizzleD1Database, id: string): Promise<Release | undefined> => {
  const lists = codeLists.map(({ table, header }) =>
    db
      .select(Object.fromEntries(told.filter((name) => header.includes(name)).map((name) => [name, table[name]!])))
      .from(table)
      .where(eq(table['release']!, id))
      .orderBy(table['code']!),
  )
  const head = db.select().from(releases).where(eq(releases.id, id))
  const manifest = db.select().from(releaseDatasets).where(eq(releaseDatasets.release, id))
  const [[release], entries, ...codes] = (await db.batch([head, manifest, ...lists] as unknown as [
    BatchItem<'sqlite'>,
    ...BatchItem<'sqlite'>[],
  ])) as unknown as [(typeof releases.$inferSelect)[], (typeof releaseDatasets.$inferSelect)[], ...Row[][]]
  if (!release) return undefined
  return {
    ...release,
    datasets: Object.fromEntries(entries.map((entry) => [entry.dataset, entry])),
    codes: Object.fromEntries(codeLists.map(({ name }, at) => [name, codes[at] ?? []])),
  }
}

/** The ids of all releases, newest first. */
export const readReleaseIds = async (db: DrizzleD1Database): Promise<string[]> =>
  (
    await db
      .select({ id: releases.id })
      .from(releases)
      .orderBy(sql`${releases.published_at} desc`)
  ).map(({ id }) => id)
