import { eq, sql } from 'drizzle-orm'
import { sqlColumns, type Dataset } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import type { Tally } from '../src/release/changes.ts'
import type { Manifest } from '../src/release/release.ts'
import { releaseDatasets, releaseFiles } from '../src/release/tables.ts'
import { measure } from './measure.ts'
import { countChanges, pagesOf, readPages } from './pages.ts'
import type { Progress, Publication, Rows, Store } from './store.ts'

/** What a release holds besides its own row: the rows of its datasets and its manifest. */

/** Rows in one statement: its parameter stays far below D1's limit of 2 MB. */
const batchRowsMax = 200

/** Writes the rows of a dataset. */
export const insertRows = async (
  db: Store,
  dataset: Dataset,
  release: string,
  rows: Rows,
  progress: Progress,
): Promise<void> => {
  const columns = sql.join(
    dataset.header.map((name) => sql`value ->> ${`$.${name}`}`),
    sql`, `,
  )
  let done = 0
  for (const batch of pagesOf(rows, batchRowsMax)) {
    // One bound parameter for many rows: D1 allows a hundred parameters a statement.
    const json = JSON.stringify(batch)
    await db.insert(dataset.table).select(sql`select ${release}, ${columns} from json_each(${json})`)
    done += batch.length
    progress(dataset.name, done, rows.length)
  }
}

export const readManifest = (db: Store, release: string) =>
  db.select().from(releaseDatasets).where(eq(releaseDatasets.release, release))

const unchanged: Tally = { added: 0, removed: 0, changed: 0 }

/** The manifest of rows that are to be published, counted against those of the release `before`. `now` is when what differs has changed. */
export const manifestOf = async (db: Store, rows: Publication, now: string, before?: string): Promise<Manifest[]> => {
  const old = before === undefined ? [] : await readManifest(db, before)
  const manifest: Manifest[] = []
  for (const dataset of datasets) {
    const { name } = dataset
    const measured = await measure(dataset, pagesOf(rows[name]!))
    const same = old.find((entry) => entry.dataset === name && entry.digest === measured.digest)
    const counted = async () =>
      before === undefined
        ? { added: null, removed: null, changed: null }
        : countChanges(dataset, readPages(db, dataset, before), rows[name]!)
    manifest.push({
      dataset: name,
      ...measured,
      changed_at: same?.changed_at ?? now,
      ...(same ? unchanged : await counted()),
    })
  }
  return manifest
}

const textOf = (entry: object) => JSON.stringify(Object.entries(entry).toSorted())

/** Reads rows and manifest back. Throws, naming the first dataset that is not as it was to be. */
export const verify = async (db: Store, release: string, manifest: readonly Manifest[]): Promise<void> => {
  const written = await readManifest(db, release)
  for (const expected of manifest) {
    const { dataset: name, rows, digest } = expected
    const dataset = datasets.find((other) => other.name === name)!
    const found = await measure(dataset, readPages(db, dataset, release))
    const entry = written.find((other) => other.dataset === name)
    if (found.digest !== digest || textOf(entry ?? {}) !== textOf({ release, ...expected }))
      throw new Error(
        `Release ${release}: ${name} has ${found.rows} rows of digest ${found.digest} in the database, expected ${rows} of ${digest}; nothing was switched, publish again.`,
      )
  }
}

/** Clears rows and files of releases that were never finished, or that were retired: no reader sees them. */
export const clearUnseen = async (db: Store): Promise<void> => {
  const seen = sql`(select id from releases where retired_at is null)`
  for (const dataset of datasets)
    await db.delete(dataset.table).where(sql`${sqlColumns(dataset)['release']!} not in ${seen}`)
  await db.delete(releaseFiles).where(sql`${releaseFiles.release} not in ${seen}`)
  await db.delete(releaseDatasets).where(sql`${releaseDatasets.release} not in (select id from releases)`)
}
