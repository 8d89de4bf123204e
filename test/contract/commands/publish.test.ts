import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { beforeEach, describe, expect, it } from 'vitest'
import { publish, type SeedRows } from '../../../commands/publish.ts'
import { acts, axes, observations, pointer, releaseDatasets, releases } from '../../../src/tables.ts'

const db = drizzle(env.DB)
const seed = JSON.parse(env.SEED) as SeedRows
const first = '2026-11-21.1'
const at = (time: string) => new Date(`${time}Z`)

const renamed = (title: string): SeedRows => ({
  ...seed,
  axes: seed['axes']!.map((row) => (row['code'] === '1' ? Object.assign({}, row, { title }) : row)),
})

const current = async () => (await db.select().from(pointer)).map(({ release }) => release)
const ids = async () => (await db.select({ id: releases.id }).from(releases)).map(({ id }) => id).toSorted()
const titleIn = async (release: string) =>
  (await db.select().from(axes).where(eq(axes.release, release))).find(({ code }) => code === '1')?.title

/** A database that spoils the values of one insert on their way, or drops it where there are none. */
const spoiled = (table: string, which: number, spoil: (values: unknown[]) => unknown[] | undefined) => {
  let inserts = 0
  const prepare = (statement: string) => ({
    bind: (...values: unknown[]) => {
      const hit = statement.startsWith(`insert into "${table}"`) && ++inserts === which
      const bound = hit ? spoil(values) : values
      return bound ? env.DB.prepare(statement).bind(...bound) : env.DB.prepare('select 1')
    },
  })
  return drizzle({ prepare } as unknown as D1Database)
}

/** Replaces a text in the values of an insert. */
const alter = (from: string, to: string) => (values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value.replace(from, to) : value))
const drop = () => undefined

/** What a publish says that lacks fact codes. */
const sentence = (lost: string) =>
  `A fact code never changes once published, and the seed lacks ${lost}: restore them, or name each in seed/withdrawn.csv with its successor and the reason.`

// Each test starts from the seed as the first release.
beforeEach(async () => {
  await db.update(pointer).set({ release: first })
  for (const id of await ids()) if (id !== first) await db.delete(releases).where(eq(releases.id, id))
})

