import { describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { publishEdited } from './editions.ts'
import { isolate } from './isolate.ts'

const kept = [
  ['/.well-known/api-catalog', 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'],
  ['/.well-known/security.txt', 'text/plain; charset=utf-8'],
  ['/robots.txt', 'text/plain; charset=utf-8'],
  ['/sitemap.xml', 'application/xml; charset=utf-8'],
  ['/llms.txt', 'text/plain; charset=utf-8'],
  ['/favicon.ico', 'image/x-icon'],
] as const

describe('documents that others ask for by convention', () => {
  it.each(kept)('%s is %s, with HEAD, 304 and CORS, whatever parameters a crawler appends', async (path, type) => {
    const { get } = isolate()
    const whole = await get(path)
    const { headers } = whole
    expect([whole.status, headers.get('Content-Type')]).toEqual([200, type])
    expect(headers.get('Cache-Control')).toBe('max-age=30')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('ETag')).toMatch(/^W\/"[0-9a-f]{24}"$/)
    const bytes = await whole.arrayBuffer()
    const head = await get(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(bytes.byteLength)])
    const again = await get(path, { headers: { 'If-None-Match': headers.get('ETag')! } })
    expect(again.status).toBe(304)
    expect((await get(`${path}?v=2&v=3`)).status).toBe(200)
  })

  it('are named by /v1, in its links and its header', async () => {
    const response = await isolate().get('/v1')
    expect(response.headers.get('Link')).toBe(
      '<http://api.test/.well-known/api-catalog>; rel="api-catalog", ' +
        '<http://api.test/openapi.json>; rel="service-desc"; type="application/vnd.oai.openapi+json;version=3.1", ' +
        '<http://api.test/catalog.ttl>; rel="service-meta"; type="text/turtle", ' +
        '<http://api.test/llms.txt>; rel="service-doc"; type="text/plain", ' +
        '<http://api.test/v1/status>; rel="status"; type="application/problem+json"',
    )
    const { links } = await response.json<{ links: Record<string, string> }>()
    expect(links).toMatchObject({
      api_catalog: 'http://api.test/.well-known/api-catalog',
      sitemap: 'http://api.test/sitemap.xml',
      on_one_page: 'http://api.test/llms.txt',
    })
  })

  it('name addresses that answer', async () => {
    const { get, text } = isolate()
    const told = (await Promise.all(['/sitemap.xml', '/llms.txt', '/robots.txt', '/.well-known/api-catalog'].map(text)))
      .flatMap((body) => body.match(/http:\/\/api\.test[^\s<>")\]]*/g) ?? [])
      .map((address) => address.replace(/[;:,.]+$/, ''))
    expect(new Set(told).size).toBeGreaterThan(datasets.length + 6)
    for (const address of new Set(told))
      expect([address, (await get(address.slice('http://api.test'.length))).status]).toEqual([address, 200])
  })
})

describe('/.well-known/api-catalog', () => {
  it('is a set of links, and says in Link that it is the catalogue', async () => {
    const { get } = isolate()
    const response = await get('/.well-known/api-catalog', { method: 'HEAD' })
    expect(response.headers.get('Link')).toContain('<http://api.test/.well-known/api-catalog>; rel="api-catalog"')
    expect(await (await get('/.well-known/api-catalog')).json()).toEqual({
      linkset: [
        {
          anchor: 'http://api.test/.well-known/api-catalog',
          item: [{ href: 'http://api.test/v1', title: 'Fondo Aperto' }],
        },
        {
          anchor: 'http://api.test/v1',
          'service-desc': [
            { href: 'http://api.test/openapi.json', type: 'application/vnd.oai.openapi+json;version=3.1' },
          ],
          'service-meta': [{ href: 'http://api.test/catalog.ttl', type: 'text/turtle' }],
          'service-doc': [{ href: 'http://api.test/llms.txt', type: 'text/plain' }],
          status: [{ href: 'http://api.test/v1/status', type: 'application/problem+json' }],
          license: [{ href: 'https://creativecommons.org/licenses/by/4.0/' }],
        },
      ],
    })
  })
})

describe('/.well-known/security.txt', () => {
  it('never runs out while it is served', async () => {
    const one = isolate({ start: Date.parse('2026-12-31T23:59:59Z') })
    expect(await one.text('/.well-known/security.txt')).toBe(
      [
        'Contact: mailto:dati@fondo-aperto.example',
        'Expires: 2027-07-01T00:00:00.000Z',
        'Preferred-Languages: it, en',
        'Canonical: http://api.test/.well-known/security.txt',
        '',
      ].join('\n'),
    )
    one.time.now = Date.parse('2030-02-28T12:00:00Z')
    expect(await one.text('/.well-known/security.txt')).toContain('Expires: 2030-09-01T00:00:00.000Z')
  })
})

describe('/robots.txt', () => {
  it('disallows nothing and names the site map', async () => {
    expect(await isolate().text('/robots.txt')).toBe(
      'User-agent: *\nAllow: /\n\nSitemap: http://api.test/sitemap.xml\n',
    )
  })
})

describe('/sitemap.xml', () => {
  it('says of each dataset when its rows changed, not when a release was published', async () => {
    await publishEdited('2026-11-22T08:00:00Z', 'Edited', 1)
    const map = await isolate().text('/sitemap.xml')
    const changed = (path: string) =>
      map.match(new RegExp(`<loc>http://api\\.test${path}</loc><lastmod>([^<]+)</lastmod>`))?.[1]
    expect(changed('/v1/acts')).toBe('2026-11-22T08:00:00.000Z')
    expect(changed('/v1/axes')).toBe('2026-11-21T08:00:00.000Z')
    expect(map).toContain('<url><loc>http://api.test/llms.txt</loc></url>')
    for (const { name } of datasets) expect([name, typeof changed(`/v1/${name}`)]).toEqual([name, 'string'])
  })
})

describe('/llms.txt', () => {
  it('is short and has the rules', async () => {
    const page = await isolate().text('/llms.txt')
    expect(page.length).toBeLessThan(10_000)
    expect(page).toMatch(/^# Fondo Aperto\n\n> /)
    expect(page).toContain('Never sum rows of observations')
  })
})

describe('/favicon.ico', () => {
  it('is an icon', async () => {
    const bytes = new Uint8Array(await (await isolate().get('/favicon.ico')).arrayBuffer())
    expect(Array.from(bytes.subarray(0, 8))).toEqual([0, 0, 1, 0, 1, 0, 16, 16])
    expect(bytes.length).toBe(198)
  })
})
