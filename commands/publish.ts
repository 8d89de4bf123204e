import { desc, eq, like, sql } from 'drizzle-orm'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Dataset } from '../src/dataset/dataset.ts'
import type { Row } from '../src/dataset/define.ts'
import { digestOfAll, inKeyOrder, measure } from '../src/release/digest.ts'
import type { Manifest } from '../src/release/release.ts'
import { datasets } from '../src/datasets/index.ts'
import { diff, tally, type Tally } from '../src/release/changes.ts'
import { pointer, releaseDatasets, releases } from '../src/release/tables.ts'

/** D1, here or through Cloudflare's HTTP API. */
export type Store = BaseSQLiteDatabase<'async', unknown>

/** The rows of a seed, by dataset. */
export type SeedRows = Readonly<Record<string, readonly Row[]>>

/** What a publish did: a new release with what it changed, or nothing because the current one holds the same rows. */
export interface Published {
  release: string
  published: boolean
  datasets: readonly Manifest[]
  /** The release before, and the rows that differ by dataset; empty for the first release. */
  before: string | undefined
  changes: Readonly<Record<string, Tally>>
}

/** Told while a publish goes on: the dataset, and how many of its rows are in. */
export type Progress = (dataset: string, done: number, rows: number) => void

/** Rows in one statement: its parameter stays far below D1's limit of 2 MB. */
const batchRowsMax = 200

const insertRows = async (
  db: Store,
  dataset: Dataset,
  release: string,
  rows: readonly Row[],
  progress: Progress,
): Promise<void> => {
  const columns = sql.join(
    dataset.header.map((name) => sql`value ->> ${`$.${name}`}`),
    sql`, `,
  )
  for (let from = 0; from < rows.length; from += batchRowsMax) {
    // One bound parameter for many rows: D1 allows a hundred parameters a statement.
    const json = JSON.stringify(rows.slice(from, from + batchRowsMax))
    await db.insert(dataset.table).select(sql`select ${release}, ${columns} from json_each(${json})`)
    progress(dataset.name, Math.min(from + batchRowsMax, rows.length), rows.length)
  }
}

const readBack = async (db: Store, dataset: Dataset, release: string): Promise<Row[]> =>
  (await db
    .select(Object.fromEntries(dataset.header.map((name) => [name, dataset.table[name]!])))
    .from(dataset.table)
    .where(eq(dataset.table['release']!, release))
    .orderBy(...dataset.key.map((name) => dataset.table[name]!))) as Row[]

/** Reads a release back. Throws when its rows or its manifest are not as `manifest` has them. */
export const verify = async (db: Store, release: string, manifest: readonly Manifest[]): Promise<void> => {
  const written = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, release))
  for (const { dataset: name, rows, digest } of manifest) {
    const dataset = datasets.find((one) => one.name === name)!
    const found = await measure(dataset, await readBack(db, dataset, release))
    const told = written.find((entry) => entry.dataset === name)
    if (found.digest !== digest || told?.digest !== digest)
      throw new Error(
        `Release ${release}: ${name} has ${found.rows} rows of digest ${found.digest} in the database, expected ${rows} of ${digest}; nothing was switched, publish again.`,
      )
  }
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
  const [newest] = await db.select().from(releases).orderBy(desc(releases.published_at), desc(releases.id)).limit(1)
  return newest?.digest === digest && newest.retired_at === null ? newest.id : undefined
}

const switchTo = (db: Store, release: string) =>
  db.insert(pointer).values({ id: 1, release }).onConflictDoUpdate({ target: pointer.id, set: { release } })

/**
 * Writes the row of a release, if its rows and its manifest are still all there: another publish at the same time may have cleared them.
 * One statement, so that nothing can happen between the question and the answer.
 */
