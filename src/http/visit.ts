import type { Release } from '../release/release.ts'
import { createCurrent, currentPointer, releaseOf, type Current, type Database, type Pointer } from './current.ts'
import { admission } from './limiter.ts'
import { originOf, type Environment } from './representation.ts'
import type { Tier } from './respond.ts'
import { createTiers, type Background, type Clock, type Reader, type Tiers } from './tiers.ts'

/** What an isolate holds between requests. */
export interface Isolate {
  clock: Clock
  tiers: Tiers
  current: Current
}

export const createIsolate = (clock: Clock): Isolate => {
  const tiers = createTiers(clock)
  return { clock, tiers, current: createCurrent(tiers) }
}

/** One request, with all that its answer may depend on. */
export interface Visit {
  request: Request
  url: URL
  /** Where links point to. */
  origin: string
  env: Environment
  isolate: Isolate
  db: Database
  reader: Reader
  /** Headers that the answer gets whatever it is. */
  marks: Record<string, string>
  /** What the log tells of the answer. */
  log: { tier: Tier; rows_read: number }
}

export const createVisit = (request: Request, env: Environment, background: Background, isolate: Isolate): Visit => {
  const log: Visit['log'] = { tier: 'none', rows_read: 0 }
  return {
    request,
    url: new URL(request.url),
    origin: originOf(env, request.url),
    env,
    isolate,
    db: { env, scanned: (rows) => (log.rows_read += rows) },
    reader: { background, admit: admission(request, env) },
    marks: {},
    log,
  }
}

/** The current pointer; an old one marks the answer. */
export const standingFor = async ({ isolate, db, reader, marks }: Visit): Promise<Pointer & { stale: boolean }> => {
  const pointer = await currentPointer(isolate.current, db, reader)
  if (pointer.stale) marks['Stale-Release'] = `read-at=${new Date(pointer.read_at).toISOString()}`
  return pointer
}

/** The release that the visit is answered from: the given one, or the current one. */
export const releaseFor = async (visit: Visit, id?: string): Promise<Release> => {
  const standing = await standingFor(visit)
  return releaseOf(visit.isolate.current, id ?? standing.release, standing, visit.db, visit.reader)
}
