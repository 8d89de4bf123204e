import { desc, eq } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { rowsOf } from '../dataset/rows.ts'
import { aliases } from '../datasets/aliases.ts'
import { codeLists } from '../datasets/index.ts'
import { pointer, releaseDatasets, releases } from './tables.ts'
import { sqlColumns, type Row } from '../dataset/define.ts'

/** One dataset of a release, as its manifest states it. */
export interface Manifest {
  dataset: string
  rows: number
  digest: string
  bytes: number
  changed_at: string
}

/** What is true of a release for ever: its manifest, and its code lists with their titles. */
export interface Release extends ReleaseRow {
  datasets: Record<string, Manifest>
  codes: Record<string, Row[]>
  /** What else people call codes and columns. */
  aliases: Row[]
}

/** Columns of a code list that labels, filters and `meta` need. */
const told = ['code', 'title', 'title_en', 'kind', 'unit', 'accumulation', 'additive_over', 'overlaps', 'year']

/** One release of those there are or were. */
type ReleaseRow = typeof releases.$inferSelect

/** Which release is served, and all there are, newest first. */
export interface Standing {
  release: string
  releases: readonly ReleaseRow[]
}

/** Reads which release is served; undefined before the first publish. Throws what D1 throws. */
export const readStanding = async (db: DrizzleD1Database): Promise<Standing | undefined> => {
  const [current, all] = await db.batch([
    db.select({ release: pointer.release }).from(pointer).limit(1),
    db.select().from(releases).orderBy(desc(releases.published_at), desc(releases.id)),
  ])
  return current[0] && { release: current[0].release, releases: all }
}

/** Reads what is true of a release; undefined when there is none of that id. One round trip. */
export const readRelease = async (db: DrizzleD1Database, id: string): Promise<Release | undefined> => {
  const lists = codeLists.map((dataset) => {
    const columns = sqlColumns(dataset)
    return db
      .select(Object.fromEntries(told.filter((name) => name in columns).map((name) => [name, columns[name]!])))
      .from(dataset.table)
      .where(eq(columns['release']!, id))
      .orderBy(columns['code']!)
  })
  const head = db.select().from(releases).where(eq(releases.id, id))
  const manifest = db.select().from(releaseDatasets).where(eq(releaseDatasets.release, id))
  const { subject, code, alias, release: column } = aliases.table
  const words = db.select({ subject, code, alias }).from(aliases.table).where(eq(column, id))
  const [[release], entries, called, ...codes] = await db.batch([head, manifest, words, ...lists])
  if (!release) return undefined
  return {
    ...release,
    datasets: Object.fromEntries(entries.map((entry) => [entry.dataset, entry])),
    aliases: called,
    codes: Object.fromEntries(codeLists.map(({ name }, at) => [name, rowsOf(codes[at] ?? [])])),
  }
}
