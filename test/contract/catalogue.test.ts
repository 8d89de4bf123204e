import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeEach, describe, expect, it } from 'vitest'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { retire, rollback } from '../../commands/switch.ts'
import { datasets } from '../../src/datasets/index.ts'
import { clearReleases, marked } from './editions.ts'
import { isolate, sha256Of } from './isolate.ts'

const db = drizzle(env.DB)
const seed = JSON.parse(env.SEED) as SeedRows

/** What a node of JSON-LD holds under a name: one value or several. */
type Value = string | { '@id': string } | { '@value': string }
type Node = Readonly<Record<string, Value | Value[]>>

const values = (node: Node, name: string) => [node[name] ?? []].flat()
const texts = (node: Node, name: string) =>
  values(node, name).map((value) =>
    typeof value === 'string' ? value : '@id' in value ? value['@id'] : value['@value'],
  )
const text = (node: Node, name: string) => texts(node, name)[0]

const graphOf = async ({ get }: ReturnType<typeof isolate>) => {
  const response = await get('/catalog.jsonld')
  expect(response.status).toBe(200)
  const { '@graph': nodes } = await response.json<{ '@graph': Node[] }>()
  const byId = new Map(nodes.map((node) => [text(node, '@id')!, node]))
  return { nodes, node: (id: string) => byId.get(id)! }
}

const day = (at: string) => new Date(`${at}:00Z`)

beforeEach(async () => {
  await clearReleases()
  await publish(db, seed, day('2026-11-21T08:00'))
})

describe('/catalog.ttl, .jsonld and .rdf', () => {
  it.each([
    ['ttl', 'text/turtle; charset=utf-8', '@prefix '],
    ['jsonld', 'application/ld+json', '{'],
    ['rdf', 'application/rdf+xml; charset=utf-8', '<rdf:RDF'],
  ])('%s is a document with an ETag and the address that it was asked at', async (extension, mediaType, begin) => {
    const { get } = isolate()
    const response = await get(`/catalog.${extension}`)
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, mediaType])
    expect(response.headers.get('Cache-Control')).toBe('max-age=30')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const body = await response.text()
    expect(body.startsWith(begin)).toBe(true)
    expect(body).toContain('http://api.test/v1/axes.csv')
    expect(body).not.toContain('.invalid')
    const again = await get(`/catalog.${extension}`, { headers: { 'If-None-Match': response.headers.get('ETag')! } })
    expect(again.status).toBe(304)
    const head = await get(`/catalog.${extension}`, { method: 'HEAD' })
    expect(head.headers.get('Content-Length')).toBe(response.headers.get('Content-Length'))
  })

  it('are read from D1 once', async () => {
    const near = isolate()
    const first = await (await near.get('/catalog.ttl')).text()
    const { batches } = near.counts
    expect(await (await near.get('/catalog.ttl')).text()).toBe(first)
    expect(near.counts.batches).toBe(batches)
  })

  it('name the catalogue that there is where another one is asked for, and take no parameter', async () => {
    const { get } = isolate()
    const other = await get('/catalog.xml')
    expect(other.status).toBe(404)
    expect(await other.json()).toMatchObject({
      detail: 'There is no "catalog.xml". The catalogue is at: catalog.ttl, catalog.jsonld, catalog.rdf.',
    })
    expect((await get('/catalog.ttl?page=2')).status).toBe(400)
  })

  it('are found from /v1', async () => {
    const { get } = isolate()
    const response = await get('/v1')
    expect(response.headers.get('Link')).toContain(
      '<http://api.test/catalog.ttl>; rel="service-meta"; type="text/turtle"',
    )
    expect(await response.json()).toMatchObject({ links: { catalogue: 'http://api.test/catalog.ttl' } })
  })
})

describe('/v1/{dataset}.jsonld', () => {
  it('is what search engines are told of a dataset, with the files that there are', async () => {
    const { get } = isolate()
    const response = await get('/v1/snapshots.jsonld')
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/ld+json'])
    const told = await response.json<{ variableMeasured: object[]; distribution: { contentUrl: string }[] }>()
    expect(told).toMatchObject({ '@type': 'Dataset', '@id': 'http://api.test/v1/snapshots#dataset' })
    expect(told.variableMeasured.length).toBeGreaterThan(5)
    expect(told.distribution.map(({ contentUrl }) => contentUrl)).toEqual(
      ['csv', 'it.csv', 'ndjson', 'parquet'].map((end) => `http://api.test/v1/snapshots.${end}`),
    )
    const catalogue = await get('/v1/catalog.jsonld')
    const { dataset } = await catalogue.json<{ dataset: unknown[] }>()
    expect(dataset).toHaveLength(datasets.length + 1)
  })

  it('lists the datasets that there are where another one is asked for', async () => {
    const response = await isolate().get('/v1/snapshot.jsonld')
    expect(response.status).toBe(404)
    expect((await response.json<{ detail: string }>()).detail).toContain(
      'There is no dataset "snapshot". There are: catalog, programme, ',
    )
  })
})

