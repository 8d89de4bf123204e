import { bodyCachedMax } from '../dataset/bounds.ts'
import type { Entry } from './isolate.ts'
import type { Visit } from './visit.ts'

// Any host will do: the Cache API wants a URL, and a bare one, since a client's headers would turn a hit into 304 or 206.
const cacheHost = 'https://entries.fondo-aperto.invalid/'
const monthSeconds = 30 * 24 * 3600
const lifetime = { 'Cache-Control': `max-age=${monthSeconds}` }

// The cache's own header fields are not the entry's, so those travel in one field of their own.
const entryField = 'entry'

const addressOf = ({ representation }: Visit, key: string) => `${cacheHost}${representation}/${key}`

const find = (address: string) => caches.default.match(address).catch(() => undefined)

/** The answer kept under `key` in this data centre (tier 3), taken into memory. */
const stored = async (visit: Visit, key: string): Promise<Entry | undefined> => {
  const response = await find(addressOf(visit, key))
  if (!response) return undefined
  const headers = JSON.parse(response.headers.get(entryField)!) as Entry['headers']
  const entry = { headers, body: new Uint8Array(await response.arrayBuffer()) }
  visit.isolate.memory.set(key, entry)
  return entry
}

/** The answer kept under `key`, and the tier that had it. Keys name the release, so an answer never changes. */
export const findEntry = async (
  visit: Visit,
  key: string,
): Promise<{ entry: Entry; tier: 'memory' | 'cache' } | undefined> => {
  const near = visit.isolate.memory.get(key)
  if (near) return { entry: near, tier: 'memory' }
  const entry = await stored(visit, key)
  return entry && { entry, tier: 'cache' }
}

const keep = (visit: Visit, key: string, response: Response) =>
  visit.background.waitUntil(caches.default.put(addressOf(visit, key), response).catch(() => {}))

/** Keeps a whole answer in both tiers. */
export const keepEntry = (visit: Visit, key: string, entry: Entry): void => {
  if (entry.body.byteLength > bodyCachedMax) return
  visit.isolate.memory.set(key, entry)
  const headers = { ...lifetime, [entryField]: JSON.stringify(entry.headers) }
  keep(visit, key, new Response(entry.body, { headers }))
}

/** A small value that all isolates of a data centre share; who reads it judges its age. */
export const findShared = async <T>(visit: Visit, key: string): Promise<T | undefined> =>
  (await find(addressOf(visit, key)))?.json<T>()

export const keepShared = (visit: Visit, key: string, value: unknown): void =>
  keep(visit, key, Response.json(value, { headers: lifetime }))
