import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish } from '../../commands/publish.ts'
import { clearReleases, few, marked } from './editions.ts'
import { isolate } from './isolate.ts'

const db = drizzle(env.DB)
const names = ['axes', 'acts', 'indicators', 'notes', 'initiatives', 'objectives']
const releasesMany = 15
const admissionsMax = 120

/** A limit as Cloudflare keeps it, that counts what it was asked. */
const limiter = (most: number) => {
  const asked = { times: 0 }
  return { asked, limit: async () => ({ success: (asked.times += 1) <= most }) }
}

describe(`with ${releasesMany} releases`, () => {
  beforeAll(async () => {
    await clearReleases()
    for (let day = 1; day <= releasesMany; day += 1) {
      const now = new Date(Date.UTC(2026, 10, day, 8))
      await publish(db, day === 1 ? few : marked(few, `Edition ${day}`, ...names), now)
    }
  }, 120_000)

  it.each(['/v1/releases.atom', '/v1/changes', '/v1/changes.csv?from=2026-11-01.1'])(
    '%s is one question to the limiter',
    async (path) => {
      const LIMITER = limiter(admissionsMax)
      const { get } = isolate({ replace: { LIMITER } })
      const response = await get(path, { headers: { 'CF-Connecting-IP': '192.0.2.1' } })
      expect([response.status, LIMITER.asked.times]).toEqual([200, 1])
    },
  )

  it('the feed costs one round trip to D1, and no more rows than the manifests of what it tells', async () => {
    const reader = isolate()
    await reader.get('/v1/status')
    const { batches } = reader.counts
    expect((await reader.get('/v1/releases.atom')).status).toBe(200)
    expect(reader.counts.batches - batches).toBe(1)
  })
})

describe('with the clock set back', () => {
  beforeAll(async () => {
    await clearReleases()
    await publish(db, few, new Date('2026-11-20T08:00:00Z'))
    await publish(db, marked(few, 'Second', 'axes'), new Date('2026-11-21T08:00:00Z'))
    await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-20T09:00:00Z'))
  })

  it('a new release is named by the clock, is the current one and is listed first', async () => {
    const { data } = await isolate().json<{ data: { id: string; status: string }[] }>('/v1/releases')
    expect(data.map(({ id, status }) => [id, status])).toEqual([
      ['2026-11-20.2', 'current'],
      ['2026-11-21.1', 'kept'],
      ['2026-11-20.1', 'kept'],
    ])
  })

  it('its changes are those since the release published before it', async () => {
    const { data } = await isolate().json<{ data: { before: string; after: string }[] }>('/v1/changes')
    expect(data.map(({ before, after }) => [before, after])).toEqual([['Second', 'Third']])
  })

  it('a publish of the same rows after a rollback takes the newest release up', async () => {
    const done = await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-19T09:00:00Z'))
    expect([done.release, done.published]).toEqual(['2026-11-20.2', false])
    await db.run("update pointer set release = '2026-11-21.1'")
    const again = await publish(db, marked(few, 'Third', 'axes'), new Date('2026-11-19T10:00:00Z'))
    expect([again.release, again.published]).toEqual(['2026-11-20.2', true])
  })
})