const announce = async (db: Store, row: typeof releases.$inferInsert, manifest: readonly Manifest[]): Promise<void> => {
  const { id, published_at, digest, latest_year } = row
  const told = JSON.stringify(manifest.map((entry) => [entry.dataset, entry.digest]))
  const whole = manifest.map(({ dataset, rows }) => {
    const { table } = datasets.find(({ name }) => name === dataset)!
    return sql`(select count(*) from ${table} where ${table['release']!} = ${id}) = ${rows}`
  })
  const described = sql`(select count(*) from ${releaseDatasets} join json_each(${told}) as told on ${releaseDatasets.dataset} = told.value ->> 0 and ${releaseDatasets.digest} = told.value ->> 1 where ${releaseDatasets.release} = ${id}) = ${manifest.length}`
  await db
    .insert(releases)
    .select(
      sql`select ${id}, ${published_at}, ${digest}, ${latest_year}, null where ${sql.join([described, ...whole], sql` and `)}`,
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

const manifestOf = async (db: Store, rows: SeedRows, now: string, before?: string): Promise<Manifest[]> => {
  const old =
    before === undefined ? [] : await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, before))
  return Promise.all(
    datasets.map(async (dataset) => {
      const measured = await measure(dataset, rows[dataset.name]!)
      const same = old.find((entry) => entry.dataset === dataset.name && entry.digest === measured.digest)
      return { dataset: dataset.name, ...measured, changed_at: same?.changed_at ?? now }
    }),
  )
}

const latestYear = (rows: SeedRows) =>
  Math.max(...rows['sources']!.filter(({ kind }) => kind === 'report').map(({ year }) => Number(year)))

/** Clears rows of releases that were never finished, or that were retired: no reader sees them. */
export const clearUnseen = async (db: Store): Promise<void> => {
  const seen = sql`(select id from releases where retired_at is null)`
  for (const { table } of datasets) await db.delete(table).where(sql`${table['release']!} not in ${seen}`)
  await db.delete(releaseDatasets).where(sql`${releaseDatasets.release} not in (select id from releases)`)
}

const changesSince = async (db: Store, before: string | undefined, rows: SeedRows, manifest: readonly Manifest[]) => {
  const changes: Record<string, Tally> = {}
  if (before === undefined) return changes
  const old = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, before))
  for (const dataset of datasets) {
    const { name } = dataset
    const [was, is] = [old, manifest].map((entries) => entries.find((entry) => entry.dataset === name)?.digest)
    if (was !== is) changes[name] = tally(diff(dataset, await readBack(db, dataset, before), rows[name]!))
  }
  return changes
}

/**
 * Publishes a seed as a new release: its rows, its manifest, a check of both in the database, its own row, and the pointer last, so that
 * readers see the release before or this one. A publish that was cut off leaves rows that no reader sees; the next one clears them.
 */
export const publish = async (
  db: Store,
  seed: SeedRows,
  now: Date,
  progress: Progress = () => {},
): Promise<Published> => {
  const rows = Object.fromEntries(datasets.map((dataset) => [dataset.name, inKeyOrder(dataset, seed[dataset.name]!)]))
  const published_at = now.toISOString()
  const current = await currentRelease(db)
  const manifest = await manifestOf(db, rows, published_at, current?.id)
  const digest = await digestOfAll(Object.fromEntries(manifest.map((entry) => [entry.dataset, entry.digest])))
  if (current?.digest === digest)
    return { release: current.id, published: false, datasets: manifest, before: current.id, changes: {} }
  const waiting = await waitingRelease(db, digest)
  if (waiting !== undefined) {
    await switchTo(db, waiting)
    const changes = await changesSince(db, current?.id, rows, manifest)
    return { release: waiting, published: true, datasets: manifest, before: current?.id, changes }
  }
  const release = await nextId(db, published_at.slice(0, 10))
  await clearUnseen(db)
  for (const dataset of datasets) await insertRows(db, dataset, release, rows[dataset.name]!, progress)
  for (const entry of manifest) await db.insert(releaseDatasets).values({ release, ...entry })
  await verify(db, release, manifest)
  const changes = await changesSince(db, current?.id, rows, manifest)
  await announce(db, { id: release, published_at, digest, latest_year: latestYear(rows) }, manifest)
  await switchTo(db, release)
  return { release, published: true, datasets: manifest, before: current?.id, changes }
}
