import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish } from '../../commands/publish.ts'
import { retire, rollback } from '../../commands/switch.ts'
import { clearReleases, few, marked } from './editions.ts'
import { isolate } from './isolate.ts'
import { feedEventsMax, pointerSeconds } from './promises.ts'

const db = drizzle(env.DB)
const names = ['axes', 'acts', 'indicators', 'notes', 'initiatives', 'objectives']
const releasesMany = 15
const admissionsMax = 120

/** A limit as Cloudflare keeps it, that counts what it was asked. */
const limiter = (most: number) => {
  const asked = { times: 0 }
  return { asked, limit: async () => ({ success: (asked.times += 1) <= most }) }
}

/** The entries of the feed, newest first: number of the event, title, instant and what is said. */
const entriesOf = (xml: string) =>
  [...xml.matchAll(/<entry>(.*?)<\/entry>/gs)].map(([, entry]) => {
    const text = (name: string) => entry!.match(new RegExp(`<${name}>([^<]*)</${name}>`))![1]!
    return { event: text('id').split('#')[1], title: text('title'), updated: text('updated'), summary: text('summary') }
  })
const feed = async () => entriesOf(await isolate().text('/v1/releases.atom'))

describe(`with ${releasesMany} releases`, () => {
  beforeAll(async () => {
    await clearReleases()
    for (let day = 1; day <= releasesMany; day += 1) {
      const now = new Date(Date.UTC(2026, 10, day, 8))
      await publish(db, day === 1 ? few : marked(few, `Edition ${day}`, ...names), now)
    }
  }, 120_000)

  it.each(['/v1/releases.atom', '/v1/changes', '/v1/changes.csv?from=2026-11-01.1'])(
    '%s is one question to the limiter',
    async (path) => {
      const LIMITER = limiter(admissionsMax)
      const { get } = isolate({ replace: { LIMITER } })
      const response = await get(path, { headers: { 'CF-Connecting-IP': '192.0.2.1' } })
      expect([response.status, LIMITER.asked.times]).toEqual([200, 1])
    },
  )

  it('the feed costs one round trip to D1, and no more rows than the manifests of what it tells', async () => {
    const reader = isolate()
    await reader.get('/v1/status')
    const { batches } = reader.counts
    expect((await reader.get('/v1/releases.atom')).status).toBe(200)
    expect(reader.counts.batches - batches).toBe(1)
  })
})

describe('with the clock set back', () => {
  beforeAll(async () => {
    await clearReleases()
    await publish(db, few, new Date('2026-11-20T08:00:00Z'))
    await publish(db, marked(few, 'Second', 'axes'), new Date('2026-11-21T08:00:00Z'))
    await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-20T09:00:00Z'))
  })

  it('a new release is named by the clock, is the current one and is listed first', async () => {
    const { data } = await isolate().json<{ data: { id: string; status: string }[] }>('/v1/releases')
    expect(data.map(({ id, status }) => [id, status])).toEqual([
      ['2026-11-20.2', 'current'],
      ['2026-11-21.1', 'kept'],
      ['2026-11-20.1', 'kept'],
    ])
  })

  it('its changes are those since the release published before it', async () => {
    const { data } = await isolate().json<{ data: { before: string; after: string }[] }>('/v1/changes')
    expect(data.map(({ before, after }) => [before, after])).toEqual([['Second', 'Third']])
  })

  it('a publish of the same rows after a rollback takes the newest release up', async () => {
    const done = await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-19T09:00:00Z'))
    expect([done.release, done.published]).toEqual(['2026-11-20.2', false])
    await db.run("update pointer set release = '2026-11-21.1'")
    const again = await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-19T10:00:00Z'))
    expect([again.release, again.published]).toEqual(['2026-11-20.2', true])
  })
})

