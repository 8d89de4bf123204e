import { afterAll, beforeAll, expect, it } from 'vitest'
import { deprecation } from '../../src/dataset/deprecation.ts'
import { facts } from '../../src/datasets/facts.ts'
import { isolate } from './isolate.ts'

// Nothing is deprecated: the declaration is put on one dataset of this file's own runtime.
const declared = { deprecated: deprecation({ since: '2027-01-15', sunset: '2028-01-15', successor: '/v1/snapshots' }) }
beforeAll(() => {
  Object.assign(facts, declared)
})
afterAll(() => {
  delete (facts as Partial<typeof declared>).deprecated
})

it.each(['/v1/facts', '/v1/facts/paid-2022-1', '/v1/facts.csv', '/v1/facts?axis=none-such', '/v1/facts/no-such'])(
  '%s says that it is to go, and where to go instead',
  async (path) => {
    const { headers } = await isolate().get(path)
    expect(headers.get('Deprecation')).toBe('@1799971200')
    expect(headers.get('Sunset')).toBe('Sat, 15 Jan 2028 00:00:00 GMT')
    expect(headers.get('Link')).toContain('<http://api.test/v1/snapshots>; rel="successor-version"')
  },
)

it('says so with 304 too, and of nothing else', async () => {
  const { get } = isolate()
  const first = await get('/v1/facts.csv')
  expect(first.headers.get('Link')).toContain('rel="describedby"')
  const again = await get('/v1/facts.csv', { headers: { 'If-None-Match': first.headers.get('ETag')! } })
  expect([again.status, again.headers.get('Deprecation')]).toEqual([304, '@1799971200'])
  expect((await get('/v1/axes')).headers.get('Deprecation')).toBeNull()
})
