import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it } from 'vitest'
import { multiply, point, publishEdited } from './editions.ts'
import { isolate, startOfTests } from './isolate.ts'
import { readRowsMax } from './promises.ts'
import { wrapSessions, type Constraint, type Hooks } from '../wrap-session.ts'

/** How far a replica is behind: not at all; nothing of the newest release yet; half of its rows, and not its own row, which is written last. */
type Lag = 'none' | 'all' | 'half'

const halved = (result: D1Result): D1Result => ({
  ...result,
  results: result.results.slice(0, Math.ceil(result.results.length / 2)),
})

/**
 * D1 with a replica. A session that is not bound to the primary is answered by the replica, from before the newest release was
 * written whole; each session of the primary is answered by D1 as it is.
 */
const replicated = (newest: () => string) => {
  const state: { lag: Lag; asked: Constraint[] } = { lag: 'none', asked: [] }
  // The row of a release itself is there or not, whatever there is of its rows.
  const hidden = (sql: string) => state.lag === 'all' || / from "releases"/.test(sql)
  const replica: Hooks = {
    bind: (sql, values) => values.map((value) => (hidden(sql) && value === newest() ? 'not here yet' : value)),
    batch: async (sent, send) => {
      const results = await send()
      const cut = sent.map(({ sql, values }) => state.lag === 'half' && !hidden(sql) && values.includes(newest()))
      return results.map((result, at) => (cut[at] ? halved(result) : result))
    },
  }
  const DB = wrapSessions(env.DB, (constraint) => {
    state.asked.push(constraint)
    return constraint === 'first-primary' || state.lag === 'none' ? undefined : replica
  })
  return { state, DB }
}

const first = '2026-11-21.1'
let newest: string
beforeAll(async () => {
  newest = await publishEdited('2026-11-22T08:00:00Z', 'Newer than the replica', 424_242)
})

const paths = () => [
  '/v1',
  '/v1/acts',
  '/v1/acts.csv',
  '/v1/acts/c-2014-10098',
  '/v1/facts/paid-2022-1',
  '/v1/facts/paid-2022-1.csv',
  '/v1/indicators/paid',
  '/v1/snapshots/latest.it.csv',
  '/v1/snapshots/2022',
  '/v1/observations?limit=10&axis=1&labels=it',
  '/v1/facts.ndjson?indicator=paid&year=2022',
  '/v1/releases',
  '/v1/releases.atom',
  '/v1/changes',
  '/v1/changes.csv?dataset=facts',
  `/v1/releases/${newest}`,
  `/v1/releases/${newest}/SHA256SUMS`,
  `/v1/releases/${newest}/axes.csv`,
]

const told = async (response: Response) => [
  response.status,
  response.headers.get('Row-Count'),
  new TextDecoder().decode(await response.arrayBuffer()),
]

describe('a replica that lags', () => {
  it.each<[string, Lag]>([
    ['has nothing of the newest release yet', 'all'],
    ['has half of its rows', 'half'],
  ])(
    'and %s is not believed: every answer is whole, and so is what the tiers keep of it',
    async (_, lag) => {
      const d1 = replicated(() => newest)
      d1.state.lag = lag
      const one = isolate({ cache: `lag ${lag}`, replace: { DB: d1.DB } })
      for (const path of paths()) {
        const right = await told(await isolate().get(path))
        expect(right[0], path).toBe(200)
        expect(await told(await one.get(path)), path).toEqual(right)
        // From memory, and in another isolate from the cache of the data centre; neither asks a replica.
        const { batches } = one.counts
        expect(await told(await one.get(path)), path).toEqual(right)
        expect(one.counts.batches - batches, path).toBe(0)
        expect(await told(await isolate({ cache: `lag ${lag}` }).get(path)), path).toEqual(right)
      }
      // Or the replica was never asked, and this test proves nothing.
      expect(d1.state.asked.filter((constraint) => constraint === 'first-unconstrained').length).toBeGreaterThan(
        paths().length / 2,
      )
    },
    20_000,
  )

  it('never makes a row that there is a 404, nor is a row that there is not found', async () => {
    const d1 = replicated(() => newest)
    d1.state.lag = 'half'
    const one = isolate({ replace: { DB: d1.DB } })
    // The last of their keys, which half a list lacks.
    for (const path of ['/v1/axes/total', '/v1/sources/summary2022', '/v1/objectives/10.4'])
      expect([path, (await one.get(path)).status]).toEqual([path, (await isolate().get(path)).status])
    expect((await one.get('/v1/axes/total')).status).toBe(200)
    expect((await one.get('/v1/axes/9')).status).toBe(404)
  })

  it('serves a release that it has whole: the primary is not asked for its rows', async () => {
    const d1 = replicated(() => newest)
    const one = isolate({ replace: { DB: d1.DB } })
    d1.state.lag = 'all'
    await one.get('/v1/status')
    d1.state.asked = []
    const right = await told(await isolate().get(`/v1/releases/${first}/acts.csv`))
    expect(await told(await one.get(`/v1/releases/${first}/acts.csv`))).toEqual(right)
    expect(new Set(d1.state.asked)).toEqual(new Set(['first-unconstrained']))
  })

  it('is never asked which release is the current one', async () => {
    const d1 = replicated(() => newest)
    d1.state.lag = 'all'
    const one = isolate({ replace: { DB: d1.DB } })
    expect(await (await one.get('/v1/status')).json()).toMatchObject({ release: newest, stale: false })
    expect(d1.state.asked).toEqual(['first-primary'])
  })

  it.each<Lag>(['all', 'half'])(
    'does not cut a walk through pages that began on a replica that was ahead (%s)',
    async (lag) => {
      interface Paged {
        data: { id: string }[]
        meta: { total: number }
        links: { next?: string }
      }
      const walk = async (lags: readonly Lag[]) => {
        const d1 = replicated(() => newest)
        const one = isolate({ replace: { DB: d1.DB } })
        const ids: string[] = []
        let pages = 0
        for (let url: string | undefined = '/v1/observations?axis=1&limit=5'; url;) {
          d1.state.lag = lags[pages % lags.length]!
          const { data, meta, links }: Paged = await one.json(url)
          ids.push(...data.map(({ id }) => id))
          expect(data.length).toBe(Math.min(5, meta.total - 5 * pages))
          url = links.next
          pages += 1
        }
        expect(pages).toBeGreaterThan(2)
        return ids
      }
      expect(await walk(['none', lag])).toEqual(await walk(['none']))
    },
    20_000,
  )

  it('does not cut a stream that began on a replica that was ahead', async () => {
    const big = '2026-11-23.1'
    await multiply(first, big, '2026-11-23T08:00:00Z', 170)
    await point(big)
    const d1 = replicated(() => big)
    const one = isolate({ start: startOfTests, replace: { DB: d1.DB } })
    const right = await told(await isolate().get('/v1/observations.ndjson?fields=id'))
    expect(String(right[2]).split('\n').length).toBeGreaterThan(readRowsMax)
    await one.get('/v1')
    const { response } = await one.open('/v1/observations.ndjson?fields=id')
    d1.state.lag = 'half'
    const body = new TextDecoder().decode(await response.arrayBuffer())
    await point(newest)
    expect(body === right[2]).toBe(true)
  }, 30_000)
})
