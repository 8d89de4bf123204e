import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MadeFile } from '../../commands/files.ts'
import { publish, type SeedRows, type Store } from '../../commands/publish.ts'
import { retire, rollback } from '../../commands/switch.ts'
import { datasets } from '../../src/datasets/index.ts'
import { readFile } from '../../src/release/files.ts'
import { clearReleases, few } from './editions.ts'
import { isolate, sha256Of, type Isolate } from './isolate.ts'
import { filePartBytesMax, pointerSeconds } from './promises.ts'

const db = drizzle(env.DB)
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

const titleOf = (rows: SeedRows) => String(rows['axes']!.find(({ code }) => code === '1')!['title_en'])
/** A text that tells a title, of so many bytes at least, and bytes that are no text. */
const filesOf = (version: string, length: number): readonly MadeFile[] => [
  { path: 'titles.txt', version, make: (rows) => `${version} ${titleOf(rows)}\n`.padEnd(length, '-') },
  { path: 'bytes', version, make: () => new Uint8Array([0, 255, 254, 128]) },
]
const files = filesOf('1', 0)

const publishAll = (store: Store, seed: SeedRows, now: Date, made = files) => publish(store, seed, now, undefined, made)

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
  const failure = await command(store).then(
    () => undefined,
    (error: Error) => error,
  )
  if (failure && !life.dead) throw failure
  expect(life.dead, 'a command that was killed says that it is done').toBe(failure !== undefined)
  return failure && { step: `${when} ${fatal}: ${life.last.slice(0, 60)}` }
}

const count = async (sql: string) => (await env.DB.prepare(sql).first<number>('count'))!
const releasesThere = () => count('select count(*) as count from releases')
const currentId = async () => (await env.DB.prepare('select release from pointer').first<string>('release'))!

/** What the events say of a release, in their order. */
const eventsOf = async (release: string) => {
  const query = env.DB.prepare('select kind from release_events where release = ? order by number').bind(release)
  return (await query.all<{ kind: string }>()).results.map(({ kind }) => kind)
}

/** What is wrong with the events: another one served than the pointer says, the same one served twice in turn, a time that goes back. */
const wrongEvents = async () => {
  const { results } = await env.DB.prepare('select at, kind, release from release_events order by number').all<{
    at: string
    kind: string
    release: string
  }>()
  const served = results.filter(({ kind }) => kind !== 'retired').map(({ release }) => release)
  return [
    ...(served.at(-1) === (await currentId()) ? [] : [`the last one served is ${served.at(-1)}`]),
    ...served.filter((release, at) => release === served[at - 1]).map((release) => `${release} twice`),
    ...results.filter(({ at }, index) => index > 0 && at < results[index - 1]!.at).map(({ at }) => `back at ${at}`),
  ]
}

/** The beginning of the files of a release, each read whole. */
const filesThere = async (release: string) => {
  const [titles, bytes] = [await readFile(db, release, 'titles.txt'), await readFile(db, release, 'bytes')]
  const text = new TextDecoder().decode(titles?.body)
  return [titles?.version, text.slice(0, text.indexOf('\n')), String(bytes?.body), bytes?.version].join('; ')
}

/** Takes all releases out but the current one: many of them only make each of the many publishes slower. */
const forget = async () => {
  const others = 'not in (select release from pointer)'
  const tables = [...datasets.map(({ name }) => name), 'release_datasets', 'release_files', 'release_events']
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`delete from ${table} where release ${others}`)),
    env.DB.prepare(`delete from releases where id ${others}`),
  ])
}

/** Makes a release that is whole, and waits to be switched to, one that was cut off: else the next publish has nothing to load. */
const disown = () => env.DB.prepare('delete from releases where id not in (select release from pointer)').run()

/** Tables with rows that belong to no release that may be read. */
const litter = async () => {
  const unread = [
    ...datasets.map(({ name }) => [name, 'select id from releases where retired_at is null'] as const),
    ['release_files', 'select id from releases where retired_at is null'] as const,
    ['release_datasets', 'select id from releases'] as const,
  ]
  const results = await env.DB.batch<{ count: number }>(
    unread.map(([table, readable]) =>
      env.DB.prepare(`select count(*) as count from ${table} where release not in (${readable})`),
    ),
  )
  return unread.filter((_, at) => results[at]!.results[0]!.count > 0).map(([table]) => table)
}

