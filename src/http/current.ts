import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { LRUCache } from 'lru-cache'
import { pointerMillisecondsMax } from '../dataset/bounds.ts'
import { readRelease, readStanding, type Release, type Standing } from '../release/release.ts'
import { pointerSeconds, retrySeconds } from './freshness.ts'
import { within } from './gate.ts'
import { Problem } from './problem.ts'
import { representation, type Environment } from './representation.ts'
import { findShared, keepShared, sharedRead, unlimited, type Reader, type Tiers } from './tiers.ts'

/** Which release is served and which there are, and when D1 was asked (milliseconds). */
export interface Pointer extends Standing {
  read_at: number
}

/** What an isolate knows of releases. */
export interface Current {
  tiers: Tiers
  pointer?: Pointer
  failedAt: number
  releases: LRUCache<string, Release>
  /** Small values that are true of a release for ever; see known.ts. */
  known: LRUCache<string, object>
}

const releasesKnownMax = 8
const knownMax = 64

export const createCurrent = (tiers: Tiers): Current => ({
  tiers,
  failedAt: Number.NEGATIVE_INFINITY,
  releases: new LRUCache({ max: releasesKnownMax }),
  known: new LRUCache({ max: knownMax }),
})

/** D1 as the Worker uses it: a session, told how many rows each batch has scanned. */
export interface Database {
  env: Environment
  scanned: (rows: number) => void
}

/** A session of D1 as Drizzle takes it. Only `prepare` and `batch` are called; every read is a batch, since that alone tells what it scanned. */
export const database = (
  { env, scanned }: Database,
  constraint: 'first-primary' | 'first-unconstrained',
): DrizzleD1Database => {
  const session = env.DB.withSession(constraint)
  const observed = {
    prepare: (query: string) => session.prepare(query),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await session.batch(statements)
      scanned(results.reduce((sum, { meta }) => sum + meta.rows_read, 0))
      return results
    },
  }
  return drizzle(observed as unknown as D1Database)
}

const askPointer = ({ tiers }: Current, db: Database, reader: Reader): Promise<Pointer> =>
  // No question of one client: a refusal would make the pointer old for all.
  sharedRead(tiers, 'pointer', unlimited(reader), async () => {
    const read_at = tiers.clock()
    const standing = await readStanding(database(db, 'first-primary'))
    if (!standing) throw new Problem('unavailable', 'No release has been published yet.')
    return { ...standing, read_at }
  })

/** The pointer to the current release; `stale` when D1 could not be asked in time and an older one is used. */
export const currentPointer = async (
  current: Current,
  db: Database,
  reader: Reader,
): Promise<Pointer & { stale: boolean }> => {
  const { clock } = current.tiers
  const fresh = (one?: Pointer) => one !== undefined && clock() - one.read_at < pointerSeconds * 1000
  const key = `${representation(db.env)}/pointer`
  if (!fresh(current.pointer)) {
    const shared = await findShared<Pointer>(key)
    if (shared && !(current.pointer && current.pointer.read_at > shared.read_at)) current.pointer = shared
  }
  const known = current.pointer
  if (known && fresh(known)) return { ...known, stale: false }
  if (known && clock() - current.failedAt < retrySeconds * 1000) return { ...known, stale: true }
  const keep = (read: Pointer) => {
    if (!(current.pointer && current.pointer.read_at > read.read_at)) current.pointer = read
    keepShared(key, read, reader.background)
    return { ...read, stale: false }
  }
  // Whoever has an old pointer does not wait long for a new one; the read goes on for those who come later.
  const asked = askPointer(current, db, reader).then(keep)
  try {
    return await (known ? within(asked, pointerMillisecondsMax, () => Promise.reject(new Error('D1 is slow'))) : asked)
  } catch (error) {
    asked.catch(() => {})
    current.failedAt = clock()
    if (known) return { ...known, stale: true }
    throw error
  }
}

const told = ({ releases }: Standing, status: (retired: boolean) => boolean) =>
  releases.filter(({ retired_at }) => status(retired_at !== null)).map(({ id }) => id)

/** What is true of a release. Throws `not-found`, listing those there are, or `gone`, with the digest of what was. */
export const releaseOf = async (
  current: Current,
  id: string,
  standing: Standing,
  db: Database,
  reader: Reader,
): Promise<Release> => {
  const row = standing.releases.find((one) => one.id === id)
  if (!row)
    throw new Problem(
      'not-found',
      `There is no release "${id}". There are: ${told(standing, (retired) => !retired).join(', ')}.`,
    )
  const gone = (retired: string) =>
    new Problem(
      'gone',
      `Release ${id} was retired on ${retired.slice(0, 10)}. Its digest was ${row.digest}. There are: ${told(
        standing,
        (is) => !is,
      )
        .filter((other) => other !== id)
        .join(', ')}.`,
    )
  if (row.retired_at !== null) throw gone(row.retired_at)
  const key = `${representation(db.env)}/release/${id}`
  const near = current.releases.get(key) ?? (await findShared<Release>(key))
  const release =
    near ??
    (await sharedRead(current.tiers, key, reader, async () => {
      // The row of a release is written last: a replica that lacks it lacks rows.
      const replica = await readRelease(database(db, 'first-unconstrained'), id)
      return replica ?? readRelease(database(db, 'first-primary'), id)
    }))
  if (!release) throw new Problem('unavailable', `Release ${id} cannot be read.`)
  // It was retired since the pointer was read.
  if (release.retired_at !== null) throw gone(release.retired_at)
  current.releases.set(key, release)
  if (!near) keepShared(key, release, reader.background)
  return release
}
