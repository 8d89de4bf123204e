import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-'))
const seed = join(folder, 'seed')
cpSync(join(root, 'seed'), seed, { recursive: true, filter: (path) => !path.endsWith('.ts') && !path.endsWith('.mjs') })
const running = new Set<ChildProcess>()

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** `npm start` with its own state: what it prints until it is up or has ended. */
const start = async (port: number) => {
  const child = spawn(process.execPath, ['commands/node.mjs', 'commands/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), STATE: join(folder, 'state'), SEED: seed },
  })
  running.add(child)
  let output = ''
  const status = await new Promise<number | 'up'>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk)
        if (output.includes('Ctrl+C')) resolve('up')
      })
    child.on('close', (code) => resolve(code ?? 1))
  })
  const stop = () =>
    new Promise<number | null>((resolve) => {
      child.on('close', (code) => {
        running.delete(child)
        resolve(code)
      })
      child.kill('SIGINT')
    })
  return { status, output, stop, get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) }
}

const edit = (name: string, change: (text: string) => string) => {
  const file = join(seed, name)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

describe('npm start', () => {
  it('publishes the seed and serves it, says what to open and stops; a second start publishes nothing', async () => {
    const port = await freePort()
    const first = await start(port)
    expect(first.status).toBe('up')
    const lines = first.output.trim().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^Fondo Aperto: release \d{4}-\d\d-\d\d\.1, \d+ rows in \d+ datasets, published now\.$/)
    expect(lines[1]).toContain(`http://127.0.0.1:${port}/v1`)
    const index = (await (await first.get('/v1')).json()) as { data: { name: string; rows: number }[] }
    expect(index.data.find(({ name }) => name === 'observations')!.rows).toBeGreaterThan(800)
    const total = await (await first.get('/v1/snapshots/2022.csv')).text()
    expect(total).toMatch(/^2022,total,2022-12-31,.*,691444232\.24,/m)
    // 130 is how a shell names the end by Ctrl+C.
    expect(await first.stop()).toBeOneOf([0, 130])

    // What the cache on disk holds is of an earlier run.
    const left = join(folder, 'state/v3/cache/left')
    writeFileSync(left, '')
    const second = await start(port)
    expect(existsSync(left)).toBe(false)
    expect(second.output.split('\n')[0]).toMatch(/\.1, \d+ rows in \d+ datasets, unchanged\.$/)
    await second.stop()
  })

  it('makes a changed seed a new release', async () => {
    edit('axes.csv', (text) => text.replace('Technical assistance', 'Assistance'))
    const changed = await start(await freePort())
    expect(changed.output.split('\n')[0]).toMatch(/\.2, .*published now\.$/)
    const axis = (await (await changed.get('/v1/axes/5')).json()) as { data: { title_en: string } }
    expect(axis.data.title_en).toBe('Assistance')
    await changed.stop()
  })

  it('tells every bad seed line with the remedy, and serves nothing', async () => {
    const before = readFileSync(join(seed, 'observations.csv'), 'utf8')
    const lines = before.split('\n')
    const axisAt = lines[0]!.split(',').indexOf('axis')
    const bad = (line: string) =>
      line
        .split(',')
        .map((cell, at) => (at === axisAt ? '6' : cell))
        .join(',')
    writeFileSync(join(seed, 'observations.csv'), [lines[0], bad(lines[1]!), ...lines.slice(2)].join('\n'))
    const broken = await start(await freePort())
    expect(broken.status).toBe(1)
    expect(broken.output).toBe(
      'seed/observations.csv:2: axis: there is no "6" in axes\nNothing was loaded: mend these lines and start again.\n',
    )
    writeFileSync(join(seed, 'observations.csv'), before)
  })

  it('tells a port in use in one sentence', async () => {
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const refused = await start(port)
    expect([refused.status, refused.output]).toEqual([
      1,
      `Port ${port} is in use: stop what uses it, or choose another with PORT=${port + 1} npm start.\n`,
    ])
    other.close()
  })
})
