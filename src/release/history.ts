import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { feedEventsMax } from '../dataset/bounds.ts'
import { sqlColumns, type Dataset, type Row } from '../dataset/define.ts'
import { rowsOf } from '../dataset/rows.ts'
import type { Tally } from './changes.ts'
import type { Standing } from './release.ts'
import { releaseDatasets, releaseEvents } from './tables.ts'

/** A release that changed a dataset: how many rows it added, removed and changed, where that was counted, and how many it has. */
export interface Revision {
  release: string
  at: string
  before: string | null
  /** Whether it was the first release of all. */
  first: boolean
  tally: Tally | undefined
  rows: number
}

/** A release in which the row of a fact is another one than in the release before: what it was, and what it is. */
export interface FactState {
  release: string
  at: string
  was: Row | undefined
  is: Row | undefined
}

const newestEvent = (db: DrizzleD1Database) =>
  db.select({ number: sql<number>`coalesce(max(${releaseEvents.number}), 0)` }).from(releaseEvents)

/**
 * Reads the releases that changed a dataset, newest first, in one round trip. Undefined when the database lacks the newest event, as a
 * replica that lags.
 */
export const readRevisions = async (
  db: DrizzleD1Database,
  { releases, event }: Standing,
  { name }: Dataset,
): Promise<Revision[] | undefined> => {
  const [[newest], entries] = await db.batch([
    newestEvent(db),
    db
      .select()
      .from(releaseDatasets)
      .where(
        and(
          eq(releaseDatasets.dataset, name),
          inArray(
            releaseDatasets.release,
            sql`(select value from json_each(${JSON.stringify(releases.map(({ id }) => id))}))`,
          ),
        ),
      ),
  ])
  if ((newest?.number ?? 0) < event) return undefined
  const revisions = releases.flatMap(({ id, number, published_at, before }): Revision[] => {
    const entry = entries.find(({ release }) => release === id)
    if (!entry) return []
    const { added, removed, changed, rows } = entry
    const tally = added === null || removed === null || changed === null ? undefined : { added, removed, changed }
    const same = tally && tally.added + tally.removed + tally.changed === 0
    return same ? [] : [{ release: id, at: published_at, before, first: number > 0 && before === null, tally, rows }]
  })
  return revisions.slice(0, feedEventsMax)
}

const same = (a: Row | undefined, b: Row | undefined) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Reads the releases in which the row of a key of one column changed, newest first, in one round trip: one row a release that is kept, of
 * the newest ones. Undefined when the database lacks the newest event, as a replica that lags.
 */
export const readStates = async (
  db: DrizzleD1Database,
  { releases, event }: Standing,
  dataset: Dataset,
  code: string,
): Promise<{ states: FactState[]; found: boolean } | undefined> => {
  const kept = releases.filter(({ retired_at }) => retired_at === null).slice(0, feedEventsMax + 1)
  const columns = sqlColumns(dataset)
  const [[newest], results] = await db.batch([
    newestEvent(db),
    db
      .select(columns)
      .from(dataset.table)
      .where(
        and(
          inArray(columns['release']!, sql`(select value from json_each(${JSON.stringify(kept.map(({ id }) => id))}))`),
          eq(columns[dataset.key[0]!]!, code),
        ),
      )
      .orderBy(desc(columns['release']!)),
  ])
  if ((newest?.number ?? 0) < event) return undefined
  const rows = new Map(rowsOf(results).map(({ release, ...row }) => [String(release), row]))
  const states = kept.slice(0, feedEventsMax).flatMap(({ id, published_at, before }, at): FactState[] => {
    // The release that was served before it; where that is not kept, the one that is next in age.
    const earlier = kept.some((release) => release.id === before) ? before! : kept[at + 1]?.id
    const [was, is] = [earlier === undefined ? undefined : rows.get(earlier), rows.get(id)]
    // What it was before the oldest one that is kept, nobody can say.
    const unknown = earlier === undefined && before !== null
    return unknown || same(was, is) ? [] : [{ release: id, at: published_at, was, is }]
  })
  return { states, found: rows.size > 0 }
}
