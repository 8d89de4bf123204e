import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { isolate } from './isolate.ts'
import { expectProblem } from './problem.ts'

const seed = JSON.parse(env.SEED) as SeedRows
const [first, second] = ['2026-11-21.1', '2026-11-22.1']
const gone = new Set<unknown>(['paid-2022-1', 'paid-2022-2'])
const reasons = { reason: 'Era lo stesso dato.', reason_en: 'It was the same figure.' }
const withdrawn = [
  { code: 'paid-2022-1', successor: 'paid-2022-3', ...reasons },
  { code: 'paid-2022-2', successor: null, ...reasons },
]

const successor = (address: string) =>
  `The code "paid-2022-1" was withdrawn; its successor is "paid-2022-3" (${address}). It was the same figure. Il codice è stato ritirato; il suo successore è "paid-2022-3". Era lo stesso dato.`

describe('a fact code that was withdrawn', () => {
  beforeAll(async () => {
    const facts = seed['facts']!.filter(({ code }) => !gone.has(code))
    await publish(drizzle(env.DB), { ...seed, facts, withdrawn }, new Date('2026-11-22T08:00:00Z'))
  })

  it.each([
    ['/v1/facts/paid-2022-1', 'http://api.test/v1/facts/paid-2022-3'],
    ['/v1/facts/paid-2022-1.it.csv', 'http://api.test/v1/facts/paid-2022-3.it.csv'],
    [`/v1/releases/${second}/facts/paid-2022-1`, `http://api.test/v1/releases/${second}/facts/paid-2022-3`],
  ])('is a 404 that names its successor and the reason: %s', async (path, address) => {
    const { get } = isolate()
    const response = await get(path)
    expect(response.headers.get('Link')).toBe(`<${address}>; rel="successor-version"`)
    expect(response.headers.get('Cache-Control')).toBe('max-age=60')
    const problem = await expectProblem(response, path)
    expect([problem.status, problem.detail]).toEqual([404, successor(address)])
    expect((await get(address)).status).toBe(200)
  })

  it('without a successor says so', async () => {
    const response = await isolate().get('/v1/facts/paid-2022-2')
    expect(response.headers.has('Link')).toBe(false)
    expect((await expectProblem(response, '/v1/facts/paid-2022-2')).detail).toBe(
      'The code "paid-2022-2" was withdrawn and has no successor. It was the same figure. Il codice è stato ritirato e non ha un successore. Era lo stesso dato.',
    )
  })

  it('is there in the release that had it', async () => {
    expect((await isolate().get(`/v1/releases/${first}/facts/paid-2022-1`)).status).toBe(200)
  })

  it('is no other row: a code that never was, and the same code in another dataset, are as before', async () => {
    for (const path of ['/v1/facts/paid-2022-99', '/v1/notes/paid-2022-1'])
      expect((await expectProblem(await isolate().get(path), path)).detail).toMatch(/^There is no "/)
  })

  it('costs no read of D1 for each question', async () => {
    const reader = isolate()
    await reader.get('/v1/facts/paid-2022-1')
    const before = reader.counts.statements
    await reader.get('/v1/facts/paid-2022-1.csv')
    await reader.get('/v1/facts/paid-2022-2')
    expect(reader.counts.statements).toBe(before)
  })
})
