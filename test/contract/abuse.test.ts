import { createExecutionContext, env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Environment } from '../../src/http/environment.ts'
import { createIsolate } from '../../src/http/isolate.ts'
import { createVisit } from '../../src/http/visit.ts'
import { respondRows } from '../../src/routes/rows.ts'
import { publishEdited } from './editions.ts'
import { faulty, pause } from './faulty.ts'
import { isolate, startOfTests, type Isolate } from './isolate.ts'
import { memoryBytesMax, pointerSeconds } from './promises.ts'
import { wrapSessions } from '../wrap-session.ts'

const first = '2026-11-21.1'
let current: string

// Two releases, so that there are changes to ask for.
beforeAll(async () => {
  current = await publishEdited('2026-11-22T08:00:00Z', 'Edited', 1)
})
afterEach(() => void vi.restoreAllMocks())

const puts = () => vi.spyOn(Object.getPrototypeOf(caches.default) as Cache, 'put')

/** What a client of an isolate costs from here on: statements of D1 and entries in the tiers, each of which is put in tier 3. */
const meter = ({ counts }: Isolate) => {
  const spy = puts()
  const before = counts.statements
  return () => ({ statements: counts.statements - before, entries: spy.mock.calls.map(([key]) => String(key)) })
}
const nothing = { statements: 0, entries: [] }

const warm = [
  '/v1',
  '/openapi.json',
  '/v1/axes',
  '/v1/axes.csv',
  '/v1/axes/1',
  '/v1/axes.csv-metadata.json',
  '/v1/facts/paid-2022-1',
  '/v1/facts/paid-2022-1.ndjson',
  '/v1/snapshots/latest.it.csv',
  '/v1/facts?axis=1,2&labels=it&sort=-value,code&year=2018,2022',
  '/v1/observations?limit=10&q=fse',
  '/v1/releases',
  '/v1/releases.csv',
  '/v1/releases.atom',
  '/v1/changes',
  `/v1/releases/${first}`,
  `/v1/releases/${first}/SHA256SUMS`,
  `/v1/releases/${first}/axes/1`,
]

interface Answer {
  status: number
  etag: string | null
  body: string
}

const answer = async (response: Response): Promise<Answer> => ({
  status: response.status,
  etag: response.headers.get('ETag'),
  // Response.text() warns of types that are no text/*.
  body: new TextDecoder().decode(await response.arrayBuffer()),
})

/** An isolate that has answered everything in `warm`, and knows the keys of the datasets in it. */
const warmed = async (replace: Partial<Environment> = {}) => {
  const one = isolate({ replace })
  const answers = new Map<string, Answer>()
  for (const path of warm) answers.set(path, await answer(await one.get(path)))
  expect(new Set([...answers.values()].map(({ status }) => status))).toEqual(new Set([200]))
  return { one, answers }
}

const settings = { seed: 20_261_121, numRuns: 300 }
const anyWarm = fc.constantFrom(...warm)
const forwarded = [
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Forwarded-Scheme',
  'X-Forwarded-For',
  'X-Host',
  'X-Original-URL',
  'X-Rewrite-URL',
  'X-HTTP-Method-Override',
  'Forwarded',
  'Host',
  'Range',
  'If-Range',
  'Accept',
  'Accept-Language',
  'Accept-Encoding',
  'Authorization',
  'Cookie',
  'Origin',
  'User-Agent',
  'Cache-Control',
  'Pragma',
]
const headerValues = [
  'evil.example',
  'https://evil.example',
  'host=evil.example;proto=http',
  'bytes=0-3',
  'bytes=-1',
  'no-cache',
  'text/csv',
  '*/*',
  'gzip',
  'DELETE',
  '/v1/status',
]
const anyHeaders = fc.dictionary(
  fc.constantFrom(...forwarded),
  fc.oneof(fc.constantFrom(...headerValues), fc.stringMatching(/^[!-~]{1,40}$/)),
  { minKeys: 1, maxKeys: 6 },
)

