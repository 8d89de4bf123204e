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
  },
  (t) => [primaryKey({ columns: [t.release, t.dataset] })],
)

/** One row: the release that is served. */
export const pointer = sqliteTable('pointer', { id: integer().primaryKey(), release: text().notNull() })
