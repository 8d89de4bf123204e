import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish, retire, rollback, type SeedRows, type Store } from '../../seed/publish.ts'
import { datasets } from '../../src/datasets/index.ts'
import { pointerSeconds } from '../../src/http/freshness.ts'
import { isolate, sha256Of, type Isolate } from './isolate.ts'

const db = drizzle(env.DB)
const whole = JSON.parse(env.SEED) as SeedRows

// Sources stay: a release tells its newest report. What the other rows refer to is not asked by `publish`.
const few: SeedRows = Object.fromEntries(
  Object.entries(whole).map(([name, rows]) => [name, name === 'sources' ? rows : rows.slice(0, 3)]),
)
const [act] = few['acts']!
const seeds: readonly [SeedRows, SeedRows] = [
  few,
  {
    ...few,
    axes: few['axes']!.map((row) => (row['code'] === '1' ? Object.assign({}, row, { title_en: 'Jobs' }) : row)),
    acts: [...few['acts']!, { ...act!, code: 'one-more' }],
    observations: few['observations']!.slice(1),
  },
]
/** What a reader of each seed must see: a title in one dataset, the rows of two others. */
const faces = ['Employment, 3 acts, 3 observations', 'Jobs, 4 acts, 2 observations']

let minutes = 0
/** The time of the next command: each a minute after the one before. */
const next = () => new Date(Date.parse('2026-12-01T00:00:00Z') + (minutes += 1) * 60_000)

type When = 'before' | 'after'

/** D1 whose client dies at a statement, before it is run or after; nothing is run from then on. */
const mortal = (fatal: number, when: When) => {
  const life = { statements: 0, dead: false, last: '' }
  const step = async <T>(query: string, run: () => Promise<T>): Promise<T> => {
    if (life.dead) throw new Error('killed')
    life.statements += 1
    life.last = query
    life.dead = life.statements === fatal
    if (life.dead && when === 'before') throw new Error('killed')
    const result = await run()
    if (life.dead) throw new Error('killed')
    return result
  }
  const statement = (query: string, inner: D1PreparedStatement): object => ({
    bind: (...values: unknown[]) => statement(query, inner.bind(...values)),
    run: () => step(query, () => inner.run()),
    all: () => step(query, () => inner.all()),
    raw: () => step(query, () => inner.raw()),
  })
  const client = { prepare: (query: string) => statement(query, env.DB.prepare(query)) }
  return { life, db: drizzle(client as unknown as D1Database) as Store }
}

/** Runs a command that dies at a statement; undefined when it had fewer and went through. */
const killed = async (fatal: number, when: When, command: (store: Store) => Promise<unknown>) => {
  const { life, db: store } = mortal(fatal, when)
  try {
    await command(store)
    expect(life.dead, 'a command that was killed went on').toBe(false)
    return undefined
  } catch (error) {
    if (life.dead) return { step: `${when} ${fatal}: ${life.last.slice(0, 60)}` }
    throw error
  }
}

const count = async (sql: string) => (await env.DB.prepare(sql).first<number>('count'))!
const releasesThere = () => count('select count(*) as count from releases')
const currentId = async () => (await env.DB.prepare('select release from pointer').first<string>('release'))!

/** Rows that belong to no release that may be read. */
const litter = async () => {
  const tables = [...datasets.map(({ name }) => name), 'release_datasets']
  const unread = (table: string) =>
    `select count(*) as count from ${table} where release not in (select id from releases${table === 'release_datasets' ? '' : ' where retired_at is null'})`
  const results = await env.DB.batch<{ count: number }>(tables.map((table) => env.DB.prepare(unread(table))))
  return tables.filter((_, at) => results[at]!.results[0]!.count > 0)
}

interface Manifest {
  dataset: string
  rows: number
  digest: string
}

