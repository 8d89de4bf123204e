import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, endAll, freePort, root } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-faults-'))
const whole = join(folder, 'whole')
const databases = (state: string) => join(state, 'v3/d1/miniflare-D1DatabaseObject')
const publish = (state: string) => command(['commands/cli.ts', 'publish'], { STATE: state }).ended

const damaged = (state: string) =>
  `The local database in ${state} is damaged: move that folder away (mv ${state} ${state}.damaged), and npm start makes a new one from the seed.\n`
const unwritable = (state: string) =>
  `The state folder ${state} cannot be written: make it a folder that you may write, or choose another with STATE.\n`

/** A published state of its own, of whose database a test may spoil the bytes. */
const spoiled = (name: string, spoil: (bytes: Buffer) => Buffer): string => {
  const state = join(folder, name)
  cpSync(whole, state, { recursive: true })
  const file = readdirSync(databases(state)).find((one) => /^[0-9a-f]+\.sqlite$/.test(one))!
  const path = join(databases(state), file)
  writeFileSync(path, spoil(readFileSync(path)))
  return state
}

beforeAll(async () => {
  expect((await publish(whole)).out).toMatch(/^Published release /)
  // Closing it writes all pages into the one file.
  for (const file of readdirSync(databases(whole)).filter((one) => one.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(databases(whole), file))
    database.exec('select count(*) from sqlite_schema')
    database.close()
  }
  expect(readdirSync(databases(whole)).filter((one) => one.endsWith('-wal'))).toEqual([])
})
afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

describe('the local state', () => {
  it('is told to be damaged when its database is none', async () => {
    const state = spoiled('none', () => Buffer.from('none'.repeat(5000)))
    expect(await publish(state)).toMatchObject({ status: 1, out: '', err: damaged(state) })
  })

  it('is told to be damaged when pages are', async () => {
    const state = spoiled('pages', (bytes) => bytes.fill(0xff, 20 * 4096, 24 * 4096))
    expect(await publish(state)).toMatchObject({ status: 1, out: '', err: damaged(state) })
  })

  it('is told to be damaged when a value is: it does not start as unchanged', async () => {
    const state = spoiled('value', (bytes) => {
      const at = bytes.indexOf('Technical assistance')
      expect(at).toBeGreaterThan(0)
      bytes.write('technical', at)
      return bytes
    })
    const started = command(['commands/start.ts'], { STATE: state, PORT: String(await freePort()) })
    await started.until('Ctrl+C')
    started.child.kill('SIGINT')
    expect(await started.ended).toMatchObject({
      status: 1,
      out: '',
      err: `Fondo Aperto could not start: ${damaged(state)}`,
    })
  })

  it('that is a file, and no folder, cannot be written', async () => {
    const state = join(folder, 'file')
    writeFileSync(state, '')
    expect(await publish(state)).toMatchObject({ status: 1, out: '', err: unwritable(state) })
  })
})

/** Linux lets a user mount in a namespace of his own, if the machine allows it: root may write where permissions forbid it. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0

const publishing = 'node_modules/.bin/node commands/node.mjs commands/cli.ts publish'

const inNamespace = (name: string, script: string) => {
  const state = join(folder, name)
  mkdirSync(state, { recursive: true })
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, STATE: state } } as const
  return { state, ...spawnSync('unshare', ['-rm', 'sh', '-c', script], options) }
}

describe.skipIf(!mayMount)('the disk of the local state', () => {
  it('that is read-only is told in one sentence', () => {
    const { state, status, stdout, stderr } = inNamespace(
      'read-only',
      `mount --bind "$STATE" "$STATE" && mount -o remount,ro,bind "$STATE" && ${publishing}`,
    )
    expect([status, stdout, stderr]).toEqual([1, '', unwritable(state)])
  })

  it('that is full is told in one sentence; with room the same command works', () => {
    const { state, status, stdout, stderr } = inNamespace(
      'full',
      `mount -t tmpfs -o size=2m tmpfs "$STATE" && { ${publishing}; echo "status $?"; } && mount -o remount,size=64m "$STATE" && ${publishing}`,
    )
    expect(stdout).toMatch(/^status 1\nPublished release \S+\.1: \d+ rows in \d+ datasets\.\n$/)
    const sentences = stderr.split('\n').filter((line) => line !== '' && !/^\w+: \d+ of \d+ rows$/.test(line))
    expect([status, sentences]).toEqual([
      0,
      [`No room is left on the disk of ${state}: make room, then run the same command again; nothing was switched.`],
    ])
  })
})
