import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { retire } from '../../commands/switch.ts'
import { get } from './client.ts'
import { asking, complaints, documented, fill, type Documented } from './document.ts'
import { publishEdited } from './editions.ts'
import { faulty } from './faulty.ts'
import { isolate } from './isolate.ts'

// Three releases: one that was retired, one that is kept, the current one.
const retired = '2026-11-21.1'
beforeAll(async () => {
  await publishEdited('2026-11-22T08:00:00Z', 'Edited', 1)
  await publishEdited('2026-11-23T08:00:00Z', 'Edited again', 2)
  await retire(drizzle(env.DB), retired, new Date('2026-11-23T09:00:00Z'))
})

const each = documented.map((operation) => [operation.operationId, operation] as const)
const having = (status: string) => each.filter(([, { responses }]) => status in responses)
const pinned = each.filter(([, { path }]) => path.includes('{release}'))

/** Asks and says whether the answer has the status, and is what the document promises of it. */
const expectAnswer = async (operation: Documented, path: string, status: number, response: Response) => {
  expect([path, response.status]).toEqual([path, status])
  expect([path, await complaints(operation, response)]).toEqual([path, []])
}

const current = '2026-11-23.1'
const addressOf = (operation: Documented) => fill(operation, { release: current })

describe('every documented status is what the document says of it', () => {
  it.each(each)('200 of %s, in every format', async (_, operation) => {
    const formats = operation.parameters.find(({ name }) => name === 'format')?.schema['enum'] as string[] | undefined
    for (const format of formats ?? ['']) {
      const path = fill(operation, { release: current, format })
      const response = await get(path)
      const leads = Object.keys(operation.responses).find((status) => status.startsWith('3') && status !== '304')
      if (leads && response.status === Number(leads) && !path.includes(current)) {
        expect([path, await complaints(operation, response)]).toEqual([path, []])
        const { pathname } = new URL(response.headers.get('Location')!)
        await expectAnswer(operation, pathname, 200, await get(pathname))
      } else await expectAnswer(operation, path, 200, response)
    }
  })

  it.each(having('304'))('304 of %s', async (_, operation) => {
    const path = addressOf(operation)
    const etag = (await get(path)).headers.get('ETag')!
    await expectAnswer(operation, path, 304, await get(path, { headers: { 'If-None-Match': etag } }))
  })

  it.each(having('307').filter(([, { path }]) => path.includes('{release}')))('307 of %s', async (_, operation) => {
    const path = fill(operation, { release: 'latest' })
    await expectAnswer(operation, path, 307, await get(path))
  })

  it.each(having('400'))('400 of %s', async (_, operation) => {
    const path = asking(addressOf(operation), 'yaer=2022')
    await expectAnswer(operation, path, 400, await get(path))
  })

  it.each(having('404').filter(([, { parameters }]) => parameters.some((part) => part.in === 'path')))(
    '404 of %s',
    async (_, operation) => {
      const name = operation.parameters.find((part) => part.in === 'path')!.name
      const path = fill(operation, { release: current, [name]: name === 'release' ? '2020-01-01.1' : 'no-such' })
      const response = await get(path)
      // What is no problem of data is a page for people.
      if (path.startsWith('/problems/')) expect(response.status).toBe(404)
      else await expectAnswer(operation, path, 404, response)
    },
  )

  it.each(pinned)('410 of %s', async (_, operation) => {
    const path = fill(operation, { release: retired })
    await expectAnswer(operation, path, 410, await get(path))
  })

  it.each(each)('405, HEAD and OPTIONS of %s', async (_, operation) => {
    const path = addressOf(operation)
    const asPage = path === '/' || path.startsWith('/problems/')
    const refused = await get(path, { method: 'POST' })
    expect([refused.status, refused.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    if (!asPage) await expectAnswer(operation, path, 405, refused)
    const [head, whole] = [await get(path, { method: 'HEAD' }), await get(path)]
    expect([head.status, await head.text()]).toEqual([whole.status, ''])
    for (const header of ['ETag', 'Content-Type', 'Cache-Control', 'Location'])
      expect([path, header, head.headers.get(header)]).toEqual([path, header, whole.headers.get(header)])
    const options = await get(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })

  it.each(having('414'))('414 of %s', async (_, operation) => {
    const path = `${addressOf(operation)}?_=${'x'.repeat(2000)}`
    const response = await get(path)
    if (path.startsWith('/?') || path.startsWith('/problems/')) expect(response.status).toBe(414)
    else await expectAnswer(operation, path, 414, response)
  })

  it('429 and 503 of what nobody has asked for', async () => {
    const [, facts] = each.find(([id]) => id === 'list_facts')!
    const { DB, fails } = faulty()
    const { get: ask } = isolate({ replace: { DB } })
    await ask('/v1/facts?limit=1')
    const client = { headers: { 'CF-Connecting-IP': '203.0.113.99' } }
    while ((await env.LIMITER.limit({ key: '203.0.113.99' })).success);
    await expectAnswer(facts, '/v1/facts?limit=2', 429, await ask('/v1/facts?limit=2', client))
    fails()
    await expectAnswer(facts, '/v1/facts?limit=3', 503, await ask('/v1/facts?limit=3'))
  })
})