const withQuery = (path: string, query: string) =>
  query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`

// Whether a character is written as itself, and in which case its hexadecimal digits are.
const spell = (text: string, ways: readonly number[]) =>
  [...text]
    .map((character, at) => {
      const way = ways[at % ways.length]!
      if (way === 0 || /[^a-z0-9_]/i.test(character)) return character
      const hex = character.codePointAt(0)!.toString(16)
      return `%${way === 1 ? hex : hex.toUpperCase()}`
    })
    .join('')

/** The values of a list the other way round. */
const turn = (pair: string) =>
  /^(axis|year)=/.test(pair)
    ? pair.replace(/=(.*)/, (_, values: string) => `=${values.split(',').toReversed().join(',')}`)
    : pair

const forge = (...forged: unknown[]) =>
  btoa(JSON.stringify(forged)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

describe('warm answers cost no statement of D1 and no entry, whatever a client adds', () => {
  it('headers: forwarded hosts, methods and schemes, Range, Accept, Cookie, Authorization', async () => {
    const { one, answers } = await warmed()
    const cost = meter(one)
    await fc.assert(
      fc.asyncProperty(anyWarm, anyHeaders, async (path, headers) => {
        const got = await one.get(path, { headers })
        expect(await answer(got)).toEqual(answers.get(path))
        expect(JSON.stringify([...got.headers])).not.toContain('evil.example')
      }),
      settings,
    )
    expect(cost()).toEqual(nothing)
  })

  it('junk of other sites: the same bytes', async () => {
    const { one, answers } = await warmed()
    const cost = meter(one)
    const junk = fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom('fbclid', 'gclid', '_'), fc.stringMatching(/^utm_[a-z0-9]{0,12}$/)),
        fc.webQueryParameters(),
      ),
      { minLength: 1, maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(anyWarm, junk, async (path, pairs) => {
        const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
        expect(await answer(await one.get(withQuery(path, query)))).toEqual(answers.get(path))
      }),
      settings,
    )
    expect(cost()).toEqual(nothing)
  })

  it('parameters that there are not, and values that are not allowed: 400', async () => {
    const { one } = await warmed()
    const cost = meter(one)
    const unknown = fc.stringMatching(/^[A-Z~$[\]]{1,12}$/).map((name) => `${encodeURIComponent(name)}=1`)
    const refused = fc
      .tuple(
        fc.constantFrom('axis', 'year', 'indicator', 'value', 'sort', 'fields', 'labels', 'limit', 'cursor'),
        fc.string({ minLength: 1 }),
      )
      .map(([name, value]) => `${name}=~${encodeURIComponent(value)}`)
    const paths = fc.constantFrom(
      '/v1/facts',
      '/v1/facts.csv',
      '/v1/facts/paid-2022-1',
      '/v1/observations',
      '/v1/changes',
      '/v1/releases',
    )
    await fc.assert(
      fc.asyncProperty(paths, fc.oneof(unknown, refused), async (path, query) => {
        const response = await one.get(`${path}?${query}`)
        expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store'])
      }),
      settings,
    )
    expect(cost()).toEqual(nothing)
  })

  it('another order of parameters, of their values, and another spelling of each character: the same bytes', async () => {
    const { one, answers } = await warmed()
    const cost = meter(one)
    const ways = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 5, maxLength: 30 })
    const rows = warm.filter((path) =>
      /^\/v1\/(axes|facts|snapshots|observations)(\/|\?|$|\.csv$|\.it\.csv$)/.test(path),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...rows), ways, fc.boolean(), async (path, how, reversed) => {
        const [pathname = '', query = ''] = path.split('?')
        const pairs = query === '' ? [] : query.split('&')
        const shuffled = reversed ? pairs.map(turn).toReversed() : pairs
        const below = spell(pathname.replace('/v1/', ''), how)
        const url = withQuery(`/v1/${below}`, spell(shuffled.join('&'), how))
        expect(await answer(await one.get(url)), url).toEqual(answers.get(path))
      }),
      settings,
    )
    expect(cost()).toEqual(nothing)
  })

  it.each([
    ['/openapi.json', '/openapi%2Ejson'],
    ['/openapi.json', '/%6fpenapi.json'],
    ['/v1', '/%76%31'],
    ['/v1/axes.csv-metadata.json', '/v1/axes.csv%2Dmetadata.json'],
    ['/v1/releases.atom', '/v1/releases%2Eatom'],
    ['/v1/releases.csv', '/v1/%72eleases.csv'],
    ['/v1/changes', '/v1/%63hanges'],
    [`/v1/releases/${first}`, `/v1/releases/%32${first.slice(1)}`],
  ])('documents have one entry however their path is spelled: %s as %s', async (path, spelled) => {
    const { one, answers } = await warmed()
    const cost = meter(one)
    const got = await answer(await one.get(spelled))
    // Refusing another spelling is as good as taking it for the same.
    if (got.status === 200) expect(got).toEqual(answers.get(path))
    else expect(got.status).toBe(404)
    expect(cost()).toEqual(nothing)
  })

  it('hosts, where ORIGIN says which one is ours', async () => {
    const { one, answers } = await warmed({ ORIGIN: 'https://dati.example.org' })
    const cost = meter(one)
    for (const host of [
      'http://evil.example',
      'https://evil.example:8443',
      'http://127.0.0.1',
      'https://dati.example.org',
    ])
      for (const path of warm) expect(await answer(await one.get(host + path))).toEqual(answers.get(path))
    expect(cost()).toEqual(nothing)
  })

  it('cursors: of another query, of another dataset, of a release that there is not, of nobody', async () => {
    const { one } = await warmed()
    const links = async (path: string) => ((await (await one.get(path)).json()) as { links: { next: string } }).links
    const next = new URL((await links('/v1/observations?limit=10&q=fse')).next)
    const cursor = next.searchParams.get('cursor')!
    const parts = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))) as string[]
    const [release, query, before] = parts as [string, string, string]
    const cost = meter(one)
    const asked = [
      `/v1/observations?cursor=${cursor}`,
      `/v1/observations?limit=10&q=fesr&cursor=${cursor}`,
      `/v1/observations?limit=10&q=fse&axis=1&cursor=${cursor}`,
      `/v1/facts?limit=10&cursor=${cursor}`,
      `/v1/observations.csv?q=fse&cursor=${cursor}`,
      ...[
        forge('2020-01-01.1', query, before),
        forge(release, '00000000', before),
        forge(release, query),
        forge(release, query, before, before),
        forge(release, query, 1),
        forge(null, query, before),
        forge({}),
        btoa('not json').replaceAll('=', ''),
        cursor.slice(0, -3),
        'x',
      ].map((forged) => `/v1/observations?limit=10&q=fse&cursor=${forged}`),
    ]
    for (const path of asked) {
      const response = await one.get(path)
      expect([response.status, path]).toEqual([400, path])
    }
    expect(cost()).toEqual(nothing)
  })

  it('a cursor with the key of a row that there is not: 400, known without D1', async () => {
    const { one } = await warmed()
    await one.get('/v1/observations/summary2018-0001')
    const page = (await (await one.get('/v1/observations?limit=10&q=fse')).json()) as { links: { next: string } }
    const cursor = new URL(page.links.next).searchParams.get('cursor')!
    const [release, query] = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))) as string[]
    const cost = meter(one)
    for (const row of ['summary2018-9999', 'x', '']) {
      const forged = btoa(JSON.stringify([release, query, row])).replaceAll('=', '')
      expect((await one.get(`/v1/observations?limit=10&q=fse&cursor=${forged}`)).status).toBe(400)
    }
    expect(cost()).toEqual(nothing)
  })

  it('keys and paths that there are not: 404 from the list of keys', async () => {
    const { one } = await warmed()
    const cost = meter(one)
    const segment = fc
      .oneof(fc.webSegment({ size: 'small' }), fc.stringMatching(/^paid-20[3-9]\d-\d$/))
      .map((text) => `~${text}`)
    const place = fc.constantFrom(
      '/v1/facts/',
      '/v1/axes/',
      '/v1/snapshots/2022/',
      '/v1/snapshots/',
      '/v1/',
      '/v1/releases/',
      `/v1/releases/${first}/axes/`,
      '/problems/',
      '/',
    )
    const extension = fc.constantFrom('', '.csv', '.json', '.it.csv', '.ndjson', '.csv-metadata.json')
    await fc.assert(
      fc.asyncProperty(place, segment, extension, async (before, name, after) => {
        const path = before + name + after
        // A path that ends with a slash is told its address without one.
        expect([404, 308], path).toContain((await one.get(path)).status)
      }),
      settings,
    )
    expect(cost()).toEqual(nothing)
  })

  it('the list of keys of a dataset is read once, however many keys are tried in all formats', async () => {
    const one = isolate()
    await one.get('/v1/axes')
    const { batches } = one.counts
    for (let at = 0; at < 30; at += 1) {
      expect((await one.get(`/v1/initiatives/not-there-${at}${at % 2 ? '.csv' : ''}`)).status).toBe(404)
      expect((await one.get(`/v1/initiatives/not-there-${at}`, { method: 'HEAD' })).status).toBe(404)
    }
    expect(one.counts.batches - batches).toBe(1)
  })
})

describe('links', () => {
  const hostile = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'gopher',
    'X-Host': 'evil.example',
    'X-Original-URL': 'https://evil.example/v1',
    Forwarded: 'host=evil.example;proto=gopher',
    Host: 'evil.example',
  }
  const asked = [...warm, '/', '/v1/axes/', '/v1/nothing', '/v1/axes?x=1', '/v1/status', '/problems/gone']
  /** Addresses of other people that stand in our answers. */
  const theirs =
    /^https?:\/\/(creativecommons\.org|www\.w3\.org|publications\.europa\.eu|json-schema\.org|data\.europa\.eu|sws\.geonames\.org|spdx\.org|schema\.org|github\.com|fondo-aperto\.example)\//

  it.each([
    ['the host of the request when ORIGIN is not set', {}, 'http://api.test'],
    ['ORIGIN where it is set', { ORIGIN: 'https://dati.example.org' }, 'https://dati.example.org'],
  ])('carry %s, never a forwarded one', async (_, replace, origin) => {
    // Cold, since links are written when an answer is made.
    const one = isolate({ replace })
    for (const path of asked) {
      const response = await one.get(path, { headers: hostile })
      const { body } = await answer(response)
      const told = body + [...response.headers].map(([, value]) => value).join('\n')
      expect(told, path).not.toMatch(/evil\.example|gopher/)
      const addresses = told.match(/https?:\/\/[^\s"'<>\\,]+/g) ?? []
      expect(addresses.filter((address) => !address.startsWith(origin) && !theirs.test(address))).toEqual([])
    }
    const location = (await one.get('/v1/axes/', { headers: hostile })).headers.get('Location')
    expect(location).toBe(`${origin}/v1/axes`)
  })
})

const client = (address: string) => ({ headers: { 'CF-Connecting-IP': address } })
/** Uses up what wrangler.toml allows a client in a minute: the binding is the real one. */
const exhaust = async (address: string) => {
  let allowed = 0
  while ((await env.LIMITER.limit({ key: address })).success) {
    allowed += 1
    if (allowed > 500) throw new Error(`LIMITER allows ${address} more than 500 in a minute`)
  }
}

describe('the limiter', () => {
  it('lets a client ask D1 120 new questions a minute, then says 429 and when to come back', async () => {
    const one = isolate()
    await one.get('/v1/axes')
    const statuses: number[] = []
    let refused: Response | undefined
    for (let at = 1; !refused && at <= 260; at += 1) {
      const response = await one.get(`/v1/axes?limit=${at + 10}`, client('203.0.113.1'))
      statuses.push(response.status)
      if (response.status !== 200) refused = response
    }
    // A minute that ends meanwhile lets some more through.
    expect(statuses.length).toBeGreaterThan(120)
    expect([refused?.status, refused?.headers.get('Content-Type')]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
    ])
    expect(refused!.headers.get('Retry-After')).toBe('60')
    expect(['Limit', 'Remaining', 'Reset'].map((name) => refused!.headers.get(`X-RateLimit-${name}`))).toEqual([
      '120',
      '0',
      '60',
    ])
    expect(refused!.headers.get('Cache-Control')).toBe('no-store')
    expect(refused!.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const body = await refused!.text()
    expect(JSON.parse(body)).toMatchObject({ status: 429, instance: '/v1/axes' })
    expect(body).not.toMatch(/203\.0\.113|LIMITER/)
  }, 30_000)

  it('never limits a warm answer, a 304, a 400 or a 404', async () => {
    const { one, answers } = await warmed()
    await exhaust('203.0.113.2')
    expect((await one.get('/v1/acts?limit=3', client('203.0.113.2'))).status).toBe(429)
    for (const path of warm) expect(await answer(await one.get(path, client('203.0.113.2')))).toEqual(answers.get(path))
    const { etag } = answers.get('/v1/axes.csv')!
    const headers = { ...client('203.0.113.2').headers, 'If-None-Match': etag! }
    expect((await one.get('/v1/axes.csv', { headers })).status).toBe(304)
    expect((await one.get('/v1/axes?x=1', client('203.0.113.2'))).status).toBe(400)
    expect((await one.get('/v1/axes/9', client('203.0.113.2'))).status).toBe(404)
    expect((await one.get('/v1/status', client('203.0.113.2'))).status).toBe(200)
  })

  it('does not limit another client, nor one without an address', async () => {
    const one = isolate()
    await one.get('/v1/axes')
    await exhaust('203.0.113.3')
    expect((await one.get('/v1/acts?limit=3', client('203.0.113.3'))).status).toBe(429)
    expect((await one.get('/v1/acts?limit=3', client('2001:db8::3'))).status).toBe(200)
    expect((await one.get('/v1/acts?limit=4')).status).toBe(200)
  })

  it('does not limit a client that joins a running read', async () => {
    const d1 = faulty()
    const one = isolate({ replace: { DB: d1.DB } })
    await one.get('/v1/axes')
    await exhaust('203.0.113.4')
    d1.meets(() => 300)
    const running = one.get('/v1/acts.csv')
    while (d1.state.running === 0) await pause(5)
    const joined = await one.get('/v1/acts.csv', client('203.0.113.4'))
    expect([joined.status, (await running).status, d1.state.calls]).toEqual([200, 200, 1])
  })

  it('does not make the pointer old for others, when a client that may not ask D1 is the first to need a new one', async () => {
    const one = isolate()
    await one.get('/v1/axes')
    await exhaust('203.0.113.5')
    one.time.now += pointerSeconds * 1000
    const due = one.time.now
    expect((await one.get('/v1/axes', client('203.0.113.5'))).status).toBe(200)
    one.time.now += 1
    const other = await one.get('/v1/status', client('203.0.113.6'))
    expect(other.headers.has('Stale-Release')).toBe(false)
    const { stale, release_read_at } = await other.json<{ stale: boolean; release_read_at: string }>()
    expect(stale).toBe(false)
    expect(Date.parse(release_read_at)).toBeGreaterThanOrEqual(due)
  })

  it('does not keep a client from the current release: asking for the pointer is not its question', async () => {
    const one = isolate()
    await one.get('/v1/axes')
    await exhaust('203.0.113.7')
    one.time.now += pointerSeconds * 1000
    const response = await one.get('/v1/axes', client('203.0.113.7'))
    expect([response.status, response.headers.has('Stale-Release')]).toEqual([200, false])
  })
})

describe('the memory tier', () => {
  it('stays within its bytes under 10,000 distinct valid queries', async () => {
    // Tier 3 is the platform's to bound; 10,000 files are not what is looked at here.
    puts().mockResolvedValue()
    const held = createIsolate(() => startOfTests)
    const bindings = { ...env, REPRESENTATION: 'memory' } as unknown as Environment
    const { memory } = held
    let [asked, made, most] = [0, 0, 0]
    const ask = async (limit: number) => {
      const request = new Request(`http://api.test/v1/checks?limit=${limit}`)
      const response = await respondRows(createVisit(request, bindings, createExecutionContext(), held))
      expect(response.status).toBe(200)
      const { byteLength } = await response.arrayBuffer()
      made += byteLength
      asked += 1
      most = Math.max(most, memory.calculatedSize)
    }
    for (let from = 1; from <= 10_000; from += 50)
      await Promise.all(Array.from({ length: 50 }, (_, at) => ask(from + at)))
    expect(asked).toBe(10_000)
    // Or the bound would not have been met.
    expect(made).toBeGreaterThan(2 * memoryBytesMax)
    expect(most).toBeLessThanOrEqual(memoryBytesMax)
    const bytes = [...memory.values()].reduce((sum, { body }) => sum + body.byteLength, 0)
    expect(bytes).toBeLessThanOrEqual(memoryBytesMax)
    expect(bytes).toBeGreaterThan(memoryBytesMax / 2)
    const kept = [...memory.keys()].map((key) => Number(key.match(/limit=(\d+)/)?.[1] ?? 10_000))
    // The newest stay; the largest page is the default, and stands in no key.
    expect(Math.min(...kept)).toBeGreaterThan(1_000)
    expect(held.flights.size).toBe(0)
  }, 240_000)
})

