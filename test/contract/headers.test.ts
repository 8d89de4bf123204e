import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { multiply } from './editions.ts'
import { faulty } from './faulty.ts'
import { isolate } from './isolate.ts'
import { pointerSeconds, retrySeconds } from './promises.ts'

describe('one spelling of a path', () => {
  it.each(['/%76%31/axes', '/v1/%61xes', '/v1/axes'])('%s is /v1/axes', async (path) => {
    const response = await isolate().get(path)
    expect(response.status).toBe(200)
    const { links } = await response.json<{ links: { self: string } }>()
    expect(links.self).toBe('http://api.test/v1/axes')
  })

  it('/%76%31/releases.csv is /v1/releases.csv', async () => {
    const { text } = isolate()
    expect(await text('/%76%31/releases.csv')).toBe(await text('/v1/releases.csv'))
  })
})

describe('lists that no release holds', () => {
  it.each([
    ['releases', '/v1/releases.csv', /^attachment; filename="fondo-aperto_releases_\d{4}-\d{2}-\d{2}\.\d+\.csv"$/],
    [
      'releases',
      '/v1/releases.it.csv',
      /^attachment; filename="fondo-aperto_releases_\d{4}-\d{2}-\d{2}\.\d+_it\.csv"$/,
    ],
  ])('%s say in their headers what they hold: %s', async (name, path, filename) => {
    const { get } = isolate()
    const response = await get(path)
    expect(response.headers.get('Content-Disposition')).toMatch(filename)
    expect(response.headers.get('Link')).toContain(
      `<http://api.test${path}-metadata.json>; rel="describedby"; type="application/csvm+json"`,
    )
    expect(response.headers.get('Row-Count')).toBe('1')
    expect((await get(`/v1/${name}.csv-metadata.json`)).status).toBe(200)
  })
})

describe('If-None-Match', () => {
  const path = '/v1/axes.csv'

  it.each([
    ['the tag', (tag: string) => tag, 304],
    ['the tag without W/', (tag: string) => tag.slice(2), 304],
    ['a list with it', (tag: string) => `"other", ${tag} , W/"third"`, 304],
    ['another tag', () => 'W/"other"', 200],
    ['a tag with a letter before it', (tag: string) => `x${tag}`, 200],
    ['a list with something that is no tag', (tag: string) => `${tag}, nonsense`, 200],
    ['a tag that is not closed', (tag: string) => tag.slice(0, -1), 200],
  ])('%s', async (_, field, status) => {
    const { get } = isolate()
    const tag = (await get(path)).headers.get('ETag')!
    expect((await get(path, { headers: { 'If-None-Match': field(tag) } })).status).toBe(status)
  })
})

const readmes = import.meta.glob('../../src/http/README.md', { query: '?raw', import: 'default', eager: true })
const [readme = ''] = Object.values(readmes)
const listed = [...readme.matchAll(/^\| `([A-Za-z-]+)` \|/gm)].map(([, name = '']) => name.toLowerCase())

/** Each kind of answer, by what asks for it. */
const kinds: readonly (readonly [kind: string, status: number, path: string, init?: RequestInit])[] = [
  ['rows', 200, '/v1/axes'],
  ['filtered rows', 200, '/v1/facts?axis=1'],
  ['a row', 200, '/v1/facts/paid-2022-1'],
  ['CSV', 200, '/v1/axes.csv'],
  ['Italian CSV', 200, '/v1/axes.it.csv'],
  ['lines of JSON', 200, '/v1/axes.ndjson'],
  ['Parquet', 200, '/v1/axes.parquet'],
  ['a part of a file', 206, '/v1/axes.csv', { headers: { Range: 'bytes=0-9' } }],
  ['a part that there is not', 416, '/v1/axes.csv', { headers: { Range: 'bytes=9999999-' } }],
  ['a row as CSV', 200, '/v1/facts/paid-2022-1.csv'],
  ['pinned rows', 200, '/v1/releases/2026-11-21.1/axes'],
  ['HEAD of what nobody asked for', 200, '/v1/acts.csv', { method: 'HEAD' }],
  ['304', 304, '/v1/axes', { headers: { 'If-None-Match': '*' } }],
  ['the index', 200, '/v1'],
  ['status', 200, '/v1/status'],
  ['a document', 200, '/openapi.json'],
  ['CSVW', 200, '/v1/axes.csv-metadata.json'],
  ['the feed', 200, '/v1/releases.atom'],
  ['a list', 200, '/v1/releases'],
  ['a list as CSV', 200, '/v1/releases.csv'],
  ['a manifest', 200, '/v1/releases/2026-11-21.1'],
  ['checksums', 200, '/v1/releases/2026-11-21.1/SHA256SUMS'],
  ['303', 303, '/'],
  ['307', 307, '/v1/releases/latest'],
  ['308', 308, '/v1/axes/'],
  ['400', 400, '/v1/facts?axis=II'],
  ['404', 404, '/v1/nothing'],
  ['404 of a row', 404, '/v1/axes/9'],
  ['405', 405, '/v1/axes', { method: 'POST' }],
  ['414', 414, `/v1/axes?_=${'x'.repeat(2000)}`],
  ['a preflight', 204, '/v1/axes', { method: 'OPTIONS' }],
  ['a page', 200, '/problems/gone'],
  ['a page that is not there', 404, '/nothing'],
]