interface Manifest {
  dataset: string
  rows: number
  digest: string
}

const manifestOf = async ({ json }: Pick<Isolate, 'json'>, release: string) =>
  (await json<{ data: { datasets: Manifest[] } }>(`/v1/releases/${release}`)).data.datasets

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
  const manifest = await manifestOf({ json }, release)
  const wrong = named.filter((meta) => meta.release !== release).map((meta) => `also names ${meta.release}`)
  for (const name of ['axes', 'acts']) {
    const response = await get(`/v1/${name}.csv`)
    const { rows, digest } = manifest.find(({ dataset }) => dataset === name)!
    if ((await sha256Of(await response.arrayBuffer())) !== digest) wrong.push(`${name}.csv is not of ${release}`)
    if (response.headers.get('Row-Count') !== String(rows)) wrong.push(`${name}.csv has other rows`)
  }
  wrong.push(...(await incomplete(release, manifest)))
  const title = axes.data.find(({ code }) => code === '1')?.title_en
  const told = await filesThere(release)
  if (told !== `1; 1 ${title}; 0,255,254,128; 1`) wrong.push(`its files say ${told}`)
  return { release, face: `${title}, ${named[1]!.total} acts, ${named[2]!.total} observations`, wrong }
}

type View = Awaited<ReturnType<typeof look>>

/** Which seed a reader does not see. */
const otherTurn = ({ face }: View) => (face === faces[0] ? 1 : 0)

const slow = 300_000

// A reader who was there all the time: what it holds of earlier releases must not come back.
const lasting = isolate()
/** Sees the database anew, once the pointer that it knew is too old. */
const lookAgain = (): Promise<View> => {
  lasting.time.now += pointerSeconds * 1000
  return look(lasting)
}

beforeAll(async () => {
  await clearReleases()
  await publishAll(db, seeds[0], next())
}, slow)

/** A statement that only asks leaves nothing behind. */
const asks = (step: string) => /: select /.test(step)
const switches = /^after \d+: insert into "pointer"|insert into "release_events"/

/** A publish that is whole but for the switch would be switched to, not made again: this takes it back. */
const withdraw = () => env.DB.prepare('delete from releases where id not in (select release from pointer)').run()