describe('an event', () => {
  const [a, b] = ['2026-11-20.1', '2026-11-21.1']
  const first = few
  const second = marked(few, 'Second', 'axes', 'acts')

  beforeAll(async () => {
    await clearReleases()
    await publish(db, first, new Date('2026-11-20T08:00:00Z'))
    await publish(db, second, new Date('2026-11-21T08:00:00Z'))
    await rollback(db, a, new Date('2026-11-21T09:00:00Z'))
    // The clock is set back by a day.
    await publish(db, second, new Date('2026-11-20T10:00:00Z'))
    await retire(db, a, new Date('2026-11-20T11:00:00Z'))
  })

  it('of each kind has an entry of its own, and says in Italian and English what happened', async () => {
    const digest = await env.DB.prepare('select digest from releases where id = ?').bind(a).first<string>('digest')
    expect(await feed()).toEqual([
      {
        event: 'event-5',
        title: `Ritirata la versione ${a} / Release ${a} was retired`,
        updated: '2026-11-21T09:00:00.000Z',
        summary: `Le righe della versione ${a} non si possono più leggere; la sua impronta SHA-256 era ${digest}. / The rows of release ${a} can no longer be read; its SHA-256 digest was ${digest}.`,
      },
      {
        event: 'event-4',
        title: `Di nuovo in linea la versione ${b} / Release ${b} is served again`,
        updated: '2026-11-21T09:00:00.000Z',
        summary: `La versione ${b} è di nuovo in linea, al posto della ${a}. / Release ${b} is served again, in place of ${a}.`,
      },
      {
        event: 'event-3',
        title: `Di nuovo in linea la versione ${a} / Release ${a} is served again`,
        updated: '2026-11-21T09:00:00.000Z',
        summary: `La versione ${a} è di nuovo in linea, al posto della ${b}. / Release ${a} is served again, in place of ${b}.`,
      },
      {
        event: 'event-2',
        title: `Pubblicata la versione ${b} / Release ${b} was published`,
        updated: '2026-11-21T08:00:00.000Z',
        summary: `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${a}. / Rows added, removed and changed since ${a}. axes: +0 −0 ~1; acts: +0 −0 ~1`,
      },
      {
        event: 'event-1',
        title: `Pubblicata la versione ${a} / Release ${a} was published`,
        updated: '2026-11-20T08:00:00.000Z',
        summary: 'È la prima versione. / It is the first release.',
      },
    ])
  })

  it('leaves the entries before it as they were, and comes within the bound of the pointer', async () => {
    const reader = isolate()
    const before = entriesOf(await reader.text('/v1/releases.atom'))
    await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-22T08:00:00Z'))
    reader.time.now += pointerSeconds * 1000
    const after = entriesOf(await reader.text('/v1/releases.atom'))
    expect(after[0]).toMatchObject({ event: 'event-6', updated: '2026-11-22T08:00:00.000Z' })
    expect(after.slice(1)).toEqual(before)
  })

  const third = marked(few, 'Third', 'axes')
  const later = new Date('2026-11-23T08:00:00Z')
  const c = '2026-11-22.1'

  it.each([
    { cut: 'a publish', before: () => publish(db, third, later), next: () => publish(db, third, later) },
    { cut: 'a rollback', before: () => rollback(db, b, later), next: () => rollback(db, b, later) },
    { cut: 'a retirement', before: () => retire(db, c, later), next: () => publish(db, second, later) },
  ])('that $cut was cut off before is written by the next command', async ({ before, next }) => {
    await before()
    const whole = await feed()
    const last = 'delete from release_events where number = (select max(number) from release_events)'
    await env.DB.prepare(last).run()
    expect(await feed()).toEqual(whole.slice(1))
    await next()
    const mended = await feed()
    expect(mended).toEqual([{ ...whole[0], updated: mended[0]!.updated }, ...whole.slice(1)])
  })

  it(`is in the feed until ${feedEventsMax} others have come`, async () => {
    const { release } = await publish(db, marked(few, 'Fourth', 'axes'), later)
    const { length } = await feed()
    for (let more = length; more <= feedEventsMax; more += 1) await rollback(db, more % 2 ? b : release, later)
    const entries = await feed()
    expect([entries.length, entries[0]!.event, entries.at(-1)!.event]).toEqual([50, 'event-51', 'event-2'])
  })
})

describe('a database from before numbers and events', () => {
  beforeAll(async () => {
    await clearReleases()
    for (const [at, title] of ['First', 'Second', 'Third'].entries())
      await publish(db, marked(few, title, 'axes'), new Date(`2026-11-2${at}T08:00:00Z`))
    await rollback(db, '2026-11-21.1')
    await retire(db, '2026-11-20.1', new Date('2026-11-24T08:00:00Z'))
    await env.DB.batch([
      env.DB.prepare('update releases set number = 0, before = null'),
      env.DB.prepare('update release_datasets set added = null, removed = null, changed = null'),
      env.DB.prepare('delete from release_events'),
    ])
  })

  it('has a feed without entries', async () => {
    const xml = await isolate().text('/v1/releases.atom')
    expect(entriesOf(xml)).toEqual([])
    expect(xml).toContain('<updated>2026-11-21T08:00:00.000Z</updated>')
  })

  it('is told of by the next command, and newer releases come first', async () => {
    await publish(db, marked(few, 'Fourth', 'axes'), new Date('2026-11-19T08:00:00Z'))
    const { data } = await isolate().json<{ data: { id: string }[] }>('/v1/releases')
    expect(data.map(({ id }) => id)).toEqual(['2026-11-19.1', '2026-11-22.1', '2026-11-21.1', '2026-11-20.1'])
    const entries = await feed()
    expect(entries.map(({ event, title, updated }) => [event, title.split(' / ')[1], updated.slice(0, 10)])).toEqual([
      ['event-6', 'Release 2026-11-19.1 was published', '2026-11-24'],
      ['event-5', 'Release 2026-11-21.1 is served again', '2026-11-24'],
      ['event-4', 'Release 2026-11-20.1 was retired', '2026-11-24'],
      ['event-3', 'Release 2026-11-22.1 was published', '2026-11-22'],
      ['event-2', 'Release 2026-11-21.1 was published', '2026-11-21'],
      ['event-1', 'Release 2026-11-20.1 was published', '2026-11-20'],
    ])
    expect(entries[5]!.summary).toBe(
      'Le righe cambiate non sono state contate. / The rows that changed were not counted.',
    )
    expect(entries[0]!.summary).toContain('since 2026-11-21.1. axes: +0 −0 ~1')
  })
})
