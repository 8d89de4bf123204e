import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { synthesise } from '../bench/synthetic.ts'
import { point } from './editions.ts'
import { isolate, sha256Of, startOfTests, type Isolate } from './isolate.ts'

/** A release in which observations and facts are too large to be held: 12,000 synthetic figures each beside the small seed. */
const seed = JSON.parse(env.SEED) as SeedRows
const figures = 12_000
const rows = figures + seed['facts']!.length

let large: string
const small = '2026-11-21.1'

beforeAll(async () => {
  const published = await publish(drizzle(env.DB), synthesise(seed, figures), new Date('2026-11-22T08:00:00Z'))
  large = published.release
}, 240_000)
afterEach(() => void vi.restoreAllMocks())

/** An isolate that has met the release, and what D1 scanned for a request to it. */
const reader = async () => {
  const one = isolate()
  for (const path of ['/v1/axes.csv', '/v1/facts/paid-2022-1', '/v1/observations?limit=1']) await one.get(path)
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const ask = async (path: string, init?: RequestInit) => {
    const response = await one.get(path, init)
    const text = await response.text()
    return { response, text, scanned: (JSON.parse(lines.at(-1)!) as { d1_rows_read: number }).d1_rows_read }
  }
  return { ...one, ask }
}

const problemOf = (text: string) =>
  JSON.parse(text) as {
    detail: string
    links?: { suggested: string }
    suggestions?: { value: string }[]
    errors?: { parameter: string; allowed: string[]; detail: string; suggestions?: { value: string }[] }[]
  }

const pages = {
  data: [] as { id: string; code: string; year: number }[],
  meta: { total: 0, count: 0 },
  links: { next: '', parquet: '' },
}
const pageOf = (text: string) => JSON.parse(text) as typeof pages

describe('D1 scans, in a dataset that is too large to be held,', () => {
  it('one or two rows for one, beside the row of the release in each batch', async () => {
    const { ask } = await reader()
    const csv = await ask('/v1/observations/s000000-7000.csv')
    expect([csv.response.status, csv.scanned]).toEqual([200, 4])
    expect(csv.text).toContain('\r\ns000000-7000,')
    const json = await ask('/v1/observations/s000000-7001?fields=id,value')
    // Its fact and its prints are another batch.
    expect([json.response.status, json.scanned]).toEqual([200, 8])
  })

  it('at most twice the rows of a filtered answer and ten', async () => {
    const { ask } = await reader()
    for (const filter of ['indicator=paid', 'axis=2', 'year=2022', 'period=0000-0100', 'sex=male', 'year=2021..2022']) {
      const { response, scanned } = await ask(`/v1/facts.csv?${filter}`)
      const found = Number(response.headers.get('Row-Count'))
      expect([filter, response.status, scanned, found]).toEqual([
        filter,
        200,
        expect.toSatisfy((count: number) => count <= 2 * found + 10),
        expect.toSatisfy((count: number) => count > 0),
      ])
    }
  })

  it('as many rows for the last page as for the first, and counts no whole dataset', async () => {
    const { ask } = await reader()
    const scans: number[] = []
    let url: string | undefined = '/v1/observations?limit=1000&sort=-id'
    while (url) {
      const { text, scanned } = await ask(url)
      const { meta, links } = pageOf(text)
      expect(meta.total).toBe(figures + seed['observations']!.length)
      scans.push(scanned)
      url = links.next || undefined
    }
    expect(scans.length).toBeGreaterThan(12)
    // The row of the cursor and, for each of two batches, that of the release.
    expect(Math.max(...scans.slice(0, -1))).toBeLessThanOrEqual(1_001 + 3)
  })

  it('nothing for 304, for what is warm, and for what is not there a second time', async () => {
    const { ask } = await reader()
    const path = '/v1/observations.csv?axis=1'
    const { response } = await ask(path)
    const etag = response.headers.get('ETag')!
    expect((await ask(path)).scanned).toBe(0)
    for (const table of [path, '/v1/observations.csv']) {
      const known = table === path ? etag : (await ask(table, { method: 'HEAD' })).response.headers.get('ETag')!
      const same = await ask(table, { headers: { 'If-None-Match': known } })
      expect([same.response.status, same.scanned]).toEqual([304, 0])
    }
    const missing = '/v1/observations/s000000-70000'
    expect((await ask(missing)).scanned).toBeLessThanOrEqual(150)
    const again = await ask(missing)
    expect([again.response.status, again.scanned]).toEqual([404, 0])
  })

  it('one row at most for HEAD of a table', async () => {
    const { ask } = await reader()
    for (const path of ['/v1/observations.csv', '/v1/facts.ndjson', '/v1/facts.csv?fields=code', '/v1/facts.it.csv']) {
      const { response, scanned } = await ask(path, { method: 'HEAD' })
      expect([path, response.status, scanned]).toEqual([path, 200, 0])
      expect(Number(response.headers.get('Row-Count'))).toBeGreaterThan(figures)
    }
  })

  it('no rows to refuse what would have to hold all of them', async () => {
    const { ask } = await reader()
    for (const path of ['/v1/facts.parquet', '/v1/facts.jsonstat', '/v1/observations.parquet?sort=-value']) {
      const { response, text, scanned } = await ask(path)
      expect([path, response.status, scanned]).toEqual([path, 400, 0])
      expect(problemOf(text).errors![0]!.allowed).toEqual(['csv'])
      expect(problemOf(text).links?.suggested).toMatch(/^http:\/\/api\.test\/v1\/\w+\.csv/)
    }
  })
})

