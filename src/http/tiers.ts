import { LRUCache } from 'lru-cache'
import { bodyCachedMax, memoryBytesMax, sharedReadMillisecondsMax } from '../dataset/bounds.ts'
import { through, within, type Gate } from './gate.ts'

/** A whole answer as the inner tiers hold it: never a part of one. */
export interface Entry {
  headers: Record<string, string>
  body: Uint8Array
}

/** What outlives a request. */
export interface Background {
  waitUntil(promise: Promise<unknown>): void
}

/** Milliseconds since 1970. */
export type Clock = () => number

/** Tier 2, the memory of the isolate, and what its requests share on the way to D1. */
export interface Tiers {
  clock: Clock
  memory: LRUCache<string, Entry>
  flights: Map<string, Promise<unknown>>
  gate: Gate
}

export const createTiers = (clock: Clock): Tiers => ({
  clock,
  memory: new LRUCache<string, Entry>({
    maxSize: memoryBytesMax,
    maxEntrySize: bodyCachedMax,
    sizeCalculation: ({ body }, key) => body.byteLength + key.length + 500,
  }),
  flights: new Map(),
  gate: { open: 0, waiting: [] },
})

// Any host will do: the Cache API wants a URL, and a bare one, since a client's headers would turn a hit into 304 or 206.
const cacheHost = 'https://entries.fondo-aperto.invalid/'
const monthSeconds = 30 * 24 * 3600

// The cache's own header fields are not the entry's, so those travel in one field of their own.
const entryField = 'entry'

/** The answer kept under `key` in this data centre (tier 3), taken into memory. */
const stored = async (tiers: Tiers, key: string): Promise<Entry | undefined> => {
  const response = await caches.default.match(cacheHost + key).catch(() => undefined)
  if (!response) return undefined
  const headers = JSON.parse(response.headers.get(entryField)!) as Entry['headers']
  const entry = { headers, body: new Uint8Array(await response.arrayBuffer()) }
  tiers.memory.set(key, entry)
  return entry
}

/** The answer kept under `key`, and the tier that had it. Keys name the release, so an answer never changes. */
export const findEntry = async (
  tiers: Tiers,
  key: string,
): Promise<{ entry: Entry; tier: 'memory' | 'cache' } | undefined> => {
  const near = tiers.memory.get(key)
  if (near) return { entry: near, tier: 'memory' }
  const entry = await stored(tiers, key)
  return entry && { entry, tier: 'cache' }
}

/** Keeps a whole answer in both tiers. */
export const keepEntry = (tiers: Tiers, key: string, entry: Entry, background: Background): void => {
  if (entry.body.byteLength > bodyCachedMax) return
  tiers.memory.set(key, entry)
  const response = new Response(entry.body, {
    headers: { 'Cache-Control': `max-age=${monthSeconds}`, [entryField]: JSON.stringify(entry.headers) },
  })
  background.waitUntil(caches.default.put(cacheHost + key, response).catch(() => {}))
}

/** A small value that all isolates of a data centre share; who reads it judges its age. */
export const findShared = async <T>(key: string): Promise<T | undefined> =>
  (await caches.default.match(cacheHost + key).catch(() => undefined))?.json<T>()

export const keepShared = (key: string, value: unknown, background: Background): void => {
  const response = Response.json(value, { headers: { 'Cache-Control': `max-age=${monthSeconds}` } })
  background.waitUntil(caches.default.put(cacheHost + key, response).catch(() => {}))
}

/** Who wants to read D1: what outlives its request, and the question whether it may. */
export interface Reader {
  background: Background
  /** Throws `too-many-requests`. Asked only by those who would start a read of their own. */
  admit: () => Promise<void>
}

/**
 * One read of D1 for all who ask for `key` at the same time. It is anchored in `waitUntil`, so that it goes on when its owner's
 * client leaves; the others share its value, and read themselves when it takes too long.
 */
export const sharedRead = async <T>(
  tiers: Tiers,
  key: string,
  { background, admit }: Reader,
  work: () => Promise<T>,
): Promise<T> => {
  const { flights, gate } = tiers
  const flying = () => flights.get(key) as Promise<T> | undefined
  // Without an anchor, a read whose client leaves would never give its place at the gate back.
  const read = () => {
    const anchored = through(gate, work)
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

/** A reader that nobody asks whether it may: for what all visitors need, and for what goes on. */
export const unlimited = ({ background }: Reader): Reader => ({ background, admit: () => Promise.resolve() })