/** Datasets of a release whose rows in D1 are not as many as its manifest says. */
const incomplete = async (release: string, manifest: readonly Manifest[]) => {
  const results = await env.DB.batch<{ count: number }>(
    manifest.map(({ dataset }) =>
      env.DB.prepare(`select count(*) as count from ${dataset} where release = ?`).bind(release),
    ),
  )
  return manifest.filter(({ rows }, at) => results[at]!.results[0]!.count !== rows).map(({ dataset }) => dataset)
}

/** What a reader sees: the release that the answers name, its face, and all that does not fit together. */
const look = async ({ get, json }: Isolate) => {
  const axes = await json<{ data: { code: string; title_en: string }[]; meta: { release: string } }>('/v1/axes')
  const { release } = axes.meta
  const named = await Promise.all(
    ['/v1', '/v1/acts', '/v1/observations'].map((path) =>
      json<{ meta: { release: string; total: number } }>(path).then(({ meta }) => meta),
    ),
  )
  const { data } = await json<{ data: { datasets: Manifest[] } }>(`/v1/releases/${release}`)
  const wrong = named.filter((meta) => meta.release !== release).map((meta) => `also names ${meta.release}`)
  for (const name of ['axes', 'acts']) {
    const response = await get(`/v1/${name}.csv`)
    const { rows, digest } = data.datasets.find(({ dataset }) => dataset === name)!
    if ((await sha256Of(await response.arrayBuffer())) !== digest) wrong.push(`${name}.csv is not of ${release}`)
    if (response.headers.get('Row-Count') !== String(rows)) wrong.push(`${name}.csv has other rows`)
  }
  wrong.push(...(await incomplete(release, data.datasets)))
  const title = axes.data.find(({ code }) => code === '1')?.title_en
  return { release, face: `${title}, ${named[1]!.total} acts, ${named[2]!.total} observations`, wrong }
}

type View = Awaited<ReturnType<typeof look>>

const slow = 300_000

// A reader who was there all the time: what it holds of earlier releases must not come back.
const lasting = isolate()
/** Sees the database anew, once the pointer that it knew is too old. */
const lookAgain = (): Promise<View> => {
  lasting.time.now += pointerSeconds * 1000
  return look(lasting)
}

beforeAll(async () => {
  await publish(db, seeds[0], next())
  // The release of the whole seed would only make each of the many publishes below slower.
  await retire(db, '2026-11-21.1', next())
}, slow)

describe('publish, killed at every statement', () => {
  interface Kill {
    step: string
    old: { id: string; face: string }
    young: { face: string }
    views: View[]
    /** What the second publish did. */
    again: { release: string; published: boolean }
    after: View
    litter: string[]
    releases: number
  }
  const kills: Kill[] = []

  beforeAll(async () => {
    for (const when of ['before', 'after'] as const) {
      for (let fatal = 1, alive = false; !alive; fatal += 1) {
        const releases = await releasesThere()
        const id = await currentId()
        const was = (await look(isolate())).face === faces[0] ? 0 : 1
        const is = 1 - was
        const death = await killed(fatal, when, (store) => publish(store, seeds[is]!, next()))
        alive = death === undefined
        if (!death) break
        const views = [await look(isolate()), await lookAgain()]
        const again = await publish(db, seeds[is]!, next())
        kills.push({
          ...death,
          old: { id, face: faces[was]! },
          young: { face: faces[is]! },
          views,
          again,
          after: await lookAgain(),
          litter: await litter(),
          releases: (await releasesThere()) - releases,
        })
      }
    }
  }, slow)

  const steps = (bad: (kill: Kill) => boolean) => kills.filter((kill) => bad(kill)).map(({ step }) => step)

  it('dies at each of its statements, from the first question to the switch', () => {
    const statements = kills.map(({ step }) => step)
    // For each dataset at least: clear, insert, manifest, read back; twice over.
    expect(statements.length).toBeGreaterThan(2 * 4 * datasets.length)
    expect(statements.filter((step) => /: insert into "pointer"/.test(step))).toHaveLength(2)
    expect(statements.at(-1)).toMatch(/insert into "pointer"/)
  })

  it('readers see a whole release, in an isolate that lives on and in a new one: rows, bytes and manifest are of one', () => {
    expect(kills.flatMap(({ step, views }) => views.flatMap(({ wrong }) => wrong.map((what) => [step, what])))).toEqual(
      [],
    )
  })

  it('readers see the old release until the switch, and the new one from then on', () => {
    const switched = /^after \d+: insert into "pointer"/
    for (const { step, old, young, views } of kills)
      for (const { release, face } of views) {
        expect([step, face]).toEqual([step, (switched.test(step) ? young : old).face])
        expect([step, release === old.id]).toEqual([step, !switched.test(step)])
      }
    expect(steps(({ step }) => switched.test(step))).toHaveLength(1)
  })

  it('a second publish succeeds, and readers see its release whole', () => {
    for (const { step, young, again, after } of kills)
      expect([step, after]).toEqual([step, { release: again.release, face: young.face, wrong: [] }])
  })

  it('a second publish clears what was left', () => {
    expect(steps((kill) => kill.litter.length > 0)).toEqual([])
  })

  it('after the second publish there is one release more, whatever the step', () => {
    expect(kills.filter(({ releases }) => releases !== 1).map(({ step, releases }) => [step, releases])).toEqual([])
  })
})