const digits = (count: number) => '9'.repeat(count)
const axes = (count: number) => Array.from({ length: count }, (_, at) => (at % 5) + 1).join(',')
const padded = (length: number) => '/v1/axes?utm_x='.padEnd(length, 'x')

describe('bounds, at the bound and one beyond it', () => {
  it.each([
    ['characters of path and query', padded(2_000), padded(2_001), 414],
    ['values in a list', `/v1/facts?axis=${axes(50)}`, `/v1/facts?axis=${axes(51)}`, 400],
    ['digits of a number', `/v1/facts?value=${digits(11)}`, `/v1/facts?value=${digits(12)}`, 400],
    ['decimals of a number', `/v1/facts?value=1.${digits(4)}..`, `/v1/facts?value=1.${digits(5)}..`, 400],
    ['digits of a whole number', `/v1/observations?line=${digits(15)}`, `/v1/observations?line=${digits(16)}`, 400],
    ['characters of q', `/v1/observations?q=${'x'.repeat(100)}`, `/v1/observations?q=${'x'.repeat(101)}`, 400],
    ['rows of a page', '/v1/facts?limit=10000', '/v1/facts?limit=10001', 400],
  ])('%s', async (_, within, beyond, status) => {
    const { one } = await warmed()
    expect((await one.get(within)).status).toBe(200)
    const cost = meter(one)
    const refused = await one.get(beyond)
    expect([refused.status, refused.headers.get('Content-Type'), refused.headers.get('Cache-Control')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      'no-store',
    ])
    expect(cost()).toEqual(nothing)
  })
})

