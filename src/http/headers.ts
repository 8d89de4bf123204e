import { clientSeconds, edgeErrorSeconds, edgeSeconds, edgeStaleSeconds, missingSeconds } from '../dataset/freshness.ts'

/** True of every response, errors and 304 included. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Link, Retry-After, Row-Count, Content-Disposition, Stale-Release, Accept-Ranges, Content-Range, Repr-Digest',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
}

const daySeconds = 24 * 3600

/**
 * The answer to a preflight: what a page may send. We read none of it but the validators; a page that sends more must not fail. `*` does not
 * cover Authorization, nor does it say anything to old browsers, for which the usual ones are named.
 */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers':
    '*, Authorization, Accept, Accept-Language, Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, Pragma, Range, X-Requested-With',
  'Access-Control-Max-Age': String(daySeconds),
}

const edge = `max-age=${edgeSeconds}, stale-while-revalidate=${edgeStaleSeconds}, stale-if-error=${edgeErrorSeconds}`
const year = 365 * 24 * 3600

/** How long an answer may be kept. `s-maxage` and `must-revalidate` would switch off serving stale answers at Cloudflare. */
export const cacheHeaders = {
  live: { 'Cache-Control': `max-age=${clientSeconds}`, 'Cloudflare-CDN-Cache-Control': edge },
  // A retired release must become 410 at the edge too: only the client keeps it for long.
  pinned: { 'Cache-Control': `max-age=${year}, immutable`, 'Cloudflare-CDN-Cache-Control': edge },
  // A body that may be streamed can break midway: no tier keeps it, and a client asks with its ETag each time.
  streamed: { 'Cache-Control': 'no-cache', 'Cloudflare-CDN-Cache-Control': 'no-store' },
  missing: { 'Cache-Control': `max-age=${missingSeconds}` },
  never: { 'Cache-Control': 'no-store' },
} as const

const opaque = (tag: string) => tag.replace(/^W\//, '')

/** A list of entity tags, RFC 9110: nothing else counts as one. */
const tagList = /^\s*(?:(?:W\/)?"[^"]*"\s*,?\s*)*$/

/** Weak comparison over a list; `*` is any answer that exists, and who asks here knows that it does. */
const matchesEtag = (field: string, etag: string): boolean =>
  field.trim() === '*' ||
  (tagList.test(field) && (field.match(/(W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag)))

/**
 * Whether the client's copy is current: If-None-Match where it is given, else If-Modified-Since. A rollback serves what is older than the
 * client's copy and yet another, so only the very same date counts.
 */
export const notModified = (request: Headers, etag: string, lastModified?: string): boolean => {
  const field = request.get('If-None-Match')
  if (field !== null) return matchesEtag(field, etag)
  const since = Date.parse(request.get('If-Modified-Since') ?? '')
  return lastModified !== undefined && !Number.isNaN(since) && Date.parse(lastModified) === since
}
