import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The tables that releases are made of, beside those of the datasets. */

/** One row a release: written after all its rows, so that whoever sees it sees them. */
export const releases = sqliteTable('releases', {
  id: text().primaryKey(),
  /** RFC 3339, UTC. */
  published_at: text().notNull(),
  /** SHA-256 over the digests of its datasets. */
  digest: text().notNull(),
  /** The newest year of a report in it: what `latest` stands for. */
  latest_year: integer().notNull(),
  /** When its rows were taken out; its row and manifest stay, so that its addresses can say what they were. */
  retired_at: text(),
  /**
   * The order of releases: each has one more than the newest had when it was written, whatever the clock said. 0 for releases from before
   * numbers were given: those are older than all others, and `published_at` orders them.
   */
  number: integer().notNull().default(0),
  /** The release that was served when it was written, which its manifest counts rows against; null for the first one. */
  before: text(),
})

/** The manifest of a release: one row a dataset. */
export const releaseDatasets = sqliteTable(
  'release_datasets',
  {
    release: text().notNull(),
    dataset: text().notNull(),
    rows: integer().notNull(),
    /** SHA-256 of the dataset's CSV, and the bytes of it. */
    digest: text().notNull(),
    bytes: integer().notNull(),
    /** When the digest last changed, RFC 3339, UTC. */
    changed_at: text().notNull(),
    /** Rows that it has beyond those of the release before, lacks, or has with other values; null for the first release. */
    added: integer(),
    removed: integer(),
    changed: integer(),
  },
  (t) => [primaryKey({ columns: [t.release, t.dataset] })],
)

/** One row: the release that is served. */
export const pointer = sqliteTable('pointer', { id: integer().primaryKey(), release: text().notNull() })

/**
 * Files of a release that are made when it is published, in parts that a row of D1 can hold. The size, the digest and the version of the
 * whole file stand at each part, so that one row tells them.
 */
export const releaseFiles = sqliteTable(
  'release_files',
  {
    release: text().notNull(),
    path: text().notNull(),
    /** From 0. */
    part: integer().notNull(),
    /** Version of what makes the file: another one is made anew, although the rows are the same. */
    version: text().notNull(),
    /** How `body` holds the bytes: as they are where they are text, else in base64. */
    encoding: text({ enum: ['utf-8', 'base64'] }).notNull(),
    /** Bytes and SHA-256 of the whole file. */
    bytes: integer().notNull(),
    sha256: text().notNull(),
    body: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.release, t.path, t.part] })],
)

/** What happened to releases, one row an event, never changed: what the feed tells. */
export const releaseEvents = sqliteTable('release_events', {
  /** From 1, in the order in which things happened. */
  number: integer().primaryKey(),
  /** RFC 3339, UTC; never before that of an earlier event, even when the clock was set back. */
  at: text().notNull(),
  /** `published`: served for the first time; `rolled_back`: served again, in the place of another; `retired`: its rows were taken out. */
  kind: text({ enum: ['published', 'rolled_back', 'retired'] }).notNull(),
  release: text().notNull(),
})
