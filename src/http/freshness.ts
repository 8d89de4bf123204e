/** Lifetimes in seconds. Prose, headers and `/v1/status` render these. */

/** The pointer to the current release is read again when it is older than this. */
export const pointerSeconds = 30
/** Tier 1, the Workers Cache: fresh, then stale while it asks again, then on errors only. */
export const edgeSeconds = 60
export const edgeStaleSeconds = 60
const edgeErrorSeconds = 7 * 24 * 3600
/** The client's own cache. */
export const clientSeconds = 30
/** A row that is not there is asked for again after this. */
const missingSeconds = 60
/** After D1 failed, the pointer is not asked for again before this. */
export const retrySeconds = 5

/** An answer is never older than this while D1 answers. Tier 1 counts twice: it has a lower and an upper level. */
export const freshnessSeconds = pointerSeconds + 2 * (edgeSeconds + edgeStaleSeconds) + clientSeconds

const edge = `max-age=${edgeSeconds}, stale-while-revalidate=${edgeStaleSeconds}, stale-if-error=${edgeErrorSeconds}`
const year = 365 * 24 * 3600

/** `s-maxage` and `must-revalidate` would switch off serving stale answers at Cloudflare. */
export const cacheHeaders = {
  live: { 'Cache-Control': `max-age=${clientSeconds}`, 'Cloudflare-CDN-Cache-Control': edge },
  pinned: {
    'Cache-Control': `max-age=${year}, immutable`,
    'Cloudflare-CDN-Cache-Control': `max-age=${year}, stale-if-error=${edgeErrorSeconds}`,
  },
  missing: { 'Cache-Control': `max-age=${missingSeconds}` },
  never: { 'Cache-Control': 'no-store' },
} as const
