/** Lifetimes in seconds. Prose, headers, documents and `/v1/status` render these. */

/** The pointer to the current release is read again when it is older than this. */
export const pointerSeconds = 30
/** Tier 1, the Workers Cache: fresh, then stale while it asks again, then on errors only. */
export const edgeSeconds = 60
export const edgeStaleSeconds = 60
export const edgeErrorSeconds = 7 * 24 * 3600
/** The client's own cache. */
export const clientSeconds = 30
/** A row that is not there is asked for again after this. */
export const missingSeconds = 60
/** After D1 failed, the pointer is not asked for again before this. */
export const retrySeconds = 5
/** The limit on new questions of one client and its period, as wrangler.toml states them. */
export const limitRequests = 120
export const limitSeconds = 60

/** An answer is never older than this while D1 answers. Tier 1 counts twice: it has a lower and an upper level. */
export const freshnessSeconds = pointerSeconds + 2 * (edgeSeconds + edgeStaleSeconds) + clientSeconds