describe('rollback, killed at every statement', () => {
  it(
    'leaves the one release or the other, whole, and goes through when it is run again',
    async () => {
      const from = await currentId()
      const { release: to } = await publish(db, seeds[(await look(isolate())).face === faces[0] ? 1 : 0]!, next())
      const deaths = []
      for (const when of ['before', 'after'] as const)
        for (let fatal = 1; ; fatal += 1) {
          const death = await killed(fatal, when, (store) => rollback(store, from))
          if (!death) break
          const views = [await look(isolate()), await lookAgain()]
          const switched = /^after \d+: update "pointer"/.test(death.step)
          for (const { release, wrong } of views)
            expect([death.step, release, wrong]).toEqual([death.step, switched ? from : to, []])
          deaths.push(death.step)
          await rollback(db, from)
          expect((await lookAgain()).release).toBe(from)
          await rollback(db, to)
        }
      expect(deaths.filter((step) => step.includes('update "pointer"'))).toHaveLength(2)
      expect(await litter()).toEqual([])
    },
    slow,
  )
})

describe('retire, killed at every statement', () => {
  interface Kill {
    step: string
    current: string
    views: View[]
    /** Status and fit of the CSVs of the retired release, in a new isolate. */
    pinned: string[]
    index: number
    /** What running it again said. */
    again: string
    litter: string[]
  }
  const kills: Kill[] = []

  /** Statuses of the pinned CSVs of a release, and `cut` where a body is not the whole of what it was. */
  const pinnedOf = async (id: string, manifest: readonly Manifest[]) => {
    const reader = isolate()
    const answers = await Promise.all(
      manifest.map(async ({ dataset, digest }) => {
        const response = await reader.get(`/v1/releases/${id}/${dataset}.csv`)
        const body = await response.arrayBuffer()
        return response.status === 200 && (await sha256Of(body)) !== digest ? `cut ${dataset}` : String(response.status)
      }),
    )
    return { pinned: [...new Set(answers)], index: (await reader.get(`/v1/releases/${id}`)).status }
  }

  beforeAll(async () => {
    let turn = (await look(isolate())).face === faces[0] ? 1 : 0
    for (const when of ['before', 'after'] as const)
      for (let fatal = 1; ; fatal += 1) {
        const id = await currentId()
        const manifest = (
          await isolate().json<{ data: { datasets: Manifest[] } }>(`/v1/releases/${id}`)
        ).data.datasets
        const { release: current } = await publish(db, seeds[turn]!, next())
        turn = 1 - turn
        const death = await killed(fatal, when, (store) => retire(store, id, next()))
        if (!death) break
        const views = [await look(isolate()), await lookAgain()]
        const seen = await pinnedOf(id, manifest)
        const again = await retire(db, id, next()).then(
          () => 'done',
          (error: Error) => error.message,
        )
        kills.push({ ...death, current, views, ...seen, again, litter: await litter() })
      }
  }, slow)

  it('leaves the current release whole', () => {
    expect(kills.length).toBeGreaterThan(2 * datasets.length)
    for (const { step, current, views } of kills)
      for (const { release, wrong } of views) expect([step, release, wrong]).toEqual([step, current, []])
  })

  it('leaves the retired release whole or gone, never a part of it', () => {
    const outcomes = kills.map(({ pinned, index }) => `${pinned.join()} ${index}`)
    expect(new Set(outcomes)).toEqual(new Set(['200 200', '410 410']))
    // Once gone, it stays gone at every later statement.
    for (const when of ['before', 'after']) {
      const told = outcomes.filter((_, at) => kills[at]!.step.startsWith(when))
      expect(told).toEqual(told.toSorted())
    }
  })

  it('goes through when it is run again, and clears what was left', () => {
    expect(kills.filter(({ again }) => again !== 'done').map(({ step, again }) => [step, again])).toEqual([])
    expect(kills.filter((kill) => kill.litter.length > 0).map(({ step }) => step)).toEqual([])
  })

  it('the next publish clears what a killed one left', async () => {
    const id = await currentId()
    const { release } = await publish(db, seeds[(await look(isolate())).face === faces[0] ? 1 : 0]!, next())
    // Its rows are all there still: only the mark has been set.
    await env.DB.prepare('update releases set retired_at = ? where id = ?').bind(next().toISOString(), id).run()
    expect(await litter()).not.toEqual([])
    await publish(db, seeds[(await look(isolate())).face === faces[0] ? 1 : 0]!, next())
    expect(await litter()).toEqual([])
    expect(await isolate().json<{ data: { id: string }[] }>('/v1/releases')).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id: release, status: 'kept' })]) as unknown,
    })
  })
})

