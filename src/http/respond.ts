import { sha256 } from '../release/digest.ts'
import { cacheHeaders } from './freshness.ts'
import { notModified } from './headers.ts'
import { representation } from './representation.ts'
import { findEntry, keepEntry, type Entry } from './tiers.ts'
import type { Visit } from './visit.ts'

/** Which tier an answer came from, for the log. */
export type Tier = 'none' | 'etag' | 'head' | 'memory' | 'cache' | 'made' | 'stream'

/** What is known of an answer before its body: enough for 304 and HEAD. */
export interface Validators {
  etag: string
  /** HTTP date; documents that change with the code alone have none. */
  lastModified?: string
  /** Whether the URL names a release, so that the answer never changes. */
  pinned: boolean
}

/** How to answer: from the tiers under `key`, else by `make`. */
export interface Recipe {
  /** What the answer depends on, in its one spelling. */
  key: string
  validators: Validators
  /** Headers that are known without reading rows, for HEAD of what nobody has asked for; without it HEAD makes the body. */
  head?: () => Promise<Record<string, string>>
  /** Whether GET would stream, so that HEAD tells no validators either. */
  streams?: boolean
  /** The whole body, or a stream of one too large to hold, which no tier keeps since it may break midway. */
  make: () => Promise<Entry | { headers: Record<string, string>; stream: ReadableStream }>
}

const validatorHeaders = ({ etag, lastModified, pinned }: Validators) => ({
  ETag: etag,
  ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
  ...(pinned ? cacheHeaders.pinned : cacheHeaders.live),
})

const respondEntry = (isHead: boolean, { headers, body }: Entry, validators: Validators): Response =>
  new Response(isHead ? null : body, {
    headers: { ...headers, ...validatorHeaders(validators), 'Content-Length': String(body.byteLength) },
  })

/** The one door of every answer that may be kept: 304, the tiers, HEAD, and only then the making of it. */
export const respond = async ({ request, env, isolate, reader, log }: Visit, recipe: Recipe): Promise<Response> => {
  const { validators, head, make, streams = false } = recipe
  const isHead = request.method === 'HEAD'
  const headers = validatorHeaders(validators)
  if (notModified(request.headers, validators.etag, validators.lastModified)) {
    log.tier = 'etag'
    return new Response(null, { status: 304, headers })
  }
  const key = `${representation(env)}/${recipe.key}`
  const found = await findEntry(isolate.tiers, key)
  if (found) {
    log.tier = found.tier
    return respondEntry(isHead, found.entry, validators)
  }
  if (isHead && head) {
    log.tier = 'head'
    return new Response(null, { headers: { ...(await head()), ...(streams ? cacheHeaders.never : headers) } })
  }
  const made = await make()
  if ('stream' in made) {
    log.tier = 'stream'
    return new Response(made.stream, { headers: { ...made.headers, ...cacheHeaders.never } })
  }
  log.tier = 'made'
  keepEntry(isolate.tiers, key, made, reader.background)
  return respondEntry(isHead, made, validators)
}

const etagLength = 24

/** A text that depends on `key` alone: a document, a list, a feed. `modified` is an instant, where its body has one of its own. */
export const respondText = async (
  visit: Visit,
  {
    key,
    contentType,
    modified,
    body,
  }: { key: string; contentType: string; modified?: string; body: () => string | Promise<string> },
): Promise<Response> =>
  respond(visit, {
    key,
    validators: {
      etag: `W/"${(await sha256(`${representation(visit.env)}/${key}`)).slice(0, etagLength)}"`,
      ...(modified === undefined ? {} : { lastModified: new Date(modified).toUTCString() }),
      pinned: false,
    },
    make: async () => ({ headers: { 'Content-Type': contentType }, body: new TextEncoder().encode(await body()) }),
  })
