import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { LRUCache } from 'lru-cache'
import type { Value } from '../dataset/define.ts'
import { readPointer, readRelease, readReleaseIds, type Release } from '../dataset/release.ts'
import { pointerSeconds, retrySeconds } from './freshness.ts'
import { Problem } from './problem.ts'
import { representation, type Environment } from './representation.ts'
import { findShared, keepShared, sharedRead, type Background, type Tiers } from './tiers.ts'

/** Which release is served, and when D1 was asked (milliseconds). */
export interface Pointer {
  release: string
  read_at: number
}

/** What an isolate knows of releases. */
export interface Current {
  tiers: Tiers
  pointer?: Pointer
  failedAt: number
  releases: LRUCache<string, Release>
  /** Keys of the datasets, by release. */
  keys: LRUCache<string, Value[][]>
}

const releasesKnownMax = 8
const keyListsKnownMax = 64

export const createCurrent = (tiers: Tiers): Current => ({
  tiers,
  failedAt: Number.NEGATIVE_INFINITY,
  releases: new LRUCache({ max: releasesKnownMax }),
  keys: new LRUCache({ max: keyListsKnownMax }),
})

/** A session of D1 as Drizzle takes it. Only `prepare` and `batch` are called, which a session has. */
export const database = (env: Environment, constraint: 'first-primary' | 'first-unconstrained'): DrizzleD1Database =>
  drizzle(env.DB.withSession(constraint) as unknown as D1Database)

const askPointer = ({ tiers }: Current, env: Environment, background: Background): Promise<Pointer> =>
  sharedRead(tiers, 'pointer', background, async () => {
    const read_at = tiers.clock()
    const release = await readPointer(database(env, 'first-primary'))
    if (release === undefined) throw new Problem('unavailable', 'No release has been published yet.')
    return { release, read_at }
  })

/** The pointer to the current release; `stale` when D1 could not be asked and an older one is used. */
export const currentPointer = async (
  current: Current,
  env: Environment,
  background: Background,
): Promise<Pointer & { stale: boolean }> => {
  const { clock } = current.tiers
  const fresh = (one?: Pointer) => one !== undefined && clock() - one.read_at < pointerSeconds * 1000
  const key = `${representation(env)}/pointer`
  if (!fresh(current.pointer)) {
    const shared = await findShared<Pointer>(key)
    if (shared && !(current.pointer && current.pointer.read_at > shared.read_at)) current.pointer = shared
  }
  const known = current.pointer
  if (known && fresh(known)) return { ...known, stale: false }
  if (known && clock() - current.failedAt < retrySeconds * 1000) return { ...known, stale: true }
  try {
    const read = await askPointer(current, env, background)
    current.pointer = read
    keepShared(key, read, background)
    return { ...read, stale: false }
  } catch (error) {
    current.failedAt = clock()
    if (known) return { ...known, stale: true }
    throw error
  }
}

/** What is true of a release. Throws `not-found`, listing those there are, when there is none of that id. */
export const releaseOf = async (
  { tiers, releases }: Current,
  id: string,
  env: Environment,
  background: Background,
): Promise<Release> => {
  const key = `${representation(env)}/release/${id}`
  const near = releases.get(key) ?? (await findShared<Release>(key))
  if (near) {
    releases.set(key, near)
    return near
  }
  const release = await sharedRead(tiers, key, background, async () => {
    // The row of a release is written last: a replica that lacks it lacks rows.
    const replica = await readRelease(database(env, 'first-unconstrained'), id)
    return replica ?? readRelease(database(env, 'first-primary'), id)
  })
  if (!release) {
    const ids = await sharedRead(tiers, 'releases', background, () => readReleaseIds(database(env, 'first-primary')))
    throw new Problem('not-found', `There is no release "${id}". There are: ${ids.join(', ')}.`)
  }
  releases.set(key, release)
  keepShared(key, release, background)
  return release
}
