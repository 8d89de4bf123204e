/** True of every response, errors and 304 included. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Retry-After, Row-Count, Content-Disposition, Stale-Release',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
}

const daySeconds = 24 * 3600

/** The answer to a preflight: what a browser may send. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since, Accept, Content-Type',
  'Access-Control-Max-Age': String(daySeconds),
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/** RFC 9110: weak comparison over a list; `*` says nothing before the answer is known to exist, so it is no match here. */
const matchesEtag = (field: string | null, etag: string): boolean => {
  return field !== null && (field.match(/(W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag))
}

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
