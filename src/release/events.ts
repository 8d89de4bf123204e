import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { feedEventsMax } from '../dataset/bounds.ts'
import { datasets } from '../datasets/index.ts'
import type { Tally } from './changes.ts'
import { releaseDatasets, releaseEvents, releases } from './tables.ts'

/** What happened to a release, with what the feed tells of it. */
export interface ReleaseEvent {
  number: number
  at: string
  kind: (typeof releaseEvents.$inferSelect)['kind']
  release: string
  digest: string
  /** The release that was served until then; null where there was none. */
  served: string | null
  /** The release that its manifest counts rows against; null where they were not counted. */
  before: string | null
  /** Whether it was the first release of all. */
  first: boolean
  /** Rows that differ from `before`, by dataset, in the order of the list; datasets without any are left out. */
  tallies: readonly ({ dataset: string } & Tally)[]
}

/** The newest events up to the one of a number, the rows of the releases that they name, and what those changed. */
const statements = (db: DrizzleD1Database, newest: number) => {
  const numbers = db
    .select({ number: releaseEvents.number })
    .from(releaseEvents)
    .where(lte(releaseEvents.number, newest))
    .orderBy(desc(releaseEvents.number))
    .limit(feedEventsMax)
  const named = (kind?: 'published') =>
    db
      .select({ release: releaseEvents.release })
      .from(releaseEvents)
      .where(and(inArray(releaseEvents.number, numbers), kind && eq(releaseEvents.kind, kind)))
  const served = sql<string | null>`(select earlier.release from release_events earlier
    where earlier.kind <> 'retired' and earlier.number < release_events.number order by earlier.number desc limit 1)`
  const { number, at, kind, release } = releaseEvents
  const events = db
    .select({ number, at, kind, release, served: served.as('served') })
    .from(releaseEvents)
    .where(inArray(number, numbers))
    .orderBy(desc(number))
  const heads = db.select().from(releases).where(inArray(releases.id, named()))
  const { added, removed, changed } = releaseDatasets
  const tallies = db
    .select()
    .from(releaseDatasets)
    .where(and(inArray(releaseDatasets.release, named('published')), sql`${added} + ${removed} + ${changed} > 0`))
  return [events, heads, tallies] as const
}

/**
 * Reads the newest events up to the one of a number, newest first, in one round trip: a bounded number of rows. Undefined when the
 * database has no event of that number yet, as a replica that lags: what is written before an event is there when the event is.
 */
export const readEvents = async (db: DrizzleD1Database, newest: number): Promise<ReleaseEvent[] | undefined> => {
  const [events, heads, entries] = await db.batch(statements(db, newest))
  if ((events[0]?.number ?? 0) !== newest) return undefined
  const talliesOf = (id: string) =>
    datasets.flatMap(({ name }) =>
      entries
        .filter(({ release, dataset }) => release === id && dataset === name)
        .map(({ dataset, added, removed, changed }) => ({
          dataset,
          added: added ?? 0,
          removed: removed ?? 0,
          changed: changed ?? 0,
        })),
    )
  return events.flatMap((event) => {
    const head = heads.find(({ id }) => id === event.release)
    if (!head) return []
    const { digest, before, number } = head
    return [{ ...event, digest, before, first: number > 0 && before === null, tallies: talliesOf(event.release) }]
  })
}