describe('a large dataset', () => {
  it('says which keys are next to one that is not there', async () => {
    const { ask } = await reader()
    const { response, text } = await ask('/v1/observations/s000000-12x')
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'max-age=60'])
    expect(problemOf(text).detail).toBe(
      `There is no "s000000-12x" in observations. observations has ${figures + seed['observations']!.length} rows; the nearest to it are: s000000-1297, s000000-1298, s000000-1299, s000000-1300, s000000-1301, s000000-1302.`,
    )
    const typo = await ask('/v1/facts/paidd-2022-1')
    expect(problemOf(typo.text).links?.suggested).toBe('http://api.test/v1/facts/paid-2022-1')
    const format = await ask('/v1/facts/paid-2022-1.xml')
    expect([format.response.status, problemOf(format.text).detail]).toEqual([404, expect.stringContaining('.xml')])
    const several = await ask('/v1/observations/s000000-0001,s000000-0002')
    expect(problemOf(several.text).links?.suggested).toBe(
      'http://api.test/v1/observations?id=s000000-0001,s000000-0002',
    )
  })

  it('takes its keys as values of a filter, and says which of them it lacks', async () => {
    const { ask } = await reader()
    const { text, scanned } = await ask('/v1/observations?id=s000000-0003,s000000-0004&fields=id')
    expect([pageOf(text).meta.total, scanned]).toEqual([2, expect.toSatisfy((count: number) => count <= 2 * 2 + 10)])
    const wrong = await ask('/v1/facts?observation=s000000-0003,s000000-004')
    expect(wrong.response.status).toBe(400)
    const [error] = problemOf(wrong.text).errors!
    expect(error).toMatchObject({
      parameter: 'observation',
      value: 's000000-004',
      allowed: [`one of the ${figures + seed['observations']!.length} keys of observations`],
    })
  })

  it('is asked for its newest year, and gives one fact with its prints', async () => {
    const { ask } = await reader()
    const fact = await ask('/v1/facts/paid-latest-1')
    expect(JSON.parse(fact.text)).toMatchObject({ data: { code: 'paid-2022-1' }, meta: { count: 1 } })
    const { text } = await ask('/v1/facts/paid-latest-99')
    expect(problemOf(text).detail).toContain('There is no fact "paid-latest-99" of any year.')
  })

  it('answers a filter that nothing meets without counting what there is without it', async () => {
    const { ask } = await reader()
    const { text, scanned } = await ask('/v1/facts?value=-5..-1')
    expect(JSON.parse(text)).toMatchObject({
      data: [],
      meta: { total: 0, reason_en: 'No row of facts has value=-5..-1.' },
    })
    expect(scanned).toBeLessThanOrEqual(rows + 1)
  })

  it('is offered and listed in the formats that there are of it', async () => {
    const { ask } = await reader()
    const { links } = pageOf((await ask('/v1/facts?limit=1&fields=code')).text)
    expect(Object.keys(pageOf((await ask('/v1/facts')).text).links)).toEqual(expect.arrayContaining(['csv', 'ndjson']))
    expect(links.parquet).toBeUndefined()
    const index = JSON.parse((await ask('/v1')).text) as { data: { name: string; links: Record<string, string> }[] }
    const linksOf = (name: string) => index.data.find((entry) => entry.name === name)!.links
    expect([linksOf('facts')['parquet'], linksOf('facts')['jsonstat']]).toEqual([undefined, undefined])
    expect(linksOf('axes')['parquet']).toBe('http://api.test/v1/axes.parquet')
    const sums = (await ask(`/v1/releases/${large}/SHA256SUMS`)).text
    expect(sums.match(/\S+$/gm)!.filter((path) => path.startsWith('facts.'))).toEqual([
      'facts.csv',
      'facts.it.csv',
      'facts.ndjson',
    ])
    expect((await ask('/catalog.ttl')).text).not.toContain('facts.parquet')
    expect((await ask('/v1/search?q=certified')).response.status).toBe(200)
  })

  it('is not compared with another state of itself: both are there as CSV', async () => {
    const { ask } = await reader()
    for (const path of ['/v1/changes?dataset=facts', '/v1/changes', `/v1/changes.csv?from=${small}&to=${large}`]) {
      const { response, text } = await ask(path)
      expect([path, response.status]).toEqual([path, 400])
      const error = problemOf(text).errors!.find(({ detail }) => detail.includes('facts differs'))!
      expect(error.detail).toBe(
        `dataset: facts differs and has more than 10000 rows, which are too many to compare here: compare http://api.test/v1/releases/${small}/facts.csv with http://api.test/v1/releases/${large}/facts.csv, or ask for another dataset.`,
      )
      expect(error.allowed).toContain('axes')
      expect(error.allowed).not.toContain('facts')
    }
    expect((await ask('/v1/changes?dataset=axes')).response.status).toBe(200)
  })
})

