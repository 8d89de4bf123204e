import { afterEach, describe, expect, it, vi } from 'vitest'
import { isolate } from './isolate.ts'

afterEach(() => void vi.restoreAllMocks())

/** Whether an answer was found by its URL alone: what parses a request also hashes what it asks. */
const hashes = () => {
  const spy = vi.spyOn(crypto.subtle, 'digest')
  return () => spy.mock.calls.splice(0).length
}

const addresses = [
  '/v1/snapshots/2022',
  '/v1/snapshots/latest',
  '/v1/snapshots/2022.csv',
  '/v1/facts?axis=2&year=2022',
  '/v1/facts.it.csv',
  '/v1/facts/certified-2022-2',
  '/v1/releases.csv',
  '/openapi.json',
  '/v1',
]

const told = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
})

describe('the third answer to a URL', () => {
  it.each(addresses)('%s is found by the URL alone, and is the first one byte for byte', async (path) => {
    const { get } = isolate()
    const first = await told(await get(path))
    expect(first.status).toBe(200)
    await get(path)
    const count = hashes()
    expect(await told(await get(path))).toEqual(first)
    const head = await told(await get(path, { method: 'HEAD' }))
    expect(head).toEqual({ ...first, body: '' })
    expect(count()).toBe(0)
  })

  it.each(addresses)('%s is 304 by the URL alone, with the headers of any other 304', async (path) => {
    const { get } = isolate()
    const tag = (await get(path)).headers.get('ETag')!
    const asked = { headers: { 'If-None-Match': tag } }
    const first = await told(await get(path, asked))
    expect(first.status).toBe(304)
    await get(path, asked)
    const count = hashes()
    expect(await told(await get(path, asked))).toEqual(first)
    expect(count()).toBe(0)
    const other = await get(path, { headers: { 'If-None-Match': 'W/"other"' } })
    expect(other.status).toBe(200)
  })

  it.each(['/v1/facts?year=2022&axis=2', '/v1/axes?utm_source=a', '/v1/axes?_=1'])(
    '%s is another spelling, and takes no place of its own',
    async (path) => {
      const { get } = isolate()
      for (let time = 0; time < 3; time += 1) await get(path)
      const count = hashes()
      expect((await get(path)).status).toBe(200)
      expect(count()).toBeGreaterThan(0)
    },
  )
})
