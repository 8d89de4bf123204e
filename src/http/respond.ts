import { cacheHeaders } from './freshness.ts'
import { notModified } from './headers.ts'
import type { Entry } from './tiers.ts'

/** What is known of an answer before its body: enough to answer 304 and HEAD. */
export interface Validators {
  etag: string
  /** HTTP date; documents that change with the code alone have none. */
  lastModified?: string
  /** Whether the URL names a release, so that the answer never changes. */
  pinned: boolean
}

/** How an answer came about, for the log and the reader. */
export type Tier = 'etag' | 'head' | 'memory' | 'cache' | 'database' | 'stream'

const validatorHeaders = ({ etag, lastModified, pinned }: Validators) => ({
  ETag: etag,
  ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
  ...(pinned ? cacheHeaders.pinned : cacheHeaders.live),
})

/** 304 when the client's copy is current, else undefined. Costs nothing but the ETag. */
export const unchanged = (request: Request, validators: Validators): Response | undefined =>
  notModified(request.headers, validators.etag, validators.lastModified)
    ? new Response(null, { status: 304, headers: validatorHeaders(validators) })
    : undefined

/** An answer whose body is held whole; HEAD gets the same headers. */
export const respondEntry = (request: Request, { headers, body }: Entry, validators: Validators): Response =>
  new Response(request.method === 'HEAD' ? null : body, {
    headers: { ...headers, ...validatorHeaders(validators), 'Content-Length': String(body.byteLength) },
  })

/** HEAD of an answer that nobody has asked for yet: what is known without reading rows. */
export const respondHead = (headers: Record<string, string>, validators: Validators): Response =>
  new Response(null, { headers: { ...headers, ...validatorHeaders(validators) } })

/** An answer too large to hold: no tier keeps it, since it may break midway. */
export const respondStream = (headers: Record<string, string>, body: ReadableStream): Response =>
  new Response(body, { headers: { ...headers, ...cacheHeaders.never } })