describe('publish, killed at every statement', () => {
  interface Kill {
    step: string
    old: { id: string; face: string }
    young: string
    view: View
  }
  /** Dead before each statement in turn: no publish comes through in between, and what they leave piles up. */
  const before: Kill[] = []
  /** Dead after each statement that writes, then published again. */
  const after: (Kill & {
    again: { release: string }
    seen: View
    litter: string[]
    releases: number
    events: string[]
  })[] = []

  beforeAll(async () => {
    const first = { id: await currentId(), face: faces[0]! }
    for (let fatal = 1; ; fatal += 1) {
      await withdraw()
      const death = await killed(fatal, 'before', (store) => publishAll(store, seeds[1], next()))
      if (!death) break
      before.push({ ...death, old: first, young: faces[1]!, view: await lookAgain() })
      await disown()
    }
    await forget()
    let turn = 0
    for (let fatal = 1; ; fatal += 1) {
      await withdraw()
      const seed = seeds[turn]!
      const old = { id: await currentId(), face: faces[1 - turn]! }
      const death = await killed(fatal, 'after', (store) => publishAll(store, seed, next()))
      if (!death) break
      if (asks(death.step)) {
        await disown()
        continue
      }
      const view = await look(isolate())
      const again = await publishAll(db, seed, next())
      const seen = await lookAgain()
      const events = [...(await eventsOf(again.release)), ...(await wrongEvents())]
      const left = { litter: await litter(), releases: await releasesThere(), events }
      after.push({ ...death, old, young: faces[turn]!, view, again, seen, ...left })
      await forget()
      turn = 1 - turn
    }
  }, slow)

  it('dies at each of its statements, from the first question to the switch', () => {
    // For each dataset at least: clear, insert, manifest; and a question whether it is all there.
    expect(before.length).toBeGreaterThan(4 * datasets.length)
    expect(after.length).toBeGreaterThan(3 * datasets.length)
    expect(after.length).toBe(before.filter(({ step }) => !asks(step)).length)
    expect(before[0]!.step).toMatch(/^before 1: select /)
    for (const kills of [before, after]) {
      expect(kills.at(-2)!.step).toMatch(/: insert into "pointer"/)
      expect(kills.at(-1)!.step).toMatch(/: insert into "release_events"/)
    }
  })

  it('readers see a whole release, in an isolate that lives on and in a new one: rows, bytes and manifest are of one', () => {
    const wrong = [...before, ...after].filter(({ view }) => view.wrong.length > 0)
    expect(wrong.map(({ step, view }) => [step, view.wrong])).toEqual([])
  })

  it('readers see the old release until the switch, and the new one from then on', () => {
    for (const { step, old, young, view } of [...before, ...after]) {
      const switched = switches.test(step)
      expect([step, view.face, view.release === old.id]).toEqual([step, switched ? young : old.face, !switched])
    }
    expect(after.filter(({ step }) => switches.test(step))).toHaveLength(2)
  })

  it('a second publish succeeds, and readers see its release whole', () => {
    for (const { step, young, again, seen } of after)
      expect([step, seen]).toEqual([step, { release: again.release, face: young, wrong: [] }])
  })

  it('a second publish clears what was left', () => {
    expect(after.filter((kill) => kill.litter.length > 0).map(({ step }) => step)).toEqual([])
  })

  it('after the second publish the feed tells of the release once, whatever the step', () => {
    const others = after.filter(({ events }) => events.join() !== 'published')
    expect(others.map(({ step, events }) => [step, events])).toEqual([])
  })

  it('after the second publish there is one release more, whatever the step', () => {
    const others = after.filter(({ releases }) => releases !== 2)
    expect(others.map(({ step, releases }) => [step, releases])).toEqual([])
  })
})

describe('publish of a release that was cut off before its switch', () => {
  it(
    'takes it up, and killed at every statement leaves the one release or the other, whole',
    async () => {
      const from = await currentId()
      const turn = otherTurn(await look(isolate()))
      const publishing = (store: Store) => publishAll(store, seeds[turn]!, next())
      // What is left of a publish that was killed before its last statement, and of one that was rolled back.
      const { release: to } = await publishAll(db, seeds[turn]!, next())
      await rollback(db, from)
      const releases = await releasesThere()
      const deaths: string[] = []
      for (let fatal = 1; ; fatal += 1) {
        const death = await killed(fatal, 'after', publishing)
        if (!death) break
        deaths.push(death.step)
        const switched = deaths.some((step) => step.includes('insert into "pointer"'))
        for (const view of [await look(isolate()), await lookAgain()])
          expect([death.step, view.release, view.wrong]).toEqual([death.step, switched ? to : from, []])
        await rollback(db, from)
      }
      expect(deaths.filter((step) => step.includes('insert into "pointer"'))).toHaveLength(1)
      expect([await currentId(), await releasesThere(), await litter()]).toEqual([to, releases, []])
    },
    slow,
  )
})

describe('rollback, killed at every statement', () => {
  it(
    'leaves the one release or the other, whole, and goes through when it is run again',
    async () => {
      const to = await currentId()
      const { release: from } = await publishAll(db, seeds[otherTurn(await look(isolate()))]!, next())
      const deaths: string[] = []
      for (let fatal = 1; ; fatal += 1) {
        const death = await killed(fatal, 'after', (store) => rollback(store, to))
        if (!death) break
        const switched = /update "pointer"|insert into "release_events"/.test(death.step)
        for (const view of [await look(isolate()), await lookAgain()])
          expect([death.step, view.release, view.wrong]).toEqual([death.step, switched ? to : from, []])
        deaths.push(death.step)
        await rollback(db, to)
        expect((await lookAgain()).release).toBe(to)
        expect([death.step, await wrongEvents()]).toEqual([death.step, []])
        await rollback(db, from)
        expect([death.step, await wrongEvents()]).toEqual([death.step, []])
      }
      expect(deaths.filter((step) => step.includes('update "pointer"'))).toHaveLength(1)
      expect(await litter()).toEqual([])
    },
    slow,
  )
})