/** The release's own digest of what it serves in a format. */
const digestIn = async ({ text }: Isolate, file: string) =>
  (await text(`/v1/releases/${large}/SHA256SUMS`))
    .split('\n')
    .find((line) => line.endsWith(`  ${file}`))
    ?.slice(0, 64)

describe('a whole large table', () => {
  it.each(['csv', 'it.csv', 'ndjson'])('is streamed as .%s, byte for byte as its release says', async (extension) => {
    const one = isolate()
    const response = await one.get(`/v1/facts.${extension}`)
    expect(response.headers.get('Row-Count')).toBe(String(rows))
    expect(await sha256Of(await response.arrayBuffer())).toBe(await digestIn(one, `facts.${extension}`))
  })

  it('comes a page at a time as it is read, each row scanned once', async () => {
    const one = isolate()
    await one.get('/v1/axes.csv')
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
    const { response } = await one.open('/v1/observations.csv')
    const stream = response.body!.getReader()
    const before = one.counts.batches
    const first = await stream.read()
    const newlines = (chunk?: Uint8Array) => new TextDecoder().decode(chunk).split('\r\n').length - 1
    expect(newlines(first.value)).toBe(10_001)
    expect(one.counts.batches - before).toBeLessThanOrEqual(1)
    const second = await stream.read()
    expect(newlines(second.value)).toBe(figures + seed['observations']!.length - 10_000)
    expect(await stream.read()).toEqual({ done: true, value: undefined })
  })

  it('stays in its release while another is switched to', async () => {
    const one = isolate({ start: startOfTests })
    const digest = await digestIn(one, 'observations.csv')
    const { response } = await one.open('/v1/observations.csv')
    await point(small)
    one.time.now += 60_000
    expect((await one.json<{ meta: { release: string } }>('/v1/axes')).meta.release).toBe(small)
    const bytes = await response.arrayBuffer()
    await point(large)
    expect(await sha256Of(bytes)).toBe(digest)
  })
})
