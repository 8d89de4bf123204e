import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { drizzle } from 'drizzle-orm/d1'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { cost, isolate } from './isolate.ts'
import { clientLifetime, pointerSeconds } from './promises.ts'

describe('tiers', () => {
  it('reads D1 once for a key, then never again in the isolate or in the data centre', async () => {
    const first = isolate({ cache: 'tiers' })
    expect((await cost(first, '/v1/axes.csv')).statements).toBeGreaterThan(0)
    expect((await cost(first, '/v1/axes.csv')).statements).toBe(0)
    const second = isolate({ cache: 'tiers' })
    expect((await cost(second, '/v1/axes.csv')).statements).toBe(0)
  })

  it.each([
    ['reordered', '/v1/observations?year=2022&axis=1,2', '/v1/observations?axis=2,1&year=2022'],
    ['spelled-out defaults', '/v1/facts?axis=2', '/v1/facts?axis=2&sort=code&limit=10000'],
    [
      'all columns named',
      '/v1/axes',
      '/v1/axes?fields=thematic_objective_en,members,thematic_objective,numeral,title_en,title,kind,code',
    ],
    ['junk of other sites', '/v1/axes?kind=axis', '/v1/axes?utm_source=x&kind=axis&fbclid=1&gclid=2&_=3'],
    ['an explicit extension', '/v1/priorities', '/v1/priorities.json'],
    ['latest', '/v1/snapshots?year=2022', '/v1/snapshots?year=latest'],
    ['a repeated value', '/v1/facts?axis=1', '/v1/facts?axis=1,1'],
  ])('one entry: %s', async (name, a, b) => {
    const one = isolate({ cache: `entry ${name}` })
    const first = await cost(one, a)
    const second = await cost(one, b)
    expect(first.statements).toBeGreaterThan(0)
    expect(second.statements).toBe(0)
    expect(second.response.headers.get('ETag')).toBe(first.response.headers.get('ETag'))
    expect(await second.response.text()).toBe(await first.response.text())
  })

  it('keeps whole bodies, never the part that was asked for: a part is cut off what a tier holds', async () => {
    const whole = await isolate().text('/v1/axes.csv')
    const one = isolate({ cache: 'range' })
    const first = await one.get('/v1/axes.csv', { headers: { Range: 'bytes=0-3' } })
    expect([first.status, await first.text()]).toEqual([206, whole.slice(0, 4)])
    const two = isolate({ cache: 'range' })
    const { response, statements } = await cost(two, '/v1/axes.csv', { headers: { Range: 'bytes=2-5' } })
    expect([response.status, await response.text(), statements]).toEqual([206, whole.slice(2, 6), 0])
    expect(await two.text('/v1/axes.csv')).toBe(whole)
    const json = await one.get('/v1/axes', { headers: { Range: 'bytes=0-3' } })
    expect(json.status).toBe(200)
  })
})

describe('validators', () => {
  it('answers 304 without D1, with CORS and lifetimes', async () => {
    const one = isolate({ cache: '304' })
    const etag = (await one.get('/v1/facts.csv')).headers.get('ETag')!
    expect(etag).toMatch(/^W\/"[0-9a-f]{24}"$/)
    for (const field of [etag, etag.slice(2), `"x", ${etag}`, `W/"a",${etag},"b"`]) {
      const { response, statements } = await cost(one, '/v1/facts.csv', { headers: { 'If-None-Match': field } })
      expect([response.status, statements]).toEqual([304, 0])
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(response.headers.get('Cache-Control')).toBe(clientLifetime)
      expect(response.headers.get('ETag')).toBe(etag)
    }
  })

  it('answers 304 in a new isolate from the pointer and the manifest alone', async () => {
    const etag = (await isolate({ cache: '304 new' }).get('/v1/observations.csv')).headers.get('ETag')!
    const { response, statements } = await cost(isolate({ cache: '304 new' }), '/v1/observations.csv', {
      headers: { 'If-None-Match': etag },
    })
    expect([response.status, statements]).toEqual([304, 0])
  })

  it('answers 304 for * where there is an answer, without its rows, and 404 where there is none', async () => {
    const one = isolate({ cache: 'star' })
    await one.get('/v1/axes/1')
    const any = { headers: { 'If-None-Match': '*' } }
    for (const path of [
      '/v1/axes',
      '/v1/acts.csv',
      '/v1/axes/2',
      '/v1/facts?axis=1',
      '/v1/releases.csv',
      '/openapi.json',
    ]) {
      const { response, statements } = await cost(one, path, any)
      expect([path, response.status, statements]).toEqual([path, 304, 0])
      expect([path, response.headers.get('ETag')]).toEqual([path, (await one.get(path)).headers.get('ETag')])
    }
    expect((await one.get('/v1/axes', { ...any, method: 'HEAD' })).status).toBe(304)
    expect((await one.get('/v1/axes/9', any)).status).toBe(404)
    expect((await one.get('/v1/facts?axis=9', any)).status).toBe(400)
    expect((await one.get('/v1/axes', { headers: { 'If-None-Match': '"a", *' } })).status).toBe(200)
  })

  it('compares If-Modified-Since with the day the dataset changed', async () => {
    const one = isolate({ cache: 'ims' })
    const modified = (await one.get('/v1/axes.csv')).headers.get('Last-Modified')!
    expect(modified).toBe('Sat, 21 Nov 2026 08:00:00 GMT')
    const status = async (since: string) =>
      (await one.get('/v1/axes.csv', { headers: { 'If-Modified-Since': since } })).status
    expect(await status(modified)).toBe(304)
    expect(await status('Sat, 21 Nov 2026 07:59:59 GMT')).toBe(200)
    expect(await status('not a date')).toBe(200)
    const both = { 'If-Modified-Since': modified, 'If-None-Match': '"other"' }
    expect((await one.get('/v1/axes.csv', { headers: both })).status).toBe(200)
  })
})

