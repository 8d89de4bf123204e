import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { retire, rollback } from '../../commands/switch.ts'
import { datasets } from '../../src/datasets/index.ts'
import { point, publishEdited } from './editions.ts'
import { isolate, startOfTests, type Isolate } from './isolate.ts'
import { clientLifetime, edgeLifetime, freshnessSeconds, pointerSeconds } from './promises.ts'

const old = '2026-11-21.1'
const mark = 424_242
let current: string

beforeAll(async () => {
  current = await publishEdited('2026-11-22T08:00:00Z', 'A title of the newer release', mark)
})
// Every test begins with the old release as the current one.
beforeAll(() => point(old))
afterEach(() => point(old))

const flip = () => point(current)

const text = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer())

/** Every kind of URL, and what its body says when it is of a release. */
const kinds: [string, (release: string) => RegExp][] = [
  ...[
    '/v1/facts',
    '/v1/facts?indicator=paid&year=2022',
    '/v1/facts/paid-2022-1',
    '/v1/acts?limit=3',
    '/v1/axes',
    '/v1/axes/1',
  ].map((path): [string, (release: string) => RegExp] => [path, (release) => new RegExp(`"release":"${release}"`)]),
  ...['/v1/snapshots/latest', '/v1/snapshots/2022', '/v1/snapshots?year=latest&axis=1'].map(
    (path): [string, (release: string) => RegExp] => [path, (release) => new RegExp(`"release":"${release}"`)],
  ),
  ...[
    '/v1/facts.csv',
    '/v1/facts.it.csv?year=2022',
    '/v1/facts.ndjson',
    '/v1/facts/paid-2022-1.csv',
    '/v1/snapshots/latest.csv',
    '/v1/snapshots/2022.it.csv',
    '/v1/snapshots/2022/1.ndjson',
  ].map((path): [string, (release: string) => RegExp] => [
    path,
    // Rows that state no release tell it by a value that only the newer one has.
    (release) => (release === old ? new RegExp(`^(?![^]*\\b${mark}\\b)`) : new RegExp(`\\b${mark}\\b`)),
  ]),
  ['/v1', (release) => new RegExp(`"release": "${release}"`)],
  ['/v1/status', (release) => new RegExp(`"release":"${release}"`)],
  ['/v1/releases', (release) => new RegExp(`"id":"${release}","status":"current"`)],
  ['/v1/releases.csv', (release) => new RegExp(`^${release},current,`, 'm')],
]

const expectAll = async (one: Isolate, release: string, when: string) => {
  for (const [path, says] of kinds) {
    const response = await one.get(path)
    expect([response.status, response.headers.has('Stale-Release')], `${path} ${when}`).toEqual([200, false])
    expect(await text(response), `${path} ${when}`).toMatch(says(release))
  }
}

describe('a release that is published', () => {
  it('shows at every kind of URL within the bound of the pointer, and no tier gives back the old one afterwards', async () => {
    const cache = 'publish'
    const [asked, idle] = [isolate({ cache }), isolate({ cache })]
    await expectAll(asked, old, 'before')
    await expectAll(idle, old, 'before')
    await flip()
    const bound = startOfTests + pointerSeconds * 1000
    for (const after of [0, 1, 5_000, pointerSeconds * 1000, 3600_000, 7 * 24 * 3600_000]) {
      // The isolate that was asked, one that had only the old release, one that finds what the data centre keeps, and one elsewhere.
      const others = after === 0 ? [asked, idle] : [asked]
      const fresh = [isolate({ cache, start: bound + after }), isolate({ start: bound + after })]
      for (const [at, one] of [...others, ...fresh].entries()) {
        one.time.now = bound + after
        await expectAll(one, current, `${after} ms after the bound, isolate ${at}`)
      }
    }
  }, 60_000)

  it('is told by the feed and by the changes', async () => {
    const one = isolate()
    await one.get('/v1')
    await flip()
    one.time.now += pointerSeconds * 1000
    expect(await one.text('/v1/releases.atom')).toContain(current)
    const changes = await one.text('/v1/changes.csv')
    expect(changes).toContain('facts,paid-2022-1,changed,value,')
    expect(changes).toContain(String(mark))
  })

  it('gives answers that were true at some moment within the bound, whatever is flipped and asked when', async () => {
    let runs = 0
    // In steps of milliseconds: who asks what, or that the pointer is flipped.
    const step = fc.record({
      wait: fc.constantFrom(0, 1, 4_000, 10_000, pointerSeconds * 1000 - 1, pointerSeconds * 1000),
      does: fc.constantFrom('flip', 'ask 0', 'ask 1', 'ask 2', 'ask new'),
      path: fc.constantFrom('/v1/status', '/v1/axes', '/v1/snapshots/latest'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        runs += 1
        await point(old)
        const cache = `flips ${runs}`
        const isolates = [isolate({ cache }), isolate({ cache }), isolate()]
        let now = startOfTests
        // Which release was the current one since when.
        const history = [{ since: Number.NEGATIVE_INFINITY, release: old }]
        for (const { wait, does, path } of steps) {
          now += wait
          if (does === 'flip') {
            const release = history.at(-1)!.release === old ? current : old
            await point(release)
            history.push({ since: now, release })
            continue
          }
          const one = does === 'ask new' ? isolate({ cache }) : isolates[Number(does.slice(-1))]!
          one.time.now = now
          const body = await text(await one.get(path))
          const [, told] = body.match(/"release":"([^"]+)"/) ?? []
          const possible = history.filter((_, at) => (history[at + 1]?.since ?? Infinity) > now - pointerSeconds * 1000)
          expect(possible.map(({ release }) => release)).toContain(told)
        }
      }),
      { seed: 20_261_121, numRuns: 60, interruptAfterTimeLimit: 25_000 },
    )
    expect(runs).toBeGreaterThan(20)
  }, 30_000)
})

