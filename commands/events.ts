import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { pointer, releaseEvents, releases } from '../src/release/tables.ts'
import type { Store } from './store.ts'

/**
 * What the feed tells is written after it has happened: an event says what the pointer or the row of a release says already. So a command
 * that was cut off before it could write its event leaves nothing unclear, and the next one writes it. Each event is one statement, which
 * does nothing where the event is there.
 */

type Kind = (typeof releaseEvents.$inferSelect)['kind']

const next = sql`(select coalesce(max(number), 0) + 1 from release_events)`

/** The time of an event: never before the newest one, so that the feed does not go back when the clock does. */
const notBefore = (at: string) => sql`max((select coalesce(max(at), '') from release_events), ${at})`

/** The release that the events say is served. */
const served = sql`(select release from release_events where kind <> 'retired' order by number desc limit 1)`

const happened = (kind: Kind, release: unknown) =>
  sql`exists (select 1 from release_events where kind = ${kind} and release = ${release})`

/** Records that the release which the pointer names is served, for the first time or again. */
export const recordServed = async (db: Store, now: Date): Promise<void> => {
  const kind = sql`case when ${happened('published', sql`pointer.release`)} then 'rolled_back' else 'published' end`
  await db
    .insert(releaseEvents)
    .select(
      sql`select ${next}, ${notBefore(now.toISOString())}, ${kind}, pointer.release from pointer where pointer.release is not ${served}`,
    )
}

/** Records what happens to a release once. */
export const recordOnce = async (
  db: Store,
  { kind, release, at }: { kind: 'published' | 'retired'; release: string; at: string },
): Promise<void> => {
  await db
    .insert(releaseEvents)
    .select(sql`select ${next}, ${notBefore(at)}, ${kind}, ${release} where not ${happened(kind, release)}`)
}

const unrecorded = async (db: Store) => {
  const published = sql<number>`${happened('published', releases.id)}`
  const retired = sql<number>`${happened('retired', releases.id)}`
  const rows = await db
    .select({
      id: releases.id,
      published_at: releases.published_at,
      retired_at: releases.retired_at,
      published,
      retired,
    })
    .from(releases)
    // Releases from before numbers were given had no events: those that were published then are told as published.
    .where(
      or(and(eq(releases.number, 0), sql`not ${published}`), and(isNotNull(releases.retired_at), sql`not ${retired}`)),
    )
  return rows
    .flatMap(({ id, published_at, retired_at, ...is }) => [
      ...(is.published ? [] : [{ kind: 'published' as const, release: id, at: published_at }]),
      ...(is.retired || retired_at === null ? [] : [{ kind: 'retired' as const, release: id, at: retired_at }]),
    ])
    .toSorted((a, b) => (a.at === b.at ? Number(a.release > b.release) : a.at < b.at ? -1 : 1))
}

/** Writes the events that commands before this one could not write. Writes nothing, and only asks, when there are none. */
export const recordMissed = async (db: Store, now: Date): Promise<void> => {
  for (const event of await unrecorded(db)) await recordOnce(db, event)
  const unsaid = await db
    .select({ release: pointer.release })
    .from(pointer)
    .where(sql`${pointer.release} is not ${served}`)
  if (unsaid.length > 0) await recordServed(db, now)
}
