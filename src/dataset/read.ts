import type { BatchItem, BatchResponse } from 'drizzle-orm/batch'
import type { DrizzleD1Database } from 'drizzle-orm/d1'

/** Statements of one round trip. Each names a column once: Drizzle's batch mixes up columns of one name. */
export type Statements = readonly [BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]]

/**
 * Runs statements on one release, once for all who ask for the same `key` of it at the same time, and gives their results. The only way to
 * D1 for what stands below `http/`: who passes it in bounds how many reads run at once and how long they take.
 * Throws `unavailable` when D1 does not answer, `gone` when the release is not there any more.
 */
export type Read = <const S extends Statements>(
  key: string,
  statements: (db: DrizzleD1Database, release: string) => S,
) => Promise<BatchResponse<S>>