describe('retire, killed at every statement', () => {
  interface Kill {
    step: string
    current: string
    view: View
    /** Statuses of the manifest and of some CSVs of the retired release, in a new isolate. */
    pinned: string
    /** What running it again said. */
    again: string
    litter: string[]
    events: string[]
  }
  const kills: Kill[] = []
  const some = [datasets.at(0)!, datasets.find(({ name }) => name === 'observations')!, datasets.at(-1)!]

  /** `cut` where a body is not the whole of what it was. */
  const pinnedOf = async (id: string, manifest: readonly Manifest[]) => {
    const { get } = isolate()
    const answers = [String((await get(`/v1/releases/${id}`)).status)]
    for (const { name } of some) {
      const response = await get(`/v1/releases/${id}/${name}.csv`)
      const digest = await sha256Of(await response.arrayBuffer())
      const cut = response.status === 200 && digest !== manifest.find(({ dataset }) => dataset === name)!.digest
      answers.push(cut ? `cut ${name}` : String(response.status))
    }
    return [...new Set(answers)].join()
  }

  beforeAll(async () => {
    let turn = otherTurn(await look(isolate()))
    for (let fatal = 1; ; fatal += 1) {
      const id = await currentId()
      const manifest = await manifestOf(isolate(), id)
      const { release: current } = await publishAll(db, seeds[turn]!, next())
      turn = 1 - turn
      const death = await killed(fatal, 'after', (store) => retire(store, id, next()))
      if (!death) break
      const view = await lookAgain()
      const pinned = await pinnedOf(id, manifest)
      const again = await retire(db, id, next()).then(
        () => 'done',
        (error: Error) => error.message,
      )
      kills.push({ ...death, current, view, pinned, again, litter: await litter(), events: await eventsOf(id) })
      await forget()
    }
  }, slow)

  it('leaves the current release whole', () => {
    expect(kills.length).toBeGreaterThan(datasets.length)
    for (const { step, current, view } of kills) expect([step, view.release, view.wrong]).toEqual([step, current, []])
  })

  it('leaves the retired release whole or gone, never a part of it', () => {
    const gone = kills.findIndex(({ step }) => step.includes('update "releases"'))
    expect(gone).toBeGreaterThan(0)
    for (const [at, { step, pinned }] of kills.entries())
      expect([step, pinned]).toEqual([step, at < gone ? '200' : '410'])
  })

  it('goes through when it is run again, and clears what was left', () => {
    expect(kills.filter(({ again }) => again !== 'done').map(({ step, again }) => [step, again])).toEqual([])
    expect(kills.filter((kill) => kill.litter.length > 0).map(({ step }) => step)).toEqual([])
  })

  it('is told by the feed once, whatever the step', () => {
    const others = kills.filter(
      ({ events }) => events.at(-1) !== 'retired' || events.indexOf('retired') < events.length - 1,
    )
    expect(others.map(({ step, events }) => [step, events])).toEqual([])
  })

  it('the next publish clears what a killed one left', async () => {
    const id = await currentId()
    const { release } = await publishAll(db, seeds[otherTurn(await look(isolate()))]!, next())
    // Its rows are all there still: only the mark has been set.
    await env.DB.prepare('update releases set retired_at = ? where id = ?').bind(next().toISOString(), id).run()
    expect(await litter()).not.toEqual([])
    await publishAll(db, seeds[otherTurn(await look(isolate()))]!, next())
    expect(await litter()).toEqual([])
    expect(await isolate().json<{ data: { id: string }[] }>('/v1/releases')).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id: release, status: 'kept' })]) as unknown,
    })
  })
})

