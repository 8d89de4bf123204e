import { eq, like, sql } from 'drizzle-orm'
import { heldRowsMax } from '../src/dataset/bounds.ts'
import { sqlColumns, type Dataset } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import type { Tally } from '../src/release/changes.ts'
import { digestOfAll, inKeyOrder } from '../src/release/digest.ts'
import { newestFirst, type Manifest } from '../src/release/release.ts'
import { pointer, releaseDatasets, releaseFiles, releases } from '../src/release/tables.ts'
import { clearUnseen, insertRows, manifestOf, verify } from './contents.ts'
import { recordMissed, recordServed } from './events.ts'
import { editionOf, newEdition } from './edition.ts'
import { allFiles, renewAll, writeAll, type FileMaker } from './making.ts'
import type { Material, Progress, Publication, Rows, Store } from './store.ts'
import { refuseLostCodes } from './lost.ts'

export type { Progress, Publication, SeedRows, Store } from './store.ts'

/** What a publish did: a new release with what it changed, or nothing because the current one holds the same rows. */
export interface Published {
  release: string
  published: boolean
  datasets: readonly Manifest[]
  /** The release before, and the rows that differ by dataset; empty for the first release. */
  before: string | undefined
  changes: Readonly<Record<string, Tally>>
  /** Paths of files that were made anew for a release that was there already. */
  renewed: readonly string[]
}

/** The release that is served. */
export const currentRelease = async (db: Store) =>
  (
    await db
      .select({ id: releases.id, digest: releases.digest })
      .from(pointer)
      .innerJoin(releases, eq(pointer.release, releases.id))
  )[0]

/** A release that holds these rows already, is newer than the current one, and was never switched to or was rolled back from. */
const waitingRelease = async (db: Store, digest: string): Promise<string | undefined> => {
  const [newest] = await db
    .select()
    .from(releases)
    .orderBy(...newestFirst)
    .limit(1)
  return newest?.digest === digest && newest.retired_at === null ? newest.id : undefined
}

/** Serves a release: the one statement that readers see. */
const switchTo = async (db: Store, release: string, now: Date): Promise<void> => {
  await db.insert(pointer).values({ id: 1, release }).onConflictDoUpdate({ target: pointer.id, set: { release } })
  await recordServed(db, now)
}

/**
 * Writes the row of a release, if its rows, its manifest and its files are still all there: another publish at the same time may have
 * cleared them. One statement, so that nothing can happen between the question and the answer.
 */
const announce = async (
  db: Store,
  row: Omit<typeof releases.$inferSelect, 'number' | 'retired_at'>,
  manifest: readonly Manifest[],
  fileParts: number,
): Promise<void> => {
  const { id, published_at, digest, latest_year, before } = row
  const entries = JSON.stringify(manifest.map((entry) => [entry.dataset, entry.digest]))
  const whole = manifest.map(({ dataset, rows }) => {
    const found = datasets.find(({ name }) => name === dataset)!
    return sql`(select count(*) from ${found.table} where ${sqlColumns(found)['release']!} = ${id}) = ${rows}`
  })
  const described = sql`(select count(*) from ${releaseDatasets} join json_each(${entries}) as entry on ${releaseDatasets.dataset} = entry.value ->> 0 and ${releaseDatasets.digest} = entry.value ->> 1 where ${releaseDatasets.release} = ${id}) = ${manifest.length}`
  const filed = sql`(select count(*) from ${releaseFiles} where ${releaseFiles.release} = ${id}) = ${fileParts}`
  const number = sql`(select coalesce(max(number), 0) + 1 from releases)`
  await db
    .insert(releases)
    .select(
      sql`select ${id}, ${published_at}, ${digest}, ${latest_year}, null, ${number}, ${before} where ${sql.join([described, filed, ...whole], sql` and `)}`,
    )
  const written = await db.select({ id: releases.id }).from(releases).where(eq(releases.id, id))
  if (written.length === 0)
    throw new Error(
      `Release ${id}: its rows were cleared by another publish at the same time; nothing was switched, publish again.`,
    )
}

