import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { command, copySeed, endAll, freePort } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-dev-'))
const seed = join(folder, 'seed')

afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

/** Saves as many editors and git do: a new file takes the name of the old one. */
const replaceTitle = (from: string, to: string) => {
  const [file, fresh] = [join(seed, 'axes.csv'), join(folder, 'axes.csv')]
  writeFileSync(fresh, readFileSync(file, 'utf8').replace(from, to))
  renameSync(fresh, file)
}

describe('npm run dev', () => {
  it('starts again after each save, at the same port, and only then', async () => {
    copySeed(seed)
    const port = await freePort()
    const environment = { PORT: String(port), STATE: join(folder, 'state'), SEED: seed }
    const { child, ended } = command(['commands/dev.ts'], environment)
    let out = ''
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    const count = (text: string) => out.split(text).length - 1
    const title = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/v1/axes/5`)
      return ((await response.json()) as { data: { title_en: string } }).data.title_en
    }
    const up = (times: number) => expect.poll(() => count('Ctrl+C'), { timeout: 90_000, interval: 200 }).toBe(times)

    await up(1)
    expect(await title()).toBe('Technical assistance')
    replaceTitle('Technical assistance', 'Help')
    await up(2)
    expect(await title()).toBe('Help')
    replaceTitle(',Help', ',Aid')
    await up(3)
    expect(await title()).toBe('Aid')
    expect(count('has changed')).toBe(2)

    child.kill('SIGINT')
    expect((await ended).status).toBe(0)
    await expect(fetch(`http://127.0.0.1:${port}/v1`)).rejects.toThrow()
  }, 300_000)
})