describe('files that another version makes, of rows that are published already', () => {
  it(
    'are made anew, and killed at every statement they are the old ones or the new ones, whole',
    async () => {
      const [release, releases] = [await currentId(), await releasesThere()]
      const turn = 1 - otherTurn(await look(isolate()))
      const [title, young] = [titleOf(seeds[turn]!), filesOf('two', filePartBytesMax + 10)]
      const renewing = (store: Store) => publishAll(store, seeds[turn]!, next(), young)
      const face = (texts: string, bytes: string) => `${texts}; ${texts} ${title}; 0,255,254,128; ${bytes}`
      const seen: string[] = []
      for (let fatal = 1; ; fatal += 1) {
        const death = await killed(fatal, 'after', renewing)
        if (!death) break
        seen.push(await filesThere(release))
        const again = await renewing(db)
        expect([death.step, again.published, await filesThere(release)]).toEqual([
          death.step,
          false,
          face('two', 'two'),
        ])
        expect(await litter()).toEqual([])
        const back = await publishAll(db, seeds[turn]!, next())
        expect(back.renewed).toEqual(['titles.txt', 'bytes'])
      }
      expect([...new Set(seen)]).toEqual([face('1', '1'), face('two', '1'), face('two', 'two')])
      const query = 'select path, part, length(body) as bytes from release_files where release = ? order by path, part'
      const parts = async () => (await env.DB.prepare(query).bind(release).all()).results
      expect(await parts()).toMatchObject([
        { path: 'bytes', part: 0 },
        { path: 'titles.txt', part: 0, bytes: 1_000_000 },
        { path: 'titles.txt', part: 1, bytes: 10 },
      ])
      const { renewed } = await publishAll(db, seeds[turn]!, next())
      expect([renewed, await releasesThere(), await currentId()]).toEqual([['titles.txt', 'bytes'], releases, release])
      expect((await look(isolate())).wrong).toEqual([])
      // The second part of the longer one is gone.
      expect(await parts()).toMatchObject([{ path: 'bytes' }, { path: 'titles.txt', part: 0 }])
    },
    slow,
  )
})

describe('publish', () => {
  it('of an unchanged seed writes nothing', async () => {
    const at = 1 - otherTurn(await look(isolate()))
    const written: string[] = []
    const client = {
      prepare: (query: string) => {
        if (!/^select /i.test(query)) written.push(query)
        return env.DB.prepare(query)
      },
    }
    const before = [await currentId(), await releasesThere()]
    const done = await publishAll(drizzle(client as unknown as D1Database), seeds[at]!, next())
    expect([done.published, done.release, done.changes]).toEqual([false, before[0], {}])
    expect(written).toEqual([])
    expect([await currentId(), await releasesThere()]).toEqual(before)
  })

  it.each([
    { other: 'of the same day', hours: 0, fatal: Infinity, acts: 2 },
    { other: 'of the same day that is then killed', hours: 0, fatal: 30, acts: 1 },
    { other: 'of another day', hours: 36, fatal: Infinity, acts: 0 },
  ])(
    'while another one, $other, clears and loads: readers see a whole release',
    async ({ hours, fatal, acts }) => {
      const turn = otherTurn(await look(isolate()))
      const seed: SeedRows = { ...seeds[0], acts: seeds[0]['acts']!.slice(0, acts) }
      // The other one begins when this one has checked its rows, and has yet to say that they are there.
      let begun: Promise<unknown> | undefined
      const begin = () =>
        (begun ??= killed(fatal, 'after', (store) =>
          publishAll(store, seed, new Date(next().getTime() + hours * 3_600_000)),
        ))
      const statement = (query: string, inner: D1PreparedStatement): object => ({
        bind: (...values: unknown[]) => statement(query, inner.bind(...values)),
        raw: () => inner.raw(),
        run: async () => {
          if (query.startsWith('insert into "releases"')) await begin()
          return inner.run()
        },
      })
      const client = { prepare: (query: string) => statement(query, env.DB.prepare(query)) }
      await publishAll(drizzle(client as unknown as D1Database), seeds[turn]!, next()).catch(() => {})
      expect(begun).toBeDefined()
      const seen = await look(isolate()).catch((error: Error) => ({ wrong: [error.message] }))
      // The next case starts from a release that is whole.
      await publishAll(db, seeds[1 - turn]!, new Date(next().getTime() + 2 * hours * 3_600_000)).catch(() => {})
      await publishAll(db, seeds[turn]!, new Date(next().getTime() + 2 * hours * 3_600_000))
      expect(seen.wrong).toEqual([])
    },
    60_000,
  )
})
