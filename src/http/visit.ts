import { originOf, representation, type Environment } from './environment.ts'
import type { Isolate } from './isolate.ts'
import { admission } from './limiter.ts'

/** What outlives a request. */
export interface Background {
  waitUntil(promise: Promise<unknown>): void
}

/** Which tier an answer came from, for the log. */
type Tier = 'none' | 'etag' | 'head' | 'memory' | 'cache' | 'made' | 'stream'

/** One request, with all that its answer may depend on. */
export interface Visit {
  request: Request
  url: URL
  /** Where links point to. */
  origin: string
  /** The version of the code: the first part of every key of the inner tiers. */
  representation: string
  env: Environment
  isolate: Isolate
  background: Background
  /** Throws `too-many-requests`. However many reads a request needs, it is one question and asked once. */
  admit: () => Promise<void>
  /** How many standings the isolate had met when the visit began. */
  epoch: number
  /** What the door sent: the key of its body in the memory tier, and its validators. Streams and errors are not told here. */
  sent?: { key: string; etag: string; lastModified: string | undefined }
  /** Headers that the answer gets whatever it is; `Link` beside the links that it has. */
  marks: Record<string, string>
  /** What the log says of the answer. */
  log: { tier: Tier; rows_read: number }
}

const once = <T>(ask: () => Promise<T>) => {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}

export const createVisit = (request: Request, env: Environment, background: Background, isolate: Isolate): Visit => ({
  request,
  url: new URL(request.url),
  origin: originOf(env, request.url),
  representation: representation(env),
  env,
  isolate,
  background,
  admit: once(() => admission(request, env)),
  epoch: isolate.epoch,
  marks: {},
  log: { tier: 'none', rows_read: 0 },
})
