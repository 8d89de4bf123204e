import { eq, like, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import type { Dataset } from '../src/dataset/dataset.ts'
import type { Row } from '../src/dataset/define.ts'
import type { Manifest } from '../src/dataset/release.ts'
import { datasets } from '../src/datasets/index.ts'
import { pointer, releaseDatasets, releases } from '../src/tables.ts'
import { digestOfAll, inKeyOrder, measure } from '../src/dataset/digest.ts'

/** The rows of a seed, by dataset. */
export type SeedRows = Readonly<Record<string, readonly Row[]>>

/** What a publish did: a new release, or nothing because the current one holds the same rows. */
export interface Published {
  release: string
  published: boolean
  datasets: readonly Manifest[]
}

/** Rows in one statement: its parameter stays far below D1's limit of 2 MB. */
const batchRowsMax = 200

const insertRows = async (
  db: DrizzleD1Database,
  dataset: Dataset,
  release: string,
  rows: readonly Row[],
): Promise<void> => {
  const columns = sql.join(
    dataset.header.map((name) => sql`value ->> ${`$.${name}`}`),
    sql`, `,
  )
  for (let from = 0; from < rows.length; from += batchRowsMax) {
    // One bound parameter for many rows: D1 allows a hundred parameters a statement.
    const json = JSON.stringify(rows.slice(from, from + batchRowsMax))
    await db.insert(dataset.table).select(sql`select ${release}, ${columns} from json_each(${json})`)
  }
}

const readBack = async (db: DrizzleD1Database, dataset: Dataset, release: string): Promise<Row[]> =>
  (await db
    .select(Object.fromEntries(dataset.header.map((name) => [name, dataset.table[name]!])))
    .from(dataset.table)
    .where(eq(dataset.table['release']!, release))
    .orderBy(...dataset.key.map((name) => dataset.table[name]!))) as Row[]

const verify = async (db: DrizzleD1Database, release: string, manifest: readonly Manifest[]): Promise<void> => {
  for (const { dataset: name, rows, digest } of manifest) {
    const dataset = datasets.find((one) => one.name === name)!
    const found = await measure(dataset, await readBack(db, dataset, release))
    if (found.digest !== digest)
      throw new Error(
        `Release ${release}: ${name} has ${found.rows} rows of digest ${found.digest} in the database, expected ${rows} of ${digest}`,
      )
  }
}

const currentRelease = async (db: DrizzleD1Database) =>
  (
    await db
      .select({ id: releases.id, digest: releases.digest })
      .from(pointer)
      .innerJoin(releases, eq(pointer.release, releases.id))
  )[0]

const nextId = async (db: DrizzleD1Database, day: string): Promise<string> => {
  const same = await db
    .select({ id: releases.id })
    .from(releases)
    .where(like(releases.id, `${day}.%`))
  return `${day}.${Math.max(0, ...same.map(({ id }) => Number(id.slice(day.length + 1)))) + 1}`
}

const manifestOf = async (db: DrizzleD1Database, rows: SeedRows, now: string, before?: string): Promise<Manifest[]> => {
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

/**
 * Publishes a seed as a new release: its rows, its manifest, a check of both in the database, its own row, and the pointer last, so that
 * readers see the release before or this one. A publish that was cut off leaves rows that no reader sees; the next one clears them.
 */
export const publish = async (db: DrizzleD1Database, seed: SeedRows, now: Date): Promise<Published> => {
  const rows = Object.fromEntries(datasets.map((dataset) => [dataset.name, inKeyOrder(dataset, seed[dataset.name]!)]))
  const published_at = now.toISOString()
  const current = await currentRelease(db)
  const manifest = await manifestOf(db, rows, published_at, current?.id)
  const digest = await digestOfAll(Object.fromEntries(manifest.map((entry) => [entry.dataset, entry.digest])))
  if (current?.digest === digest) return { release: current.id, published: false, datasets: manifest }
  const release = await nextId(db, published_at.slice(0, 10))
  for (const dataset of datasets) {
    await db.delete(dataset.table).where(eq(dataset.table['release']!, release))
    await insertRows(db, dataset, release, rows[dataset.name]!)
  }
  await db.delete(releaseDatasets).where(eq(releaseDatasets.release, release))
  for (const entry of manifest) await db.insert(releaseDatasets).values({ release, ...entry })
  await verify(db, release, manifest)
  await db.insert(releases).values({ id: release, published_at, digest, latest_year: latestYear(rows) })
  await db.insert(pointer).values({ id: 1, release }).onConflictDoUpdate({ target: pointer.id, set: { release } })
  return { release, published: true, datasets: manifest }
}
