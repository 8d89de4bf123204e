import { and, eq, isNull } from 'drizzle-orm'
import type { BatchResponse } from 'drizzle-orm/batch'
import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { sharedReadMillisecondsMax } from '../dataset/bounds.ts'
import { Problem } from '../dataset/problem.ts'
import type { Read, Statements } from '../dataset/read.ts'
import { releases } from '../release/tables.ts'
import { through, within } from './gate.ts'
import type { Visit } from './visit.ts'

/** Opens a session of D1 on a replica, or on the primary. */
export type Connect = (constraint: 'first-primary' | 'first-unconstrained') => DrizzleD1Database

/** Only `prepare` and `batch` are called; every read is a batch, since that alone says what it scanned. */
const connect =
  ({ env, log }: Visit): Connect =>
  (constraint) => {
    const session = env.DB.withSession(constraint)
    const observed: Pick<D1Database, 'prepare' | 'batch'> = {
      prepare: (query) => session.prepare(query),
      batch: async <T>(statements: D1PreparedStatement[]) => {
        const results = await session.batch<T>(statements)
        log.rows_read += results.reduce((sum, { meta }) => sum + meta.rows_read, 0)
        return results
      },
    }
    return drizzle(observed as D1Database)
  }

/**
 * The only way to D1: one read for all who ask for `key` at the same time, through the gate. It is anchored in `waitUntil`, so that it goes
 * on when its owner's client leaves; the others share its value, and read themselves when it takes too long. Only who starts a read is
 * asked whether it may, unless the read is `free`: what all visitors need is no question of one of them.
 */
export const readOnce = async <T>(
  visit: Visit,
  key: string,
  work: (db: Connect) => Promise<T>,
  { free = false }: { free?: boolean } = {},
): Promise<T> => {
  const { isolate, background } = visit
  const { flights, gate } = isolate
  const flying = () => flights.get(key) as Promise<T> | undefined
  const admit = () => (free ? Promise.resolve() : visit.admit())
  // Without an anchor, a read whose client leaves would never give its place at the gate back.
  const read = () => {
    const anchored = through(gate, () => work(connect(visit)))
    background.waitUntil(anchored.catch(() => {}))
    return anchored
  }
  if (!flying()) await admit()
  const other = flying()
  if (other) return within(other, sharedReadMillisecondsMax, () => admit().then(read))
  const flight = read().finally(() => flights.delete(key))
  flights.set(key, flight)
  background.waitUntil(flight.catch(() => {}))
  return flight
}

/** Runs statements behind the question whether the release is there; undefined when it is not. One round trip. */
const runOn = async <S extends Statements>(
  db: DrizzleD1Database,
  release: string,
  statements: S,
): Promise<BatchResponse<S> | undefined> => {
  const present = db
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.id, release), isNull(releases.retired_at)))
  const [found, ...results] = await db.batch([present, ...statements])
  // The type of a batch is lost when statements are spread into it; its results stand in their order.
  return found.length > 0 ? (results as readonly unknown[] as BatchResponse<S>) : undefined
}

/** The reads of a release: on a replica if it has the release (its row is written last), else on the primary. */
export const readFrom =
  (visit: Visit, release: string): Read =>
  (key, statements) =>
    readOnce(visit, `${release}/${key}`, async (db) => {
      for (const constraint of ['first-unconstrained', 'first-primary'] as const) {
        const store = db(constraint)
        const results = await runOn(store, release, statements(store, release))
        if (results) return results
      }
      throw new Problem('gone', `Release ${release} was retired while it was read.`)
    })