const namesOf = ({ headers }: Response) => [...headers.keys()]

describe('headers', () => {
  const seen = new Set<string>()
  const expectListed = (kind: string, response: Response) => {
    const names = namesOf(response)
    for (const name of names) seen.add(name)
    expect([kind, names.filter((name) => !listed.includes(name))]).toEqual([kind, []])
  }

  it('are all in the README of http, whatever the answer', async () => {
    const one = isolate({ cache: 'headers' })
    for (const [kind, status, path, init] of kinds) {
      const response = await one.get(path, init)
      expect([kind, response.status]).toEqual([kind, status])
      expectListed(kind, response)
    }
  })

  it('are all there while D1 does not answer', async () => {
    const d1 = faulty()
    const one = isolate({ cache: 'headers faulty', replace: { DB: d1.DB } })
    await one.get('/v1/axes')
    d1.fails()
    const refused = await one.get('/v1/acts?limit=2')
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, String(retrySeconds)])
    expectListed('503', refused)
    one.time.now += pointerSeconds * 1000
    const stale = await one.get('/v1/axes')
    expect([stale.status, stale.headers.has('Stale-Release')]).toEqual([200, true])
    expectListed('stale', stale)
  })

  it('are all there of a stream', async () => {
    await multiply('2026-11-21.1', '2026-11-21.9', '2026-11-21T09:00:00Z', 300)
    const streamed = await isolate({ cache: 'headers stream' }).get('/v1/releases/2026-11-21.9/observations.csv')
    expect([streamed.status, streamed.headers.get('Cache-Control')]).toEqual([200, 'no-cache'])
    expectListed('stream', streamed)
    await env.DB.prepare("update releases set retired_at = '2026-11-22T08:00:00Z' where id = '2026-11-21.9'").run()
    const gone = await isolate({ cache: 'headers gone' }).get('/v1/releases/2026-11-21.9/axes')
    expect(gone.status).toBe(410)
    expectListed('410', gone)
  })

  it('that the README lists are sent', () => {
    expect(listed.length).toBeGreaterThan(20)
    expect(listed.filter((name) => !seen.has(name))).toEqual([])
  })
})