describe('publish', () => {
  it('publishes nothing when the rows are the same, in whatever order', async () => {
    expect(await publish(db, seed, at('2026-11-22T09:00'))).toMatchObject({ release: first, published: false })
    const backwards = Object.fromEntries(Object.entries(seed).map(([name, rows]) => [name, rows.toReversed()]))
    expect(await publish(db, backwards, at('2026-11-22T09:00'))).toMatchObject({ release: first, published: false })
    expect([await ids(), await current()]).toEqual([[first], [first]])
  })

  it('makes the next release of the day from a changed value, and moves the pointer', async () => {
    const done = await publish(db, renamed('Lavoro'), at('2026-11-21T09:30'))
    expect([done.release, done.published]).toEqual(['2026-11-21.2', true])
    expect(await current()).toEqual(['2026-11-21.2'])
    expect([await titleIn(first), await titleIn('2026-11-21.2')]).toEqual(['Occupazione', 'Lavoro'])
    expect(await db.select().from(releases).where(eq(releases.id, '2026-11-21.2'))).toMatchObject([
      { published_at: '2026-11-21T09:30:00.000Z', latest_year: 2022 },
    ])
  })

  it('takes the year of the newest report for the latest', async () => {
    const report = seed['sources']!.find(({ code }) => code === 'summary2022')
    const sources = [...seed['sources']!, { ...report!, code: 'summary2024', year: 2024 }]
    await publish(db, { ...seed, sources }, at('2026-11-21T09:30'))
    expect(await db.select().from(releases).where(eq(releases.id, '2026-11-21.2'))).toMatchObject([
      { latest_year: 2024 },
    ])
  })

  it('keeps the date and digest of what did not change', async () => {
    await publish(db, renamed('Lavoro'), at('2026-11-21T09:30'))
    const entries = await db.select().from(releaseDatasets).where(eq(releaseDatasets.dataset, 'observations'))
    expect(new Set(entries.map(({ digest }) => digest)).size).toBe(1)
    const second = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, '2026-11-21.2'))
    expect(second.filter((entry) => entry.changed_at !== '2026-11-21T08:00:00.000Z')).toMatchObject([
      { dataset: 'axes', rows: 7, changed_at: '2026-11-21T09:30:00.000Z' },
    ])
    expect(second.map(({ dataset }) => dataset).toSorted()).toEqual(Object.keys(seed).toSorted())
  })

  it('counts releases as numbers', async () => {
    const nine = { id: '2026-11-24.9', published_at: '', digest: '', latest_year: 2022 }
    await db.insert(releases).values([nine, { ...nine, id: '2026-11-24.10' }])
    expect((await publish(db, renamed('Dieci'), at('2026-11-24T00:00'))).release).toBe('2026-11-24.11')
  })

  it('clears what an unfinished release left behind', async () => {
    const release = '2026-11-25.1'
    const [act] = await db.select().from(acts).limit(1)
    const left = { ...act!, code: 'left-behind' }
    await db.insert(acts).values([
      { ...left, release },
      { ...left, release: '2026-10-01.1' },
    ])
    const entry = { release, dataset: 'left_behind', rows: 1, digest: '', bytes: 1, changed_at: '' }
    await db.insert(releaseDatasets).values(entry)
    expect((await publish(db, renamed('Dopo'), at('2026-11-25T08:00'))).release).toBe(release)
    expect(await db.$count(acts, eq(acts.release, release))).toBe(4)
    expect(await db.$count(acts, eq(acts.code, 'left-behind'))).toBe(0)
    const manifest = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, release))
    expect(manifest.map(({ dataset }) => dataset)).not.toContain('left_behind')
  })

  it.each([
    ['a row altered', 'observations', 1, alter('200000000', '200000001'), 60],
    ['rows dropped', 'facts', 2, drop, 200],
    ['all rows dropped', 'acts', 1, drop, 0],
  ] as const)('notices %s in the database, and leaves the pointer', async (_, table, which, spoil, rows) => {
    const bad = spoiled(table, which, spoil)
    await expect(publish(bad, renamed('Mai'), at('2026-11-26T08:00'))).rejects.toThrow(
      new RegExp(`^Release 2026-11-26\\.1: ${table} has ${rows} rows of digest [0-9a-f]{64} in the database`),
    )
    expect([await current(), await ids()]).toEqual([[first], [first]])
    expect((await publish(db, renamed('Poi'), at('2026-11-26T09:00'))).release).toBe('2026-11-26.1')
    expect(await db.$count(observations, eq(observations.release, '2026-11-26.1'))).toBe(60)
  })

  it.each([
    ['altered', alter('programme', 'programmes')],
    ['dropped', drop],
  ])('notices a line of the manifest %s, and leaves the pointer', async (_, spoil) => {
    await expect(
      publish(spoiled('release_datasets', 1, spoil), renamed('Mai'), at('2026-11-27T08:00')),
    ).rejects.toThrow()
    expect([await current(), await ids()]).toEqual([[first], [first]])
  })

  it('refuses to lose fact codes that the current release has, and names them', async () => {
    const without = (...codes: string[]): SeedRows => ({
      ...seed,
      facts: seed['facts']!.filter(({ code }) => !codes.includes(String(code))),
    })
    await expect(publish(db, without('paid-2022-2', 'paid-2022-1'), at('2026-11-28T08:00'))).rejects.toThrow(
      sentence(`2 that release ${first} has (paid-2022-1, paid-2022-2)`),
    )
    const many = seed['facts']!.map(({ code }) => String(code)).toSorted()
    await expect(publish(db, without(...many.slice(0, 25)), at('2026-11-28T08:00'))).rejects.toThrow(
      sentence(`25 that release ${first} has (${many.slice(0, 20).join(', ')} and 5 more)`),
    )
    expect([await current(), await ids()]).toEqual([[first], [first]])
    const row = { code: 'paid-2022-1', successor: 'paid-2022-2', reason: 'Prova.', reason_en: 'Test.' }
    const explained = { ...without('paid-2022-1'), withdrawn: [...seed['withdrawn']!, row] }
    expect((await publish(db, explained, at('2026-11-28T09:00'))).published).toBe(true)
    // The next one lacks it too, and has no more to explain.
    expect((await publish(db, { ...explained, acts: [] }, at('2026-11-28T10:00'))).published).toBe(true)
  })

  it('writes what it counts against the current release into the manifest', async () => {
    const rows: SeedRows = {
      ...renamed('Lavoro'),
      acts: seed['acts']!.slice(1),
      notes: [...seed['notes']!, { ...seed['notes']![0]!, code: 'one-more' }],
    }
    const { release, changes, before } = await publish(db, rows, at('2026-11-29T08:00'))
    const manifest = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, release))
    const tallies = manifest.map(({ dataset, added, removed, changed }) => [dataset, [added, removed, changed].join()])
    expect(Object.fromEntries(tallies)).toEqual({
      ...Object.fromEntries(Object.keys(seed).map((name) => [name, '0,0,0'])),
      axes: '0,0,1',
      acts: '0,1,0',
      notes: '1,0,0',
    })
    expect([before, changes]).toEqual([
      first,
      {
        axes: { added: 0, removed: 0, changed: 1 },
        acts: { added: 0, removed: 1, changed: 0 },
        notes: { added: 1, removed: 0, changed: 0 },
      },
    ])
    expect(await db.select().from(releases).where(eq(releases.id, release))).toMatchObject([
      { number: 2, before: first },
    ])
    const firstManifest = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, first))
    expect(new Set(firstManifest.map(({ added, removed, changed }) => String([added, removed, changed])))).toEqual(
      new Set([',,']),
    )
  })
})