describe('publish', () => {
  it('of an unchanged seed writes nothing', async () => {
    const at = (await look(isolate())).face === faces[0] ? 0 : 1
    const written: string[] = []
    const client = {
      prepare: (query: string) => {
        if (!/^select /i.test(query)) written.push(query)
        return env.DB.prepare(query)
      },
    }
    const before = [await currentId(), await releasesThere()]
    const done = await publish(drizzle(client as unknown as D1Database), seeds[at]!, next())
    expect([done.published, done.release, done.changes]).toEqual([false, before[0], {}])
    expect(written).toEqual([])
    expect([await currentId(), await releasesThere()]).toEqual(before)
  })

  it.each([
    ['of the same day', 0],
    ['of another day', 36],
  ])('while another one, %s, clears and loads: readers see a whole release', async (_, hours) => {
    const turn = (await look(isolate())).face === faces[0] ? 1 : 0
    const other: SeedRows = { ...seeds[0], acts: seeds[0]['acts']!.slice(0, 2) }
    // The other one begins when this one has checked its rows, and has yet to say that they are there.
    let begun: Promise<unknown> | undefined
    const statement = (query: string, inner: D1PreparedStatement): object => ({
      bind: (...values: unknown[]) => statement(query, inner.bind(...values)),
      raw: () => inner.raw(),
      run: async () => {
        if (query.startsWith('insert into "releases"'))
          await (begun ??= publish(db, other, new Date(next().getTime() + hours * 3_600_000)))
        return inner.run()
      },
    })
    const client = { prepare: (query: string) => statement(query, env.DB.prepare(query)) }
    await publish(drizzle(client as unknown as D1Database), seeds[turn]!, next()).catch(() => {})
    expect(begun).toBeDefined()
    expect((await look(isolate())).wrong).toEqual([])
  })
})