const nextId = async (db: Store, day: string): Promise<string> => {
  const same = await db
    .select({ id: releases.id })
    .from(releases)
    .where(like(releases.id, `${day}.%`))
  return `${day}.${Math.max(0, ...same.map(({ id }) => Number(id.slice(day.length + 1)))) + 1}`
}

/** An array may be in any order; rows that come one by one are in key order. */
const inOrder = (dataset: Dataset, rows: Rows): Rows => (Array.isArray(rows) ? inKeyOrder(dataset, rows) : rows)

/** What files are made from; nothing is held where there are no files. */
const materialOf = (rows: Publication, files: readonly FileMaker[]): Material => {
  const all = files.length === 0 ? [] : Object.entries(rows)
  const [held, large] = [
    all.filter(([, { length }]) => length <= heldRowsMax),
    all.filter(([, { length }]) => length > heldRowsMax),
  ]
  return { held: Object.fromEntries(held.map(([name, few]) => [name, [...few]])), large: Object.fromEntries(large) }
}

const latestYear = (rows: Publication) =>
  Math.max(...[...rows['sources']!].filter(({ kind }) => kind === 'report').map(({ year }) => Number(year)))

/** The rows that differ, of the datasets that have any. */
const changesOf = (manifest: readonly Manifest[]): Record<string, Tally> =>
  Object.fromEntries(
    manifest.flatMap(({ dataset, added, removed, changed }) =>
      added === null || removed === null || changed === null || added + removed + changed === 0
        ? []
        : [[dataset, { added, removed, changed }]],
    ),
  )

/**
 * Publishes a seed as a new release: its rows, its manifest, its files, a check of them in the database, its own row, and the pointer last,
 * so that readers see the release before or this one. A publish that was cut off leaves what no reader sees; the next one clears it.
 */
export const publish = async (
  db: Store,
  seed: Publication,
  now: Date,
  progress: Progress = () => {},
  files = allFiles,
): Promise<Published> => {
  const rows = Object.fromEntries(datasets.map((dataset) => [dataset.name, inOrder(dataset, seed[dataset.name]!)]))
  const published_at = now.toISOString()
  await recordMissed(db, now)
  const current = await currentRelease(db)
  const manifest = await manifestOf(db, rows, published_at, current?.id)
  const digest = await digestOfAll(Object.fromEntries(manifest.map((entry) => [entry.dataset, entry.digest])))
  const done = { datasets: manifest, before: current?.id, changes: changesOf(manifest) }
  if (current?.digest === digest)
    return {
      ...done,
      release: current.id,
      published: false,
      renewed: await renewAll(db, await editionOf(db, current.id), materialOf(rows, files), files),
    }
  if (current) await refuseLostCodes(db, current.id, rows)
  const waiting = await waitingRelease(db, digest)
  if (waiting !== undefined) {
    const renewed = await renewAll(db, await editionOf(db, waiting), materialOf(rows, files), files)
    await switchTo(db, waiting, now)
    return { ...done, release: waiting, published: true, renewed }
  }
  const release = await nextId(db, published_at.slice(0, 10))
  await clearUnseen(db)
  for (const dataset of datasets) await insertRows(db, dataset, release, rows[dataset.name]!, progress)
  for (const entry of manifest) await db.insert(releaseDatasets).values({ release, ...entry })
  const fileParts = await writeAll(
    db,
    await newEdition(db, release, published_at, manifest),
    materialOf(rows, files),
    files,
  )
  await verify(db, release, manifest)
  const row = { id: release, published_at, digest, latest_year: latestYear(rows), before: current?.id ?? null }
  await announce(db, row, manifest, fileParts)
  await switchTo(db, release, now)
  return { ...done, release, published: true, renewed: [] }
}