/** What a data centre of its own would tell too: an ETag holds the representation, which is another in each here. */
const bytes = (answers: unknown[][]) =>
  answers.map(([path, status, , modified, body]) => [path, status, modified, body])

describe('an answer pinned to a release', () => {
  it('keeps its bytes, its ETag and its lifetime over a publish, a rollback and a restart', async () => {
    const paths = [
      ...datasets.flatMap(({ name }) => [`/v1/releases/${old}/${name}`, `/v1/releases/${old}/${name}.csv`]),
      `/v1/releases/${old}/facts/paid-2022-1`,
      `/v1/releases/${old}/snapshots/latest.it.csv`,
      `/v1/releases/${old}/facts?indicator=paid&labels=en`,
    ]
    const read = async (one: Isolate) => {
      const all = []
      for (const path of paths) {
        const response = await one.get(path)
        const { status, headers } = response
        expect(headers.get('Cache-Control'), path).toBe('max-age=31536000, immutable')
        // As of a live answer: a release that is retired goes at the edge too.
        expect(headers.get('Cloudflare-CDN-Cache-Control'), path).toBe(
          'max-age=60, stale-while-revalidate=60, stale-if-error=604800',
        )
        all.push([path, status, headers.get('ETag'), headers.get('Last-Modified'), await text(response)])
      }
      return all
    }
    const cache = 'pinned'
    const one = isolate({ cache })
    const before = await read(one)
    await flip()
    one.time.now += pointerSeconds * 1000
    expect(await read(one)).toEqual(before)
    expect(await read(isolate({ cache, start: one.time.now }))).toEqual(before)
    await point(old)
    one.time.now += pointerSeconds * 1000
    expect(await read(one)).toEqual(before)
    // Made anew from D1, by a data centre that never saw the old release as the current one.
    await flip()
    expect(bytes(await read(isolate({ start: one.time.now })))).toEqual(bytes(before))
  }, 60_000)
})

describe('the ETag of a CSV', () => {
  it.each(datasets.map(({ name }) => name))(
    '%s stays over a release and a restart exactly when its rows did not change',
    async (name) => {
      const changed = ['acts', 'facts', 'snapshots'].includes(name)
      const cache = `etag ${name}`
      const one = isolate({ cache })
      const before = await one.get(`/v1/${name}.csv`)
      const held = { headers: { 'If-None-Match': before.headers.get('ETag')! } }
      await flip()
      one.time.now += pointerSeconds * 1000
      for (const each of [one, isolate({ cache, start: one.time.now })]) {
        const response = await each.get(`/v1/${name}.csv`, held)
        expect(response.status).toBe(changed ? 200 : 304)
        expect(response.headers.get('ETag') === before.headers.get('ETag')).toBe(!changed)
        expect(response.headers.get('Last-Modified')).toBe(
          changed ? 'Sun, 22 Nov 2026 08:00:00 GMT' : before.headers.get('Last-Modified'),
        )
        if (changed) expect(await text(response)).not.toBe(await before.clone().text())
      }
    },
  )

  it('with labels changes when a list that it takes them from does', async () => {
    const one = isolate()
    const etags = async () =>
      Promise.all(
        ['/v1/axes.csv', '/v1/axes.csv?labels=en'].map(async (path) => (await one.get(path)).headers.get('ETag')),
      )
    const before = await etags()
    await flip()
    one.time.now += pointerSeconds * 1000
    const after = await etags()
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false])
  })
})

