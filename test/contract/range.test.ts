import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { multiply } from './editions.ts'
import { isolate, sha256Of } from './isolate.ts'
import { publishReal, realRows } from './real.ts'

await publishReal()
await multiply('2026-11-21.1', '2026-11-20.1', '2026-11-20T08:00:00.000Z', 20)

const { get } = isolate()
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const ask = (path: string, headers: Record<string, string>, method = 'GET') => get(path, { method, headers })
const strong = [
  '/v1/facts.parquet',
  '/v1/facts.parquet?year=2022',
  '/v1/all.zip',
  '/v1/releases/2026-11-21.1/facts.parquet',
]
const weak = ['/v1/facts.csv', '/v1/facts.it.csv', '/v1/facts.ndjson', '/v1/snapshots/2022.csv']

describe.each([...strong, ...weak])('parts of %s', (path) => {
  it.each([
    ['bytes=0-99', (all: Uint8Array) => [0, 99, all.slice(0, 100)]],
    ['bytes=100-', (all: Uint8Array) => [100, all.length - 1, all.slice(100)]],
    ['bytes=-8', (all: Uint8Array) => [all.length - 8, all.length - 1, all.slice(-8)]],
    ['bytes=5-5', (all: Uint8Array) => [5, 5, all.slice(5, 6)]],
    ['bytes=10-99999999', (all: Uint8Array) => [10, all.length - 1, all.slice(10)]],
    ['bytes=-99999999', (all: Uint8Array) => [0, all.length - 1, all]],
  ] as const)('are those that are asked for: %s', async (Range, expected) => {
    const whole = await get(path)
    const all = await bytesOf(whole)
    const response = await ask(path, { Range })
    const [first, last, bytes] = expected(all) as [number, number, Uint8Array]
    expect([response.status, response.headers.get('Content-Range'), response.headers.get('Content-Length')]).toEqual([
      206,
      `bytes ${first}-${last}/${all.length}`,
      String(last - first + 1),
    ])
    expect(await bytesOf(response)).toEqual(bytes)
    expect(response.headers.get('ETag')).toBe(whole.headers.get('ETag'))
    expect(response.headers.get('Accept-Ranges')).toBe('bytes')
  })

  it.each(['bytes=0-1,5-6', 'bytes=9-2', 'bytes=x', 'lines=0-1', 'bytes=-', ''])(
    'are the whole for %j',
    async (Range) => {
      const response = await ask(path, { Range })
      expect([response.status, response.headers.get('Content-Range')]).toEqual([200, null])
      expect(await bytesOf(response)).toEqual(await bytesOf(await get(path)))
    },
  )

  it.each(['bytes=99999999-', 'bytes=99999999-99999999', 'bytes=-0'])('are none for %s', async (Range) => {
    const { length } = await bytesOf(await get(path))
    const response = await ask(path, { Range })
    expect([response.status, response.headers.get('Content-Range')]).toEqual([416, `bytes */${length}`])
    expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const problem = await response.json<{ type: string; detail: string }>()
    expect(problem.detail).toBe(`There are ${length} bytes here; ${Range} is none of them.`)
    expect((await get(new URL(problem.type).pathname)).status).toBe(200)
  })

  it('give way to 304, and to nothing for HEAD', async () => {
    const tag = (await get(path)).headers.get('ETag')!
    expect((await ask(path, { Range: 'bytes=0-1', 'If-None-Match': tag })).status).toBe(304)
    const head = await ask(path, { Range: 'bytes=0-1' }, 'HEAD')
    expect([head.status, head.headers.get('Content-Range'), head.headers.get('Accept-Ranges')]).toEqual([
      200,
      null,
      'bytes',
    ])
  })

  it('are told by HEAD of what nobody has asked for, with the length of the whole', async () => {
    const head = await isolate().get(path, { method: 'HEAD' })
    const whole = await isolate().get(path)
    const { length } = await bytesOf(whole)
    const known = path !== '/v1/snapshots/2022.csv'
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, known ? String(length) : null])
    for (const name of ['ETag', 'Repr-Digest', 'Accept-Ranges', 'Content-Type'])
      expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)])
  })
})

describe('If-Range', () => {
  it.each(strong)('with the strong tag of %s gives the part, with another one the whole', async (path) => {
    const whole = await get(path)
    const tag = whole.headers.get('ETag')!
    expect(tag).toMatch(/^"/)
    expect((await ask(path, { Range: 'bytes=0-1', 'If-Range': tag })).status).toBe(206)
    expect((await ask(path, { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200)
    expect((await ask(path, { Range: 'bytes=0-1', 'If-Range': whole.headers.get('Last-Modified')! })).status).toBe(200)
    // Behind the end, but of another file: the whole is the answer.
    expect((await ask(path, { Range: 'bytes=99999999-', 'If-Range': '"other"' })).status).toBe(200)
  })

  it.each(weak)('of %s, which has a weak tag, gives the whole', async (path) => {
    const tag = (await get(path)).headers.get('ETag')!
    expect(tag).toMatch(/^W\/"/)
    expect((await ask(path, { Range: 'bytes=0-1', 'If-Range': tag })).status).toBe(200)
  })
})

describe('Repr-Digest', () => {
  it.each(strong)('of %s is of the whole file, whatever part is sent', async (path) => {
    const whole = await get(path)
    const hexadecimal = await sha256Of(await whole.clone().arrayBuffer())
    const base64 = btoa(String.fromCharCode(...hexadecimal.match(/../g)!.map((byte) => Number.parseInt(byte, 16))))
    expect(whole.headers.get('Repr-Digest')).toBe(`sha-256=:${base64}:`)
    expect((await ask(path, { Range: 'bytes=0-1' })).headers.get('Repr-Digest')).toBe(`sha-256=:${base64}:`)
  })
})

it.each(['/v1/facts', '/v1', '/openapi.json', '/v1/facts.csv-metadata.json', '/datapackage.json'])(
  'a document has no parts: %s',
  async (path) => {
    const response = await ask(path, { Range: 'bytes=0-1' })
    expect([response.status, response.headers.get('Accept-Ranges')]).toEqual([200, null])
  },
)

it('what is streamed has no parts, and Parquet of so many rows is refused with the way out', async () => {
  const large = '/v1/releases/2026-11-20.1/observations'
  const csv = await ask(`${large}.csv`, { Range: 'bytes=0-1' })
  expect([csv.status, csv.headers.get('Accept-Ranges')]).toEqual([200, null])
  const parquet = await get(`${large}.parquet?sort=-value`)
  expect(parquet.status).toBe(400)
  expect((await parquet.json<{ detail: string }>()).detail).toBe(
    'format: there are more rows than the 10000 that .parquet may hold; ask for fewer, or for .csv, which is always whole.',
  )
})

it('hyparquet reads a file by its parts, with a HEAD and without the whole', async () => {
  const seen: string[] = []
  const fetchPart = (async (url: string | URL | Request, init?: RequestInit) => {
    const response = await get(String(url), init)
    seen.push(`${init?.method ?? 'GET'} ${response.status}`)
    return response
  }) as typeof fetch
  const file = await asyncBufferFromUrl({ url: 'http://api.test/v1/observations.parquet', fetch: fetchPart })
  const rows = await parquetReadObjects({ file, columns: ['id', 'printed'] })
  expect(rows).toEqual(realRows()['observations']!.map(({ id, printed }) => ({ id, printed })))
  expect(seen[0]).toBe('HEAD 200')
  expect(new Set(seen.slice(1))).toEqual(new Set(['GET 206']))
})
