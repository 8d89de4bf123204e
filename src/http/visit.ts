import type { Release } from '../dataset/release.ts'
import { createCurrent, currentPointer, releaseOf, type Current } from './current.ts'
import { originOf, type Environment } from './representation.ts'
import { createTiers, type Background, type Clock, type Tiers } from './tiers.ts'

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
  background: Background
  isolate: Isolate
  /** Headers that the answer gets whatever it is. */
  marks: Record<string, string>
}

export const createVisit = (request: Request, env: Environment, background: Background, isolate: Isolate): Visit => ({
  request,
  url: new URL(request.url),
  origin: originOf(env, request.url),
  env,
  background,
  isolate,
  marks: {},
})

/** The release that the visit is answered from: the given one, or the current one; an old pointer marks the answer. */
export const releaseFor = async (visit: Visit, id?: string): Promise<Release> => {
  const { isolate, env, background, marks } = visit
  if (id !== undefined) return releaseOf(isolate.current, id, env, background)
  const { release, read_at, stale } = await currentPointer(isolate.current, env, background)
  if (stale) marks['Stale-Release'] = `read-at=${new Date(read_at).toISOString()}`
  return releaseOf(isolate.current, release, env, background)
}
