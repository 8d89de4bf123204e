import { createExecutionContext, env } from 'cloudflare:test'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { datasetNamed } from '../../src/datasets/index.ts'
import { get } from './client.ts'
import { multiply, point, publishEdited, publishSeed } from './editions.ts'
import { faulty, pause, secret } from './faulty.ts'
import { cost, isolate, startOfTests } from './isolate.ts'
import {
  pointerMillisecondsMax,
  pointerSeconds,
  readMillisecondsMax,
  readRowsMax,
  readsAtOnceMax,
  retrySeconds,
  sharedReadMillisecondsMax,
} from './promises.ts'
import { wrapSession } from '../wrap-session.ts'

const first = '2026-11-21.1'
const marked = /^read-at=\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** An isolate over a D1 that has trouble when it is told to. */
const troubled = (cache: string, start = startOfTests) => {
  const d1 = faulty()
  return { ...isolate({ cache, start, replace: { DB: d1.DB } }), d1 }
}

/** What is left of a slow machine's patience. */
const slack = 2_500

const timed = async <T>(work: () => Promise<T>) => {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

const bytesOf = async (response: Response) => ({
  status: response.status,
  etag: response.headers.get('ETag'),
  // Response.text() warns of types that are no text/*.
  body: new TextDecoder().decode(await response.arrayBuffer()),
})

/** A refusal that says when to come back, and nothing of the inside. */
const expectUnavailable = async (response: Response, path: string) => {
  expect([response.status, response.headers.get('Content-Type')]).toEqual([
    503,
    'application/problem+json; charset=utf-8',
  ])
  expect(response.headers.get('Retry-After')).toBe(String(retrySeconds))
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  const body = await response.text()
  const told = body + JSON.stringify([...response.headers])
  expect(told).not.toContain(secret)
  expect(told).not.toMatch(/select |insert |D1_|sqlite|drizzle|\bDB\b|LIMITER|\bat [^"]*:\d+/i)
  expect(JSON.parse(body)).toMatchObject({ status: 503, instance: new URL(path, 'https://api.test').pathname })
}

// The engine's messages go to the log, which would bury what the tests say.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

const warm = [
  '/v1',
  '/v1/axes',
  '/v1/axes.csv',
  '/v1/facts/paid-2022-1',
  '/v1/snapshots/latest.it.csv',
  '/v1/observations?axis=1&labels=it',
  '/v1/releases',
  '/v1/releases.atom',
  `/v1/releases/${first}`,
  `/v1/releases/${first}/acts.ndjson`,
  `/v1/releases/${first}/SHA256SUMS`,
  '/openapi.json',
]

describe('D1 down, a key that was asked for before', () => {
  it.each(warm)('goes on with the same bytes, in its isolate and in a new one of the data centre: %s', async (path) => {
    const cache = `warm ${path}`
    const one = troubled(cache)
    const before = await bytesOf(await one.get(path))
    expect(before.status).toBe(200)
    one.d1.fails()
    const fresh = await one.get(path)
    expect(fresh.headers.has('Stale-Release')).toBe(false)
    expect(await bytesOf(fresh)).toEqual(before)
    for (const later of [pointerSeconds, 3600, 7 * 24 * 3600]) {
      const other = troubled(cache, startOfTests + later * 1000)
      other.d1.fails()
      one.time.now = startOfTests + later * 1000
      for (const each of [one, other]) {
        const response = await each.get(path)
        if (path !== '/openapi.json') expect(response.headers.get('Stale-Release')).toMatch(marked)
        expect(await bytesOf(response)).toEqual(before)
      }
    }
  })

  it('says since when the release is believed, in a header and in the status', async () => {
    const one = troubled('status')
    await one.get('/v1')
    one.d1.fails()
    one.time.now += pointerSeconds * 1000
    const other = troubled('status', one.time.now)
    other.d1.fails()
    for (const each of [one, other]) {
      const response = await each.get('/v1/status')
      expect([response.status, response.headers.get('Stale-Release')]).toEqual([
        200,
        'read-at=2026-12-01T12:00:00.000Z',
      ])
      expect(await response.json()).toMatchObject({
        status: 200,
        stale: true,
        release: first,
        release_read_at: '2026-12-01T12:00:00.000Z',
      })
    }
  })

  it('answers 304, HEAD, and 404 of a row as before', async () => {
    const one = troubled('conditional')
    const etag = (await one.get('/v1/axes.csv')).headers.get('ETag')!
    await one.get('/v1/axes/1')
    one.d1.fails()
    one.time.now += 3600_000
    const answers = [
      await one.get('/v1/axes.csv', { headers: { 'If-None-Match': etag } }),
      await one.get('/v1/axes.csv', { method: 'HEAD' }),
      await one.get('/v1/axes/9'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([304, 200, 404])
    for (const answer of answers) expect(answer.headers.get('Stale-Release')).toMatch(marked)
  })

  it('asks D1 for the release at most every few seconds meanwhile', async () => {
    const one = troubled('patience')
    await one.get('/v1/axes.csv')
    one.d1.fails()
    one.time.now += pointerSeconds * 1000
    for (let n = 0; n < 20; n += 1) expect((await one.get('/v1/axes.csv')).status).toBe(200)
    expect(one.d1.state.calls).toBe(1)
  })
})

describe('D1 down, a key that nobody has asked for', () => {
  it.each([
    '/v1/axes',
    '/v1/axes.csv',
    '/v1/facts/paid-2022-1',
    '/v1/facts/paid-2022-1.csv',
    '/v1/observations?axis=1',
  ])('is a 503 that says when to come back and nothing of the inside: %s', async (path) => {
    const one = troubled(`cold ${path}`)
    await one.get('/v1')
    one.d1.fails()
    await expectUnavailable(await one.get(path), path)
    one.time.now += 3600_000
    const stale = await one.get(path)
    expect(stale.headers.get('Stale-Release')).toMatch(marked)
    await expectUnavailable(stale, path)
  })

  it.each([
    '/v1',
    '/v1/status',
    '/v1/axes',
    '/v1/releases',
    '/v1/releases.atom',
    '/v1/changes',
    `/v1/releases/${first}/axes`,
  ])('is a 503 in a data centre that knows no release: %s', async (path) => {
    const one = troubled(`colder ${path}`)
    one.d1.fails()
    await expectUnavailable(await one.get(path), path)
  })
})

describe('a D1 that fails at any one of the reads of an answer', () => {
  it.each([
    '/v1',
    '/v1/axes.csv',
    '/v1/facts/paid-2022-1',
    '/v1/facts/paid-2022-1.ndjson',
    '/v1/indicators/paid',
    '/v1/observations?limit=10&axis=1',
    '/v1/snapshots/latest?labels=en',
    '/v1/releases.atom',
    `/v1/releases/${first}/axes/1`,
  ])('is a 503 that leaves nothing of it in any tier: the next answer is whole: %s', async (path) => {
    const whole = await (await isolate().get(path)).text()
    let reads = 0
    for (let failing = 1; ; failing += 1) {
      const cache = `fails at ${failing} ${path}`
      const one = troubled(cache)
      one.d1.meets(({ call }) => (call === failing ? 'fails' : undefined))
      const response = await one.get(path)
      if (one.d1.state.calls < failing) break
      reads = failing
      await expectUnavailable(response, path)
      one.d1.works()
      // The next isolate of the data centre finds what the first has left there.
      const next = troubled(cache)
      const [again, elsewhere] = [await one.get(path), await next.get(path)]
      expect([again.status, await again.text()], `after a failure at read ${failing}`).toEqual([200, whole])
      expect([elsewhere.status, await elsewhere.text()]).toEqual([200, whole])
    }
    expect(reads).toBeGreaterThan(0)
  })
})

describe('D1 back', () => {
  it('recovers by itself within 10 seconds: cold keys, the mark, and a release published meanwhile', async () => {
    const one = troubled('back')
    const other = troubled('back')
    await one.get('/v1/acts.csv')
    await other.get('/v1/acts.csv')
    for (const each of [one, other]) {
      each.time.now += pointerSeconds * 1000
      each.d1.fails()
      expect((await each.get('/v1/acts.csv')).headers.get('Stale-Release')).toMatch(marked)
    }
    const published = await publishEdited('2026-11-21T12:01:00Z', 'Published while D1 was down', 1)
    for (const each of [one, other]) {
      each.d1.works()
      each.time.now += 10_000
      const acts = await each.get('/v1/acts.csv')
      expect([acts.status, acts.headers.has('Stale-Release')]).toEqual([200, false])
      expect(await acts.text()).toContain('Published while D1 was down')
      expect((await each.get('/v1/priorities')).status).toBe(200)
      expect(await (await each.get('/v1/status')).json()).toMatchObject({ stale: false, release: published })
    }
    await publishSeed('2026-11-21T12:02:00Z')
    await point(first)
  }, 20_000)
})

describe('a D1 that does not come back', () => {
  it.concurrent('is a 503 for a cold key after a bounded wait', async () => {
    const one = troubled('hang cold')
    await one.get('/v1')
    one.d1.hangs()
    const { result, ms } = await timed(() => one.get('/v1/axes.csv'))
    await expectUnavailable(result, '/v1/axes.csv')
    expect(ms).toBeGreaterThan(readMillisecondsMax - 100)
    expect(ms).toBeLessThan(readMillisecondsMax + slack)
    one.d1.works()
    expect((await one.get('/v1/axes.csv')).status).toBe(200)
  }, 20_000)

  it.concurrent('is a 503 for a key path after a bounded wait, whichever read hangs', async () => {
    const path = '/v1/facts/paid-2022-1'
    const counting = troubled('hang key whole')
    await counting.get('/v1')
    counting.d1.works()
    await counting.get(path)
    const reads = counting.d1.state.calls
    const waits = Array.from({ length: reads }, async (_, at) => {
      const one = troubled(`hang key ${at}`)
      await one.get('/v1')
      one.d1.meets(({ call }) => (call === at + 1 ? 'hangs' : undefined))
      const bound = pause(readMillisecondsMax + slack).then(() => undefined)
      const answer = await Promise.race([one.open(path).then(({ response }) => response), bound])
      expect(answer?.status, `read ${at + 1} of ${reads}`).toBe(503)
    })
    await Promise.all(waits)
  }, 20_000)

  it.concurrent('makes an answer from an old pointer wait no longer than its bound, and marks it', async () => {
    const one = troubled('hang warm')
    const before = await bytesOf(await one.get('/v1/axes.csv'))
    one.d1.hangs()
    one.time.now += pointerSeconds * 1000
    const { result, ms } = await timed(async () => (await one.open('/v1/axes.csv')).response)
    expect(result.headers.get('Stale-Release')).toMatch(marked)
    expect(await bytesOf(result)).toEqual(before)
    expect(ms).toBeGreaterThan(pointerMillisecondsMax - 100)
    expect(ms).toBeLessThan(pointerMillisecondsMax + slack)
    const asked = one.d1.state.calls
    const next = await timed(() => one.open('/v1/axes.csv'))
    expect([next.result.response.status, one.d1.state.calls]).toEqual([200, asked])
    expect(next.ms).toBeLessThan(pointerMillisecondsMax)
  }, 20_000)

  it.concurrent('keeps those who joined its read from waiting as long: they read themselves', async () => {
    const one = troubled('hang joined')
    await one.get('/v1')
    one.d1.meets(({ call }) => (call === 1 ? 'hangs' : undefined))
    const owner = one.open('/v1/axes.csv')
    const { result, ms } = await timed(() => one.open('/v1/axes.csv'))
    expect(result.response.status).toBe(200)
    expect(ms).toBeLessThan(sharedReadMillisecondsMax + slack)
    expect((await owner).response.status).toBe(503)
  }, 20_000)
})

describe('many requests for cold keys', () => {
  it.each(['/v1/observations.csv?axis=2', '/v1/observations?axis=2&limit=5', '/v1/facts/paid-2022-1'])(
    'a hundred of one key make one read of D1 of each kind: %s',
    async (path) => {
      const alone = isolate()
      expect((await alone.get(path)).status).toBe(200)
      const d1 = faulty()
      d1.meets(() => 50)
      const one = isolate({ replace: { DB: d1.DB } })
      const answers = await Promise.all(Array.from({ length: 100 }, () => one.get(path)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
      expect(one.counts.batches).toBe(alone.counts.batches)
    },
  )

  it.each(['/v1/axes.csv', '/v1/facts/paid-2022-1'])(
    'the read of one key is anchored beyond the request that began it: %s',
    async (path) => {
      const one = troubled(`anchor ${path}`)
      await one.get('/v1')
      const context = createExecutionContext()
      const anchored: Promise<unknown>[] = []
      vi.spyOn(context, 'waitUntil').mockImplementation((promise) => void anchored.push(promise))
      one.d1.meets(() => 300)
      const running = Promise.resolve(one.app.fetch(new Request(`http://api.test${path}`), one.bindings, context))
      const state = { answered: false, seen: 0 }
      const done = running.finally(() => (state.answered = true))
      while (!state.answered) {
        const all = Promise.all(anchored)
        const settled = await Promise.race([all.then(() => true), pause(5).then(() => false)])
        // Whenever D1 works for the request, something in waitUntil is not yet settled.
        if (one.d1.state.running > 0) {
          expect([anchored.length > 0, settled]).toEqual([true, false])
          state.seen += 1
        }
        await pause(20)
      }
      expect((await done).status).toBe(200)
      expect(state.seen).toBeGreaterThan(1)
    },
  )

  it('a few at once go to D1, the others wait for a place or are told to come back', async () => {
    const one = troubled('crowd')
    await one.get('/v1')
    one.d1.meets(() => 30)
    const paths = Array.from({ length: 200 }, (_, at) => `/v1/facts?value=${at}..`)
    const answers = await Promise.all(paths.map((path) => one.get(path)))
    const statuses = new Set(answers.map(({ status }) => status))
    expect(statuses).toEqual(new Set([200, 503]))
    expect(one.d1.state.runningMost).toBe(readsAtOnceMax)
    const refused = answers.findIndex(({ status }) => status === 503)
    await expectUnavailable(answers[refused]!, paths[refused]!)
    one.d1.works()
    expect((await one.get(paths[refused]!)).status).toBe(200)
  })
})

const puts = () => vi.spyOn(Object.getPrototypeOf(caches.default) as Cache, 'put')
const kept = (spy: ReturnType<typeof puts>) =>
  spy.mock.calls.map(([key]) => String(key)).filter((key) => key.includes('/v1/observations'))

const shown = ({ headers }: Response) =>
  ['ETag', 'Last-Modified', 'Cache-Control', 'Content-Type'].map((name) => headers.get(name))

describe('an answer of more than one page of D1', () => {
  const big = '2026-11-22.1'
  const bigger = '2026-11-22.2'
  const times = 170
  const { header } = datasetNamed('observations')!
  let ids: string[]
  /** The whole CSV. */
  let whole: string
  let rows: Record<string, unknown>[]

  beforeAll(async () => {
    await multiply(first, big, '2026-11-22T08:00:00Z', times)
    await multiply(first, bigger, '2026-11-22T09:00:00Z', times + 1)
    await point(big)
    const columns = header.map((column) => `"${column}"`).join(', ')
    const { results } = await env.DB.prepare(`select ${columns} from observations where release = ? order by id`)
      .bind(big)
      .all()
    rows = results
    ids = rows.map(({ id }) => String(id))
    expect(ids.length).toBeGreaterThan(readRowsMax)
  }, 60_000)
  afterAll(() => point(first))

  it('is whole when D1 works, row for row, and no tier keeps it', async () => {
    const spy = puts()
    const one = isolate()
    const csv = await one.get('/v1/observations.csv')
    expect([csv.status, csv.headers.get('Cache-Control')]).toEqual([200, 'no-cache'])
    expect(csv.headers.get('Cloudflare-CDN-Cache-Control')).toBe('no-store')
    whole = await csv.text()
    const [head, ...body] = parse(whole, { record_delimiter: '\r\n' }) as string[][]
    expect(head).toEqual(header)
    expect(whole.endsWith('\r\n')).toBe(true)
    const cells = (row: Record<string, unknown>) => header.map((column) => String(row[column] ?? ''))
    // One comparison of two long texts, since a comparison of arrays that differ takes minutes to tell.
    expect(JSON.stringify(body) === JSON.stringify(rows.map(cells))).toBe(true)
    const { body: ndjson } = await bytesOf(await one.get('/v1/observations.ndjson'))
    const lines = ndjson.trimEnd().split('\n')
    expect(lines.length).toBe(rows.length)
    expect(JSON.stringify(lines.map((line) => JSON.parse(line) as unknown)) === JSON.stringify(rows)).toBe(true)
    expect((await cost(one, '/v1/observations.csv')).statements).toBeGreaterThan(0)
    expect(kept(spy)).toEqual([])
  }, 60_000)

  it('breaks visibly when D1 fails at its second page, and the next answer is whole', async () => {
    const spy = puts()
    const one = troubled('stream broken')
    await one.get('/v1')
    const { response } = await one.open('/v1/observations.csv')
    expect(response.status).toBe(200)
    one.d1.fails()
    const reader = response.body!.getReader()
    const read = async (bytes: number): Promise<number> => {
      const { done, value } = await reader.read()
      return done ? bytes : read(bytes + value.byteLength)
    }
    await expect(read(0)).rejects.toThrow()
    one.d1.works()
    expect(kept(spy)).toEqual([])
    for (const each of [one, troubled('stream broken')])
      expect((await (await each.get('/v1/observations.csv')).text()) === whole).toBe(true)
  }, 60_000)

  it('breaks within the bound of a read when D1 hangs at its second page', async () => {
    const one = troubled('stream hangs')
    await one.get('/v1')
    const { response } = await one.open('/v1/observations.csv')
    one.d1.hangs()
    const body = response.arrayBuffer().then(
      () => 'whole',
      () => 'broken',
    )
    const bound = pause(readMillisecondsMax + slack).then(() => 'still open')
    expect(await Promise.race([body, bound])).toBe('broken')
  }, 20_000)

  it('takes its turn at D1 page by page, as every read does', async () => {
    const one = troubled('stream crowd')
    await one.get('/v1')
    one.d1.meets(() => 20)
    const streams = await Promise.all(
      Array.from({ length: 8 }, async () => (await one.open('/v1/observations.csv?fields=id')).response),
    )
    await Promise.all(streams.map((response) => response.arrayBuffer()))
    expect(one.d1.state.runningMost).toBeLessThanOrEqual(readsAtOnceMax)
  }, 60_000)

  it('has the headers of GET under HEAD', async () => {
    const one = isolate()
    const { response: got } = await one.open('/v1/observations.csv')
    await got.body!.cancel()
    const head = await one.get('/v1/observations.csv', { method: 'HEAD' })
    expect(shown(head)).toEqual(shown(got))
  }, 30_000)

  interface Paged {
    data: { id: string }[]
    meta: { count: number; total: number; release: string }
    links: { next?: string }
  }

  it('pages as JSON through all rows by its next links, in the release that it began in', async () => {
    const one = isolate()
    const found: string[] = []
    let pages = 0
    for (let url: string | undefined = '/v1/observations'; url;) {
      const { data, meta, links }: Paged = await (await one.get(url)).json()
      expect([meta.total, meta.count, meta.release]).toEqual([ids.length, data.length, big])
      found.push(...data.map(({ id }) => id))
      url = links.next
      pages += 1
      // A release is published and believed while the client reads on.
      if (pages === 1) await point(first)
      one.time.now += pointerSeconds * 1000
    }
    await point(big)
    expect(pages).toBe(Math.ceil(ids.length / readRowsMax))
    expect(found.join() === ids.join()).toBe(true)
  }, 60_000)

  it('never states the total of another release, whose count is still being read', async () => {
    const one = troubled('totals')
    await one.get('/v1')
    one.d1.meets(({ sql }) => (/count\(\*\)/i.test(sql) ? 1_000 : undefined))
    // All rows, by a filter: of a whole dataset the manifest knows the total.
    const path = '/v1/observations?line=1..&limit=10'
    const before = one.get(path)
    while (one.d1.state.running === 0) await pause(5)
    await pause(200)
    await point(bigger)
    one.time.now += pointerSeconds * 1000
    const [old, current]: Paged[] = await Promise.all([
      before.then((response) => response.json<Paged>()),
      one.get(path).then((response) => response.json<Paged>()),
    ])
    await point(big)
    const size = ids.length / times
    expect([old!.meta.release, old!.meta.total]).toEqual([big, size * times])
    expect([current!.meta.release, current!.meta.total]).toEqual([bigger, size * (times + 1)])
  }, 20_000)
})

/** Makes the batches of the Worker itself late, whatever its context, while `work` goes on. Counts them. */
const slowly = async (milliseconds: () => number, work: (state: { calls: number }) => Promise<void>) => {
  const database = Object.getPrototypeOf(env.DB) as D1Database
  const { withSession } = database
  const state = { calls: 0 }
  database.withSession = function late(this: D1Database, constraint) {
    return wrapSession(withSession.call(this, constraint), {
      batch: async (_, send) => {
        state.calls += 1
        await pause(milliseconds())
        return send()
      },
    })
  }
  try {
    await work(state)
  } finally {
    database.withSession = withSession
  }
}

/** Whether a request to the Worker itself was answered, and how; or left, by its signal. */
const outcome = (path: string, signal?: AbortSignal) =>
  get(path, signal ? { signal } : {}).then(
    ({ status }) => status,
    () => 'left' as const,
  )

// In the Worker itself, since only there a client can leave: each request has a context of its own.
describe('a client that leaves', () => {
  it('does not take with it the hundred that share its read', async () => {
    const path = '/v1/findings?limit=3'
    const alone = isolate()
    await alone.get(path)
    await slowly(
      () => 400,
      async (state) => {
        const leaving = new AbortController()
        const left = outcome(path, leaving.signal)
        while (state.calls === 0) await pause(5)
        const others = Array.from({ length: 100 }, () => get(path))
        await pause(50)
        leaving.abort()
        expect(await left).toBe('left')
        const answers = await Promise.all(others)
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
        expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
        expect(state.calls).toBe(alone.counts.batches)
      },
    )
  }, 20_000)

  it('gives back its place at D1, when it was reading for itself', async () => {
    let late = readMillisecondsMax - 1_000
    expect(await outcome('/v1/sources')).toBe(200)
    await slowly(
      () => late,
      async () => {
        const path = '/v1/sources.csv'
        const owner = outcome(path)
        await pause(100)
        // They join, lose patience, and read themselves; then their clients lose patience too.
        const leaving = new AbortController()
        const joined = Array.from({ length: readsAtOnceMax - 1 }, () => outcome(path, leaving.signal))
        await pause(sharedReadMillisecondsMax + 500)
        leaving.abort()
        expect(await Promise.all(joined)).toEqual(joined.map(() => 'left'))
        expect(await owner).toBe(200)
        await pause(late)
        late = 300
        const next = Array.from({ length: readsAtOnceMax }, (_, at) => outcome(`/v1/sources?limit=${10 + at}`))
        expect(await Promise.all(next)).toEqual(next.map(() => 200))
      },
    )
  }, 30_000)
})
