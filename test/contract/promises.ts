/**
 * What clients are promised, and how far one of them can go, written out: taken from src/ it would follow a change of the code by itself,
 * and no test would ask whether the change was meant.
 */

/** The pointer to the current release is believed for so many seconds. */
export const pointerSeconds = 30
/** After D1 failed, clients are told to come back in so many seconds, and the pointer is not asked for before. */
export const retrySeconds = 5
/** An answer is never older than this while D1 answers. */
export const freshnessSeconds = 300

/** What answers of the current release say to clients, and to Cloudflare's cache. */
export const clientLifetime = 'max-age=30'
export const edgeLifetime = 'max-age=60, stale-while-revalidate=60, stale-if-error=604800'

/** Rows that one read of D1 asks for: a larger answer is streamed. */
export const readRowsMax = 10_000
/** Reads of D1 at once in an isolate, and how long one may take. */
export const readsAtOnceMax = 4
export const readMillisecondsMax = 5_000
/** How long a request waits for the read of another, and how long one with an old pointer waits for a new one. */
export const sharedReadMillisecondsMax = 2_000
export const pointerMillisecondsMax = 1_000
/** Bytes of the tier in memory. */
export const memoryBytesMax = 33_554_432
/** Bytes of one part of a file that a release keeps, and events that the feed tells. */
export const filePartBytesMax = 1_000_000
export const feedEventsMax = 50