const listen = () => {
  const spy = vi.spyOn(console, 'log').mockImplementation(() => {})
  return () => spy.mock.calls.splice(0).map((written) => written.join(' '))
}

describe('the log', () => {
  // Written out, since what reads the log must not follow a change of the code by itself.
  const line = z.strictObject({
    time: z.iso.datetime(),
    method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST']),
    path: z.string().startsWith('/'),
    status: z.int().min(200).max(599),
    tier: z.enum(['none', 'etag', 'head', 'memory', 'cache', 'made', 'stream']),
    d1_rows_read: z.int().min(0),
    ms: z.number().min(0),
  })
  it('has one line a request, whatever its answer, with its time in UTC and no client, query or header', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const d1 = faulty()
    const one = isolate({ cache: 'log', replace: { DB: d1.DB } })
    const lines = listen()
    const headers = {
      'CF-Connecting-IP': '203.0.113.77',
      'X-Forwarded-For': '203.0.113.77',
      'User-Agent': 'private-agent',
      Referer: 'https://private.example/',
      Cookie: 'private=1',
    }
    const ask = async (path: string, init: RequestInit = {}) => {
      one.time.now += 1000
      const asked = new Date(one.time.now).toISOString()
      const { status } = await one.get(path, { ...init, headers: { ...headers, ...init.headers } })
      const written = lines()
      expect(written.length, path).toBe(1)
      expect(written[0]).not.toMatch(/203\.0\.113|private|secret|\?|\n/)
      const read = line.parse(JSON.parse(written[0]!))
      expect(read).toMatchObject({
        time: asked,
        status,
        method: init.method ?? 'GET',
        path: new URL(path, 'http://api.test').pathname,
      })
      return `${read.status} ${read.tier}`
    }
    const etag = async (path: string) => {
      const found = (await one.get(path)).headers.get('ETag')!
      lines()
      return found
    }
    expect(await ask('/v1/axes.csv?utm_source=secret')).toBe('200 made')
    expect(await ask('/v1/axes.csv')).toBe('200 memory')
    expect(await ask('/v1/axes.csv', { headers: { 'If-None-Match': await etag('/v1/axes.csv') } })).toBe('304 etag')
    expect(await ask('/v1/acts.csv', { method: 'HEAD' })).toBe('200 head')
    expect(await ask('/v1/axes/1')).toBe('200 made')
    expect(await ask('/v1/axes/9')).toBe('404 none')
    expect(await ask('/v1/axes?secret=secret')).toBe('400 none')
    expect(await ask('/v1/status')).toBe('200 none')
    expect(await ask('/v1/axes/')).toBe('308 none')
    expect(await ask('/nothing')).toBe('404 none')
    expect(await ask('/v1/axes', { method: 'OPTIONS' })).toBe('204 none')
    expect(await ask('/v1/axes', { method: 'POST', body: 'secret' })).toBe('405 none')
    d1.fails()
    expect(await ask('/v1/notes?limit=2')).toBe('503 none')
    const other = isolate({ cache: 'log', start: one.time.now })
    await other.get('/v1/axes.csv')
    expect(lines().map((written) => line.parse(JSON.parse(written)).tier)).toEqual(['cache'])
  })

  it('tells the rows that D1 scanned and the time that the answer took', async () => {
    const meta: number[] = []
    const passing = { time: { now: 0 } }
    const DB = wrapSessions(env.DB, () => ({
      batch: async (_, send) => {
        const results = await send()
        meta.push(...results.map((result) => result.meta.rows_read))
        passing.time.now += 40
        return results
      },
    }))
    const one = isolate({ replace: { DB } })
    passing.time = one.time
    const lines = listen()
    for (const path of ['/v1/axes.csv', '/v1/facts/paid-2022-1', '/v1/observations?limit=10', '/v1/changes']) {
      meta.length = 0
      const { batches } = one.counts
      await one.get(path)
      const [cold] = lines().map((written) => line.parse(JSON.parse(written)))
      expect(meta.length, path).toBeGreaterThan(0)
      expect([path, cold!.d1_rows_read]).toEqual([path, meta.reduce((sum, rows) => sum + rows, 0)])
      expect(cold!.ms).toBe(40 * (one.counts.batches - batches))
      await one.get(path)
      const [again] = lines().map((written) => line.parse(JSON.parse(written)))
      expect([again!.d1_rows_read, again!.ms]).toEqual([0, 0])
    }
    expect(current).toBe('2026-11-22.1')
  })
})
