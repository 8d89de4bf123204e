import { applyD1Migrations, env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { isolate } from './isolate.ts'

const tables = async () =>
  (
    await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%'",
    ).all<{ name: string }>()
  ).results.map(({ name }) => name)

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

/** A release as the first version of the code left it: one dataset with a row, and a row of progress. */
const older = '2026-11-20.1'
const restoreFirstSchema = async () => {
  for (const name of await tables()) await run(`drop table "${name}"`)
  await applyD1Migrations(env.DB, env.MIGRATIONS.slice(0, 1))
  await run(
    'insert into releases (id, published_at, digest, latest_year) values (?, ?, ?, ?)',
    older,
    '2026-11-20T08:00:00.000Z',
    'abc',
    2022,
  )
  await run(
    'insert into release_datasets (release, dataset, rows, digest, bytes, changed_at) values (?, ?, ?, ?, ?, ?)',
    older,
    'axes',
    1,
    'def',
    80,
    '2026-11-20T08:00:00.000Z',
  )
  await run(
    'insert into release_datasets (release, dataset, rows, digest, bytes, changed_at) values (?, ?, ?, ?, ?, ?)',
    older,
    'progress',
    1,
    'ghi',
    80,
    '2026-11-20T08:00:00.000Z',
  )
  await run(
    "insert into axes (release, code, kind, title, title_en) values (?, '1', 'axis', 'Occupazione', 'Employment')",
    older,
  )
  await run(
    `insert into progress (release, indicator, axis, priority, year, basis, achieved, achieved_observation, target_year, target, target_observation, ratio, reached)
     values (?, 'paid', '1', 'all', 2022, 'target', 10, 'a-0001', 2023, 20, 'a-0002', 50, 'no')`,
    older,
  )
  await run('insert into pointer (id, release) values (1, ?)', older)
}

describe('the migrations', () => {
  it('keep what an earlier version has published, and it goes on being served', async () => {
    await restoreFirstSchema()
    await applyD1Migrations(env.DB, env.MIGRATIONS)
    const { json, get } = isolate()
    const { data } = await json<{ data: unknown }>('/v1/axes/1')
    expect(data).toMatchObject({ code: '1', title: 'Occupazione', thematic_objective_en: null })
    const { data: row } = await json<{ data: unknown }>('/v1/progress/paid/1/all/2022/target')
    expect(row).toMatchObject({
      achieved: 10,
      target: 20,
      ratio: 50,
      unit: null,
      due: null,
      outcome: null,
      reason: null,
    })
    const { data: list } = await json<{ data: unknown[] }>('/v1/releases')
    expect(list).toMatchObject([{ id: older, status: 'current' }])
    expect((await get('/v1/facts')).status).toBe(404)
    expect(await (await get('/v1/releases.atom')).text()).toContain('<feed')
  })

  it('have a table for each dataset', async () => {
    expect(await tables()).toEqual(expect.arrayContaining(datasets.map(({ name }) => name)))
  })
})
