import { sha256 } from '../release/digest.ts'
import { cacheHeaders, notModified } from './headers.ts'
import type { Entry } from './isolate.ts'
import { partOf } from './range.ts'
import { findEntry, keepEntry } from './tiers.ts'
import type { Visit } from './visit.ts'

/** What is known of an answer before its body: enough for 304 and HEAD. */
export interface Validators {
  etag: string
  /** HTTP date; documents that change with the code alone have none. */
  lastModified?: string
  /** How long it may be kept: as long as the release is current, for ever, or not since it may be streamed. */
  lifetime: 'live' | 'pinned' | 'streamed'
}

/** How to answer: from the tiers under `key`, else by `make`. */
export interface Recipe {
  /** What the answer depends on, in its one spelling. */
  key: string
  validators: Validators
  /** Headers that are known before the body; what depends on the request's host stands here and is never kept. */
  headers: Readonly<Record<string, string>>
  /** Rows of the body, where they are known without reading them, for HEAD of what nobody has asked for; undefined: HEAD makes the body. */
  head?: Readonly<Record<string, string>>
  /** Whether a part of the body may be asked for by `Range`: of what is kept whole, and no page or document. */
  parts?: boolean
  /** The whole body, or a stream of one too large to hold, which no tier keeps since it may break midway. */
  make: () => Promise<Entry | ReadableStream>
}

const validatorHeaders = ({ etag, lastModified, lifetime }: Validators) => ({
  ETag: etag,
  ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
  ...cacheHeaders[lifetime],
})

/** 304, when the client has this answer already. */
const unchanged = ({ request, log }: Visit, validators: Validators): Response | undefined => {
  if (!notModified(request.headers, validators.etag, validators.lastModified)) return undefined
  log.tier = 'etag'
  return new Response(null, { status: 304, headers: validatorHeaders(validators) })
}

const rangesAccepted = { 'Accept-Ranges': 'bytes' }

/** A whole body with all that is known of it; HEAD leaves the body out. */
const send = ({ request }: Visit, { body }: Entry, headers: Readonly<Record<string, string>>) =>
  new Response(request.method === 'HEAD' ? null : body, {
    headers: { ...headers, 'Content-Length': String(body.byteLength) },
  })

/** The part that the request asks for, or the whole. */
const sendPart = (visit: Visit, entry: Entry, headers: Readonly<Record<string, string>>): Response => {
  const length = entry.body.byteLength
  const accepting = { ...headers, ...rangesAccepted }
  const part = partOf(visit.request, headers['ETag']!, length)
  if (!part) return send(visit, entry, accepting)
  const body = entry.body.subarray(part.first, part.last + 1)
  return new Response(body, {
    status: 206,
    headers: {
      ...accepting,
      'Content-Length': String(body.byteLength),
      'Content-Range': `bytes ${part.first}-${part.last}/${length}`,
    },
  })
}

/** The one door of every answer that may be kept: 304, the tiers, HEAD, and only then the making of it. */
export const respond = async (visit: Visit, recipe: Recipe): Promise<Response> => {
  const { log } = visit
  const { key, validators, head, make } = recipe
  const deliver = recipe.parts ? sendPart : send
  const isHead = visit.request.method === 'HEAD'
  const headers = { ...recipe.headers, ...validatorHeaders(validators) }
  const sent = { key, etag: validators.etag, lastModified: validators.lastModified }
  const same = unchanged(visit, validators)
  if (same) {
    visit.sent = sent
    return same
  }
  const found = await findEntry(visit, key)
  if (found) {
    log.tier = found.tier
    visit.sent = sent
    return deliver(visit, found.entry, { ...headers, ...found.entry.headers })
  }
  if (isHead && head) {
    log.tier = 'head'
    return new Response(null, { headers: { ...headers, ...head, ...(recipe.parts && rangesAccepted) } })
  }
  const answer = await make()
  if (answer instanceof ReadableStream) {
    log.tier = 'stream'
    return new Response(isHead ? null : answer, { headers: { ...headers, ...cacheHeaders.streamed } })
  }
  log.tier = 'made'
  keepEntry(visit, key, answer)
  visit.sent = sent
  return deliver(visit, answer, { ...headers, ...answer.headers })
}

const etagLength = 24

/** A weak ETag over all that an answer is made of. */
export const etagOf = async (...parts: readonly string[]): Promise<string> =>
  `W/"${(await sha256(parts.join('\n'))).slice(0, etagLength)}"`

const encoder = new TextEncoder()

/** A text that is cheap to make: a document, a list. */
export interface Document {
  /** All that the text depends on. */
  key: string
  headers: Readonly<Record<string, string>>
  /** An instant, where the text has one of its own. */
  modified?: string
  text: () => string | Uint8Array | Promise<string>
}

/**
 * Answers with a document. Its ETag is the hash of its own bytes, so that those of other code or of another host are never taken for them;
 * it is kept in memory alone.
 */
export const respondDocument = async (visit: Visit, { key, headers, modified, text }: Document): Promise<Response> => {
  const { memory } = visit.isolate
  const near = memory.get(key)
  const make = async (): Promise<Entry> => {
    const body = await text()
    const etag = await etagOf(typeof body === 'string' ? body : body.join())
    return { headers: { ETag: etag }, body: typeof body === 'string' ? encoder.encode(body) : body }
  }
  const entry = near ?? (await make())
  if (!near) memory.set(key, entry)
  visit.log.tier = near ? 'memory' : 'made'
  const validators: Validators = {
    etag: entry.headers['ETag']!,
    ...(modified && { lastModified: new Date(modified).toUTCString() }),
    lifetime: 'live',
  }
  visit.sent = { key, etag: validators.etag, lastModified: validators.lastModified }
  return unchanged(visit, validators) ?? send(visit, entry, { ...headers, ...validatorHeaders(validators) })
}