describe('HEAD', () => {
  it.each([
    '/v1',
    '/v1/axes',
    '/v1/axes.csv',
    '/v1/facts/paid-2022-1',
    '/v1/snapshots/2022.it.csv',
    '/openapi.json',
    '/v1/axes/9',
  ])('equals GET: %s', async (path) => {
    const one = isolate({ cache: 'head' })
    const get = await one.get(path)
    const head = await one.get(path, { method: 'HEAD' })
    expect(head.status).toBe(get.status)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(await head.text()).toBe('')
  })

  it('of a whole dataset that nobody asked for reads no rows, and knows how many there are', async () => {
    const one = isolate({ cache: 'head cold' })
    await one.get('/v1/status')
    await one.get('/v1/axes')
    const { response, statements } = await cost(one, '/v1/acts.csv', { method: 'HEAD' })
    expect([response.status, statements, response.headers.get('Row-Count')]).toEqual([200, 0, '4'])
  })
})

const changed = (rows: SeedRows): SeedRows => ({
  ...rows,
  acts: rows['acts']!.map((row, at) => (at === 0 ? { ...row, title_en: 'Another title' } : row)),
})

describe('pointer', () => {
  it('is believed for its bound, then read again; only what changed has a new ETag', async () => {
    const one = isolate({ cache: 'pointer' })
    const [acts, axes] = [await one.get('/v1/acts.csv'), await one.get('/v1/axes.csv')]
    await publish(drizzle(env.DB), changed(JSON.parse(env.SEED) as SeedRows), new Date('2026-11-21T12:00:00Z'))
    one.time.now += (pointerSeconds - 1) * 1000
    const within = await cost(one, '/v1/acts.csv')
    expect([within.statements, within.response.headers.get('ETag')]).toEqual([0, acts.headers.get('ETag')])
    one.time.now += 1000
    const after = await cost(one, '/v1/acts.csv')
    expect(after.statements).toBeGreaterThan(0)
    expect(await after.response.text()).toContain('Another title')
    expect(after.response.headers.get('ETag')).not.toBe(acts.headers.get('ETag'))
    const kept = await one.get('/v1/axes.csv', { headers: { 'If-None-Match': axes.headers.get('ETag')! } })
    expect(kept.status).toBe(304)
    await publish(drizzle(env.DB), JSON.parse(env.SEED) as SeedRows, new Date('2026-11-21T12:10:00Z'))
  })

  it('shared by the data centre is judged by its own age', async () => {
    const one = isolate({ cache: 'shared pointer' })
    await one.get('/v1/axes')
    const later = isolate({
      cache: 'shared pointer',
      start: one.time.now + pointerSeconds * 1000,
    })
    await later.get('/v1/axes')
    expect(later.counts.batches).toBe(1)
  })
})

describe('concurrent requests for one cold key', () => {
  it('share one read of D1', async () => {
    const one = isolate({ cache: 'concurrent' })
    // What is known of a release once, such as its remarks, is no part of the price of an answer.
    await one.get('/v1/observations?axis=3')
    const alone = await cost(one, '/v1/observations?axis=1')
    const before = one.counts.statements
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.get('/v1/observations?axis=2')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(one.counts.statements - before).toBe(alone.statements)
  })
})
