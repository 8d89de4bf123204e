import { LRUCache } from 'lru-cache'
import { bodyCachedMax, memoryBytesMax, releasesBytesMax, valuesBytesMax, warmBytesMax } from '../dataset/bounds.ts'
import type { Release, Standing } from '../release/release.ts'

/** Milliseconds since 1970. */
export type Clock = () => number

/** A whole answer as the inner tiers hold it: never a part of one, and nothing that depends on the request's host. */
export interface Entry {
  headers: Record<string, string>
  body: Uint8Array
}

/**
 * What was sent for a URL, so that the next one who asks for it is answered before anything is parsed. The body stays in the memory tier
 * under its key; here stand the headers, whole.
 */
interface WarmAnswer {
  /** The key of the body in the memory tier. */
  key: string
  etag: string
  lastModified: string | undefined
  /** Headers of the whole answer; undefined as long as only 304 was sent. */
  headers: Headers | undefined
  /** Headers of 304. */
  unchanged: Headers | undefined
  pathname: string
}

/** Which release is served and which there are, and when D1 was asked (milliseconds). */
export interface Pointer extends Standing {
  read_at: number
}

/** A door to D1 that lets a few reads through at once. */
export interface Gate {
  open: number
  waiting: (() => void)[]
}

/** What an isolate holds between requests. */
export interface Isolate {
  clock: Clock
  /** Tier 2: answers by key, bounded in bytes. */
  memory: LRUCache<string, Entry>
  /** Headers of what was sent, by URL: the way to the memory tier that parses nothing. */
  warm: LRUCache<string, WarmAnswer>
  /** Counts the standings that were met: what was sent before the newest one is not sent again unasked. */
  epoch: number
  /** Reads of D1 that are under way, by key. */
  flights: Map<string, Promise<unknown>>
  gate: Gate
  pointer: Pointer | undefined
  /** When D1 last failed to give the pointer. */
  failedAt: number
  releases: LRUCache<string, Release>
  /** Small values that are true of a release for ever; see `remember.ts`. */
  values: LRUCache<string, object>
}

/** What an entry weighs beside its body and key. */
const entryBytes = 500
/** What a value weighs in memory beside its JSON: short texts in many small arrays and objects. */
const memoryOfJson = 3
const weigh = (value: object, key: string) => memoryOfJson * JSON.stringify(value).length + key.length + entryBytes
/** What the headers of an answer weigh, those of its 304 included. */
const warmBytes = 4_000

export const createIsolate = (clock: Clock): Isolate => ({
  clock,
  memory: new LRUCache({
    maxSize: memoryBytesMax,
    maxEntrySize: bodyCachedMax,
    sizeCalculation: ({ body }, key) => body.byteLength + key.length + entryBytes,
  }),
  warm: new LRUCache({ maxSize: warmBytesMax, sizeCalculation: ({ key }, url) => key.length + url.length + warmBytes }),
  epoch: 0,
  flights: new Map(),
  gate: { open: 0, waiting: [] },
  pointer: undefined,
  failedAt: Number.NEGATIVE_INFINITY,
  releases: new LRUCache<string, Release>({ maxSize: releasesBytesMax, sizeCalculation: weigh }),
  values: new LRUCache({ maxSize: valuesBytesMax, sizeCalculation: weigh }),
})
