import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSeed } from '../../commands/load.ts'
import { publish } from '../../commands/publish.ts'
import { startWorld, type World } from '../bench/world.ts'

const seed = loadSeed()
const folder = mkdtempSync(join(tmpdir(), 'duck-'))

let world: World
let duck: DuckDBConnection
/** DuckDB reads over HTTP by an extension that it would download. */
let overHttp = false

beforeAll(async () => {
  world = await startWorld()
  await publish(world.database, seed, new Date())
  duck = await (await DuckDBInstance.create(':memory:', { extension_directory: folder })).connect()
  overHttp = await duck.run('load httpfs').then(
    () => true,
    () => false,
  )
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.stop()
})

describe('Parquet over HTTP', () => {
  it('is read by hyparquet in parts', async () => {
    const file = await asyncBufferFromUrl({ url: `${world.url}/v1/observations.parquet` })
    const rows = await parquetReadObjects({ file, columns: ['id', 'value'] })
    expect(rows).toEqual(seed.observations.map(({ id, value }) => ({ id, value })))
    const tail = await fetch(`${world.url}/v1/observations.parquet`, { headers: { Range: 'bytes=-4' } })
    expect([tail.status, await tail.text()]).toEqual([206, 'PAR1'])
  })

  it('is read by DuckDB', async ({ skip }) => {
    skip(!overHttp, 'DuckDB has no httpfs extension here, and would have to download it')
    const read = await duck.runAndReadAll(
      `select count(*)::int as n from read_parquet('${world.url}/v1/facts.parquet')`,
    )
    expect(read.getRowObjectsJson()).toEqual([{ n: seed.facts.length }])
  })
})