describe('the catalogue', () => {
  it('has every dataset once, from the one list', async () => {
    const { nodes, node } = await graphOf(isolate())
    const own = nodes.filter((one) => texts(one, '@type').includes('dcat:Dataset'))
    // All of them together are one more.
    const expected = [
      ...datasets.map(({ name }) => `http://api.test/v1/${name}#dataset`),
      'http://api.test/v1#dataset',
    ].toSorted()
    expect(own.map((one) => text(one, '@id')).toSorted()).toEqual(expected)
    const catalogue = node('http://api.test/catalog.ttl#catalogue')
    expect(texts(catalogue, 'dcat:dataset').toSorted()).toEqual(expected)
    expect(texts(node('http://api.test/v1#service'), 'dcat:servesDataset').toSorted()).toEqual(expected)
  })

  it('states the size and the SHA-256 of the bytes that are served', async () => {
    const near = isolate()
    const { nodes, node } = await graphOf(near)
    const files = nodes.filter((one) => one['dcat:byteSize'] !== undefined)
    expect(files.length).toBe(datasets.length * 4 + 1)
    for (const file of files) {
      const url = text(file, 'dcat:downloadURL')!
      const body = await (await near.get(url)).arrayBuffer()
      const stated = text(node(text(file, 'spdx:checksum')!), 'spdx:checksumValue')
      expect([url, body.byteLength, await sha256Of(body)]).toEqual([url, Number(text(file, 'dcat:byteSize')), stated])
    }
  })

  it('moves what it says of a dataset only when the rows move', async () => {
    await publish(db, marked(seed, 'Other', 'axes'), day('2026-11-22T08:00'))
    const { node } = await graphOf(isolate())
    const of = (name: string) => {
      const dataset = node(`http://api.test/v1/${name}#dataset`)
      return [text(dataset, 'dct:issued'), text(dataset, 'dct:modified'), text(dataset, 'dcat:version')]
    }
    expect(of('axes')).toEqual(['2026-11-21', '2026-11-22', '2026-11-22.1'])
    expect(of('acts')).toEqual(['2026-11-21', '2026-11-21', '2026-11-21.1'])
    expect(texts(node('http://api.test/v1/axes#dataset'), 'dcat:hasVersion').toSorted()).toEqual([
      'http://api.test/v1/releases/2026-11-21.1/axes#dataset',
      'http://api.test/v1/releases/2026-11-22.1/axes#dataset',
    ])
    expect(text(node('http://api.test/catalog.ttl#catalogue'), 'dct:modified')).toBe('2026-11-22')
  })

  it('names no release that has gone, also of one that is served again', async () => {
    const versions = async () => {
      const { node } = await graphOf(isolate())
      const dataset = node('http://api.test/v1/axes#dataset')
      return [
        text(dataset, 'dcat:version'),
        texts(dataset, 'dcat:hasVersion')
          .map((url) => url.split('/')[5])
          .toSorted(),
      ]
    }
    const [a, b, c] = ['2026-11-21.1', '2026-11-22.1', '2026-11-23.1']
    await publish(db, marked(seed, 'Second', 'axes'), day('2026-11-22T08:00'))
    await publish(db, marked(seed, 'Third', 'axes'), day('2026-11-23T08:00'))
    expect(await versions()).toEqual([c, [a, b, c]])
    await retire(db, a!, day('2026-11-24T08:00'))
    expect(await versions()).toEqual([c, [b, c]])
    await rollback(db, b!, day('2026-11-24T09:00'))
    expect(await versions()).toEqual([b, [b]])
    await rollback(db, c!, day('2026-11-24T10:00'))
    expect(await versions()).toEqual([c, [b, c]])
  })

  it.each(['delete from release_files where path = ?', "update release_files set version = '0' where path = ?"])(
    'is whole or 503: %s',
    async (statement) => {
      await env.DB.prepare(statement).bind('catalog.rdf').run()
      const { get } = isolate()
      for (const extension of ['ttl', 'jsonld', 'rdf']) {
        const response = await get(`/catalog.${extension}`)
        expect([extension, response.status]).toEqual([extension, 503])
        expect(response.headers.get('Retry-After')).toMatch(/^\d+$/)
      }
      expect((await publish(db, seed, day('2026-11-21T09:00'))).renewed).toEqual(['catalog.rdf'])
      expect((await isolate().get('/catalog.rdf')).status).toBe(200)
    },
  )
})