describe('signposts', () => {
  const linksAt = async (path: string) => ((await isolate().get(path)).headers.get('Link') ?? '').split(', ')
  const describing = (described: string) => [
    `<http://api.test/v1/${described}>; rel="describedby"; type="application/csvm+json"`,
    '<http://api.test/openapi.json>; rel="service-desc"',
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
  ]

  it.each([
    [
      '/v1/facts/paid-2022-1',
      'facts.csv-metadata.json',
      [
        '<http://api.test/v1/releases/2026-11-21.1/facts/paid-2022-1>; rel="cite-as"',
        '<https://schema.org/Observation>; rel="type"',
        '<http://api.test/v1/facts>; rel="collection"',
      ],
    ],
    [
      '/v1/facts/paid-latest-1.csv?labels=it',
      'facts/paid-2022-1.csv-metadata.json?labels=it',
      [
        '<http://api.test/v1/releases/2026-11-21.1/facts/paid-2022-1>; rel="cite-as"',
        '<https://schema.org/Observation>; rel="type"',
        '<http://api.test/v1/facts>; rel="collection"',
      ],
    ],
    [
      '/v1/releases/2026-11-21.1/axes/1',
      'releases/2026-11-21.1/axes.csv-metadata.json',
      [
        '<http://api.test/v1/releases/2026-11-21.1/axes/1>; rel="cite-as"',
        '<https://schema.org/DefinedTerm>; rel="type"',
        '<http://api.test/v1/releases/2026-11-21.1/axes>; rel="collection"',
      ],
    ],
    [
      '/v1/snapshots',
      'snapshots.csv-metadata.json',
      ['<https://schema.org/Dataset>; rel="type"', '<http://api.test/v1/snapshots.csv>; rel="item"; type="text/csv"'],
    ],
    [
      '/v1/snapshots.csv',
      'snapshots.csv-metadata.json',
      ['<https://schema.org/Dataset>; rel="type"', '<http://api.test/v1/snapshots>; rel="collection"'],
    ],
    [
      '/v1/snapshots/2022?fields=axis',
      'snapshots.csv-metadata.json',
      ['<https://schema.org/Dataset>; rel="type"', '<http://api.test/v1/snapshots>; rel="collection"'],
    ],
  ])('%s', async (path, described, expected) => {
    expect(await linksAt(path)).toEqual([...describing(described), ...expected])
  })

  it('lead to what answers', async () => {
    const one = isolate()
    for (const path of ['/v1/facts/paid-2022-1', '/v1/snapshots', '/v1/axes/1.csv', '/v1/releases'])
      for (const link of await linksAt(path)) {
        const target = /^<([^>]+)>/.exec(link)![1]!
        if (target.startsWith('http://api.test'))
          expect([target, (await one.get(target)).status]).toEqual([target, 200])
      }
  })

  it('cite a row as its body does', async () => {
    const response = await isolate().get('/v1/facts/paid-2022-1?labels=en')
    const [, cited] = /<([^>]+)>; rel="cite-as"/.exec(response.headers.get('Link')!) ?? []
    const { meta } = await response.json<{ meta: { citation: { it: string; en: string } } }>()
    expect(meta.citation.it).toContain(`${cited}, CC BY 4.0.`)
    expect(meta.citation.en).toContain(`${cited}, CC BY 4.0.`)
  })
})

describe('HEAD', () => {
  it.each(datasets.map(({ name }) => name))(
    'knows the length of %s.csv before anyone has asked for it',
    async (name) => {
      const head = await isolate().get(`/v1/${name}.csv`, { method: 'HEAD' })
      const whole = await isolate().get(`/v1/${name}.csv`)
      expect(head.headers.get('Content-Length')).toBe(String((await whole.arrayBuffer()).byteLength))
      expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers))
    },
  )

  it.each(['/v1/facts', '/v1/facts/paid-2022-1', '/v1/facts.csv?axis=1', '/v1/facts.csv?fields=code'])(
    'leaves out the length of %s that nobody has asked for, and has that of a kept one',
    async (path) => {
      const one = isolate()
      const cold = await one.get(path, { method: 'HEAD' })
      expect([cold.status, cold.headers.get('Content-Length')]).toEqual([200, null])
      const whole = await one.get(path)
      const kept = await one.get(path, { method: 'HEAD' })
      expect(kept.headers.get('Content-Length')).toBe(String((await whole.arrayBuffer()).byteLength))
    },
  )

  it.each(['/v1', '/v1/status', '/openapi.json', '/v1/nothing', '/v1/axes/9', '/v1/facts?axis=II', '/nothing'])(
    'has the length of %s',
    async (path) => {
      const one = isolate()
      const whole = await one.get(path)
      const bytes = (await whole.arrayBuffer()).byteLength
      const head = await one.get(path, { method: 'HEAD' })
      expect([whole.headers.get('Content-Length'), head.headers.get('Content-Length')]).toEqual([
        String(bytes),
        String(bytes),
      ])
    },
  )
})

it('a preflight allows whatever a page sends', async () => {
  const { headers, status } = await isolate().get('/v1/facts', {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://www.example.org',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'x-requested-with,cache-control,x-anything',
    },
  })
  expect(status).toBe(204)
  const allowed = headers.get('Access-Control-Allow-Headers')!.toLowerCase().split(', ')
  for (const name of ['*', 'authorization', 'x-requested-with', 'cache-control', 'if-none-match', 'range', 'accept'])
    expect(allowed).toContain(name)
  expect(headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS')
  expect(headers.get('Access-Control-Max-Age')).toBe('86400')
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
})