const readKinds = async (each: Isolate) => {
  const all = []
  for (const [path] of kinds.filter(([kind]) => kind !== '/v1/status')) {
    const response = await each.get(path)
    all.push([path, response.headers.get('ETag'), await text(response)])
  }
  return all
}

describe('a rollback', () => {
  it('shows the release before at every kind of URL within the bound, with its own bytes and ETags', async () => {
    const cache = 'rollback'
    const one = isolate({ cache })
    const before = await readKinds(one)
    await flip()
    one.time.now += pointerSeconds * 1000
    await expectAll(one, current, 'after the publish')
    await rollback(drizzle(env.DB), old)
    one.time.now += pointerSeconds * 1000
    for (const each of [one, isolate({ cache, start: one.time.now })]) {
      await expectAll(each, old, 'after the rollback')
      expect(await readKinds(each)).toEqual(before)
    }
  }, 30_000)
})

describe('the stated bound', () => {
  // The pointer 30 s, Cloudflare's cache 60 s and 60 s stale, twice (it has a lower and an upper level), the client 30 s: 300 s.
  it('is kept by the lifetimes that the answers carry', async () => {
    const one = isolate()
    for (const [path] of kinds.filter(([kind]) => kind !== '/v1/status')) {
      const { headers } = await one.get(path)
      const lifetimes = [headers.get('Cache-Control'), headers.get('Cloudflare-CDN-Cache-Control')]
      expect([path, ...lifetimes]).toEqual([path, clientLifetime, edgeLifetime])
    }
  })

  it('is told by the status and by the index, and the status is never stored', async () => {
    const one = isolate()
    const status = await one.get('/v1/status')
    expect(status.headers.get('Cache-Control')).toBe('no-store')
    expect(status.headers.has('Cloudflare-CDN-Cache-Control')).toBe(false)
    const told = await status.json<{ detail: string; freshness_seconds: number }>()
    expect(told.freshness_seconds).toBe(freshnessSeconds)
    expect(told.detail).toContain('300 seconds')
    const { meta } = await one.json<{ meta: { freshness_seconds: number } }>('/v1')
    expect(meta.freshness_seconds).toBe(freshnessSeconds)
  })
})

describe('a release that is retired', () => {
  it('is 410 with its digest at its own addresses within the bound, in every isolate that has had its answers', async () => {
    const retired = await publishEdited('2026-11-24T08:00:00Z', 'To be retired', 1)
    const paths = ['/acts.csv', '/facts/paid-2022-1', '/snapshots/latest', '/SHA256SUMS', ''].map(
      (below) => `/v1/releases/${retired}${below}`,
    )
    const cache = 'retired'
    const [one, idle] = [isolate({ cache }), isolate({ cache })]
    const digests: string[] = []
    for (const each of [one, idle]) {
      for (const path of paths) expect((await each.get(path)).status).toBe(200)
      const { data } = await each.json<{ data: { digest: string } }>(`/v1/releases/${retired}`)
      digests.push(data.digest)
    }
    await point(old)
    await retire(drizzle(env.DB), retired, new Date('2026-11-24T09:00:00Z'))
    const now = startOfTests + pointerSeconds * 1000
    for (const each of [one, idle, isolate({ cache, start: now }), isolate({ start: now })]) {
      each.time.now = now
      for (const path of paths) {
        const response = await each.get(path)
        expect([response.status, response.headers.get('Cache-Control')], path).toEqual([410, 'no-store'])
        const problem = await response.json<{ detail: string }>()
        expect(problem.detail).toContain(digests[0])
      }
      // The others go on.
      expect((await each.get(`/v1/releases/${old}/acts.csv`)).status).toBe(200)
      expect((await each.get('/v1/acts.csv')).status).toBe(200)
    }
  }, 30_000)
})
