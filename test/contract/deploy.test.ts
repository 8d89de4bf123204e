import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it } from 'vitest'
import { multiply, point, publishEdited } from './editions.ts'
import { isolate, sha256Of, type Isolate } from './isolate.ts'

const first = '2026-11-21.1'
let second: string

beforeAll(async () => {
  second = await publishEdited('2026-11-22T08:00:00Z', 'Edited', 1)
})

const etag = (response: Response) => response.headers.get('ETag')

describe('other code', () => {
  const documents = ['/v1', '/openapi.json', '/v1/facts.csv-metadata.json', `/v1/releases/${first}`, '/problems/gone']

  it.each(documents)('%s has the hash of its own bytes as ETag', async (path) => {
    const response = await isolate().get(path)
    const tag = etag(response)
    expect(tag).toBe(`W/"${(await sha256Of(await response.arrayBuffer())).slice(0, 24)}"`)
  })

  // Bytes that other code has kept in the data centre: as if they had been made by it.
  it.each(['/v1/axes', '/v1/axes.csv', '/v1/releases.csv', '/v1/changes'])(
    '%s is never answered with what other code has kept',
    async (path) => {
      const [before, after] = [isolate({ cache: `before ${path}` }), isolate({ cache: `after ${path}` })]
      await before.get(path)
      const { statements } = after.counts
      expect((await after.get(path)).status).toBe(200)
      expect(after.counts.statements).toBeGreaterThan(statements)
    },
  )

  it.each(['/v1/axes', '/v1/axes.csv', '/v1/releases.csv'])(
    '%s keeps its ETag over a deploy that changes no bytes',
    async (path) => {
      const tags = await Promise.all([isolate(), isolate()].map(async ({ get }) => etag(await get(path))))
      expect(tags[0]).toBe(tags[1])
      expect(tags[0]).toMatch(/^W\/"[0-9a-f]{24}"$/)
    },
  )
})

describe('a release that was published before a dataset was declared', () => {
  let older: Isolate
  beforeAll(async () => {
    await env.DB.prepare("delete from release_datasets where release = ? and dataset = 'findings'").bind(first).run()
    older = isolate()
  })

  it.each(['findings', 'findings.csv', 'findings/early-school-leaving'])('says that %s is not in it', async (path) => {
    const response = await older.get(`/v1/releases/${first}/${path}`)
    expect(response.status).toBe(404)
    expect((await response.json<{ detail: string }>()).detail).toContain(`findings is not in release ${first}`)
  })

  it('lists what it holds, in its manifest and its checksums', async () => {
    expect(await older.text(`/v1/releases/${first}/SHA256SUMS`)).not.toContain('findings.csv')
    const { data } = await older.json<{ data: { datasets: { dataset: string }[] } }>(`/v1/releases/${first}`)
    expect(data.datasets.map(({ dataset }) => dataset)).not.toContain('findings')
    expect(data.datasets.length).toBeGreaterThan(20)
  })

  it('gives labels, rows and what else it has', async () => {
    for (const path of ['facts?labels=it&limit=2', 'observations/summary2022-0083', 'snapshots/2022.csv?labels=en'])
      expect([path, (await older.get(`/v1/releases/${first}/${path}`)).status]).toEqual([path, 200])
  })

  it('lists at /v1 what the current release holds', async () => {
    await point(first)
    const { data } = await isolate().json<{ data: { name: string }[] }>('/v1')
    expect(data.map(({ name }) => name)).not.toContain('findings')
    await point(second)
  })
})

describe('two hosts of one Worker', () => {
  const paths = [
    '/v1',
    '/openapi.json',
    '/v1/axes',
    '/v1/axes.csv',
    '/v1/axes.it.csv',
    '/v1/axes.ndjson',
    '/v1/axes/1',
    '/v1/facts/paid-2022-1',
    '/v1/facts.csv-metadata.json',
    '/v1/releases',
    '/v1/releases.csv',
    '/v1/releases.atom',
    '/v1/changes',
    '/v1/changes.csv',
    `/v1/releases/${first}`,
    `/v1/releases/${first}/axes.csv`,
    '/v1/releases/latest',
    '/v1/axes/9',
    '/problems/gone',
  ]
  const hosts = ['http://one.test', 'https://one.test', 'https://two.test']

  it.each(paths)('%s names the host that it is asked at, and no other', async (path) => {
    const { get } = isolate()
    // Twice, so that what is kept is met.
    for (const host of [...hosts, ...hosts]) {
      const response = await get(host + path)
      const seen = `${JSON.stringify([...response.headers])} ${await response.text()}`
      const others = hosts.filter((other) => other !== host)
      for (const other of others) expect([host, seen.includes(`${other}/`)]).toEqual([host, false])
      if (!path.startsWith('/problems'))
        expect([host, path, seen.includes(`${host}/`)]).toEqual([host, path, !/SHA256/.test(path)])
    }
  })
})

describe('rows of a pinned release', () => {
  it.each(['facts/paid-2022-1', 'observations/summary2022-0083', 'snapshots/2022/total', 'indicators/paid', 'facts'])(
    '%s links to what is said of them in that release',
    async (path) => {
      const text = await isolate().text(`/v1/releases/${first}/${path}`)
      const links = text.match(/"http:\/\/api\.test\/v1\/(?:notes|checks|facts|observations)[/?"][^"]*"?/g) ?? []
      expect(links.slice(0, 3)).toEqual([])
      expect(text).toContain(`"http://api.test/v1/releases/${first}/`)
    },
  )
})

describe('a filtered answer above one page', () => {
  const large = '2026-11-23.1'
  beforeAll(async () => {
    await multiply(first, large, '2026-11-23T08:00:00.000Z', 500)
    await point(large)
  })

  it.each([
    '/v1/observations.csv?place=prose,table,bullet,slide,box,note',
    '/v1/observations.csv',
    '/v1/observations.csv?axis=1',
  ])('%s has one ETag and lifetime for GET and HEAD, and 304 for it', async (path) => {
    const { get } = isolate()
    const [head, whole] = [await get(path, { method: 'HEAD' }), await get(path)]
    expect(etag(head)).toMatch(/^W\//)
    expect(etag(whole)).toBe(etag(head))
    for (const name of ['Cache-Control', 'Last-Modified', 'Cloudflare-CDN-Cache-Control'])
      expect([name, whole.headers.get(name)]).toEqual([name, head.headers.get(name)])
    expect(whole.headers.get('Cache-Control')).toBe('no-cache')
    const again = await get(path, { headers: { 'If-None-Match': etag(head)! } })
    expect(again.status).toBe(304)
  })
})
