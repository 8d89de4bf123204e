/** Every bound of the API, once. Prose, schemas and errors render these. */

/** Characters of path and query of a request. */
export const urlLengthMax = 2_000
/** Values in one filter, separated by commas. */
export const listValuesMax = 50
/** Characters of `q`. */
export const searchLengthMax = 100
/** Words of `q` that say something. */
export const searchWordsMax = 12
/** Results of a search, by default and at most. */
export const resultsDefault = 10
export const resultsMax = 50
/** Digits before and after the decimal point in a filter: fifteen in all, which a double holds without loss. */
export const filterDigitsMax = 11
export const filterDecimalsMax = 4
/** Columns in `sort`. */
export const sortColumnsMax = 8
/** Rows in a JSON page, by default and at most. */
export const pageRowsMax = 10_000
/** Rows that one read from D1 asks for. */
export const readRowsMax = 10_000
/**
 * Rows of a dataset up to which it is held whole. Of a larger one no list of its keys is kept, its rows are not searched by words, no two
 * states of it are compared, and no file is made of it: whole it is streamed.
 */
export const heldRowsMax = 10_000
/** Bytes of a body that the inner cache tiers keep, and bytes of the tier in memory. */
export const bodyCachedMax = 8 * 1024 * 1024
export const memoryBytesMax = 32 * 1024 * 1024
/** Bytes of the headers that are remembered by URL. */
export const warmBytesMax = 4 * 1024 * 1024
/** Bytes of what an isolate remembers of releases, and of small values that are true of them. */
export const releasesBytesMax = 12 * 1024 * 1024
export const valuesBytesMax = 24 * 1024 * 1024
/** Reads from D1 at once in an isolate, how many may wait for a place, and how long a read or a wait may take. */
export const readsAtOnceMax = 4
export const readsWaitingMax = 64
export const readMillisecondsMax = 5_000
/** How long a request waits for the same read of another request before it reads itself. */
export const sharedReadMillisecondsMax = 2_000
/** How long a request that has an old pointer waits for a new one. */
export const pointerMillisecondsMax = 1_000
/** Events that the feed of releases tells: the newest ones. */
export const feedEventsMax = 50
/** Bytes of one part of a file that is made at publish: a row of D1 holds at most two million. */
export const filePartBytesMax = 1_000_000
/** Bytes of JSON that one fact is told in. */
export const factBytesMax = 4_000
