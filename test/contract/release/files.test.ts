import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it } from 'vitest'
import { renewFiles, writeFiles } from '../../../commands/files.ts'
import { readFile } from '../../../src/release/files.ts'
import { isolate } from '../isolate.ts'

const db = drizzle(env.DB)
const release = '2026-11-21.1'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256)

describe('files of a release in D1', () => {
  const text = `${'riga\r\n'.repeat(200_000)}"fine" è \u2028`
  const files = [
    { path: 'text.txt', version: '1', make: () => text },
    { path: 'bytes.bin', version: '1', make: async () => noise(1_000_003) },
    { path: 'rows.json', version: '1', make: (rows: object) => JSON.stringify(rows) },
  ]

  it('are read back as they were made, on the way that the API takes', async () => {
    expect(await writeFiles(db, release, { axes: [{ code: '1' }] }, files)).toBe(2 + 2 + 1)
    const { body, sha256 } = (await readFile(db, release, 'text.txt'))!
    expect(new TextDecoder().decode(body)).toBe(text)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await readFile(db, release, 'bytes.bin'))?.body).toEqual(noise(1_000_003))
    expect((await readFile(db, release, 'rows.json'))?.body).toEqual(bytesOf('{"axes":[{"code":"1"}]}'))
    expect(await readFile(db, release, 'none')).toBeUndefined()
    expect(await readFile(db, '2020-01-01.1', 'text.txt')).toBeUndefined()
    expect((await isolate().get('/v1/axes')).status).toBe(200)
  })

  it('are made anew only where their version differs or they are not there', async () => {
    const [first, second] = files
    const others = [first!, { ...second!, version: '2', make: () => 'shorter' }, { ...first!, path: 'new.txt' }]
    expect(await renewFiles(db, release, {}, files)).toEqual([])
    expect(await renewFiles(db, release, {}, others)).toEqual(['bytes.bin', 'new.txt'])
    expect((await readFile(db, release, 'bytes.bin'))?.body).toEqual(bytesOf('shorter'))
    expect(await renewFiles(db, release, {}, others)).toEqual([])
    const left = await env.DB.prepare("select count(*) as count from release_files where path = 'bytes.bin'").first(
      'count',
    )
    expect(left).toBe(1)
  })
})
