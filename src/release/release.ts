import { desc, eq, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { heldRowsMax } from '../dataset/bounds.ts'
import { rowsOf } from '../dataset/rows.ts'
import { aliases } from '../datasets/aliases.ts'
import { codeLists } from '../datasets/index.ts'
import { withdrawn } from '../datasets/withdrawn.ts'
import { pointer, releaseDatasets, releases } from './tables.ts'
import { sqlColumns, type Row } from '../dataset/define.ts'

/** One dataset of a release, as its manifest states it. */
export type Manifest = Omit<typeof releaseDatasets.$inferSelect, 'release'>

/** A fact code that an earlier release published and this one no longer has, with the code that took its place. */
export type Withdrawn = Omit<typeof withdrawn.table.$inferSelect, 'release'>

/** What is true of a release for ever: its manifest, its code lists with their titles, and the fact codes that were withdrawn before it. */
export interface Release extends ReleaseRow {
  datasets: Record<string, Manifest>
  codes: Record<string, Row[]>
  /** What else people call codes and columns. */
  aliases: Row[]
  withdrawn: readonly Withdrawn[]
}

/** Whether a dataset has more rows in a release than are held at once. */
export const isLarge = ({ datasets }: Pick<Release, 'datasets'>, { name }: { name: string }): boolean =>
  (datasets[name]?.rows ?? 0) > heldRowsMax

/** Columns of a code list that labels, filters and `meta` need. */
const columnsKept = ['code', 'title', 'title_en', 'kind', 'unit', 'accumulation', 'additive_over', 'overlaps', 'year']

/** One release of those there are or were. */
type ReleaseRow = typeof releases.$inferSelect

/** Which release is served, and all there are, newest first; the number of the newest event, 0 where there is none. */
export interface Standing {
  release: string
  event: number
  releases: readonly ReleaseRow[]
}

/** Newest first: by number; those from before numbers were given by the clock, behind the others. */
export const newestFirst = [desc(releases.number), desc(releases.published_at), desc(releases.id)]

/** Reads which release is served; undefined before the first publish. Throws what D1 throws. */
export const readStanding = async (db: DrizzleD1Database): Promise<Standing | undefined> => {
  const event = sql<number>`(select coalesce(max(number), 0) from release_events)`.as('event')
  const [[current], all] = await db.batch([
    db.select({ release: pointer.release, event }).from(pointer).limit(1),
    db
      .select()
      .from(releases)
      .orderBy(...newestFirst),
  ])
  return current && { ...current, releases: all }
}

/** Reads what is true of a release; undefined when there is none of that id. One round trip. */
export const readRelease = async (db: DrizzleD1Database, id: string): Promise<Release | undefined> => {
  const lists = codeLists.map((dataset) => {
    const columns = sqlColumns(dataset)
    return db
      .select(Object.fromEntries(columnsKept.filter((name) => name in columns).map((name) => [name, columns[name]!])))
      .from(dataset.table)
      .where(eq(columns['release']!, id))
      .orderBy(columns['code']!)
  })
  const { subject, code: named, alias } = aliases.table
  const { code, successor, reason, reason_en } = withdrawn.table
  const [[release], entries, words, gone, ...codes] = await db.batch([
    db.select().from(releases).where(eq(releases.id, id)),
    db.select().from(releaseDatasets).where(eq(releaseDatasets.release, id)),
    db.select({ subject, code: named, alias }).from(aliases.table).where(eq(aliases.table.release, id)),
    db.select({ code, successor, reason, reason_en }).from(withdrawn.table).where(eq(withdrawn.table.release, id)),
    ...lists,
  ])
  if (!release) return undefined
  return {
    ...release,
    datasets: Object.fromEntries(entries.map((entry) => [entry.dataset, entry])),
    aliases: words,
    withdrawn: gone,
    codes: Object.fromEntries(codeLists.map(({ name }, at) => [name, rowsOf(codes[at] ?? [])])),
  }
}
