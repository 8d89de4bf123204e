import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { command, endAll, root } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-synthetic-'))
const state = join(folder, 'state')
const load = (...parameters: string[]) => command(['test/bench/seed.ts', ...parameters], {})
const usage = 'Usage: npm run bench:seed -- --rows 1000000 [--state FOLDER] [--port PORT]\n'

afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

describe('what cannot be loaded', () => {
  it.each([
    [['--rows', '0'], '--rows is "0"; expected a whole number from 1 to 100000000.'],
    [['--rows', '-5'], undefined],
    [['--rows', '1e6'], '--rows is "1e6"; expected a whole number from 1 to 100000000.'],
    [['--rows', '100000001'], '--rows is "100000001"; expected a whole number from 1 to 100000000.'],
    [[], '--rows is missing; expected a whole number from 1 to 100000000.'],
    [['--rows', '5', '--port', '0'], '--port is "0"; expected a whole number from 1 to 65535.'],
    [['--rows', '5', '--colour', 'red'], "Unknown option '--colour'"],
  ])('%j is told in a sentence', async (parameters, sentence) => {
    const { status, out, err } = await load(...parameters).ended
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain(sentence ?? '--rows')
    expect(err.endsWith(usage)).toBe(true)
  })

  it('into the folder of npm start is refused', async () => {
    const { status, err } = await load('--rows', '5', '--state', '.wrangler/state').ended
    expect([status, err]).toEqual([
      1,
      `--state ${join(root, '.wrangler/state')} is where npm start has the real data: choose another folder.\n`,
    ])
  })
})

describe('a synthetic programme', () => {
  it('that is interrupted leaves nothing that is read, and a second one at once is told who is at work', async () => {
    const first = load('--rows', '20000', '--state', state)
    await first.until('a second')
    const second = await load('--rows', '20000', '--state', state).ended
    expect([second.status, second.out]).toEqual([1, ''])
    expect(second.err).toMatch(/^npm run bench:seed \(process \d+, since .*choose another folder with --state\.\n$/)
    first.child.kill('SIGINT')
    const { status, out, err } = await first.ended
    expect([status, out.includes('Release')]).toEqual([130, false])
    expect(err).toContain('Interrupted: no reader sees what was written, and the next load clears it.\n')
  })

  it('is loaded afterwards, once, with its speed and its memory', async () => {
    const done = await load('--rows', '12000', '--state', state).ended
    expect(done.status, done.err).toBe(0)
    const [loading, released, memory] = done.out.split('\n')
    expect(loading).toMatch(/^Loading 29,\d{3} rows into /)
    expect(released).toMatch(
      /^Release \d{4}-\d\d-\d\d\.1: 29,\d{3} rows, written at [\d,]+ rows a second, published in all at [\d,]+\.$/,
    )
    expect(memory).toMatch(/^Peak memory of the loader \d+ MB(, of the database \d+ MB)?\.$/)
    const again = await load('--rows', '12000', '--state', state).ended
    expect(again.out).toMatch(/\nRelease \S+\.1 holds these rows already; nothing was written\.\n/)
    const other = await load('--rows', '5', '--state', state).ended
    expect([other.status, other.err]).toEqual([
      1,
      expect.stringMatching(/ holds a programme of 12,\d{3} facts, and this one has \d+: remove that folder, or /),
    ])
  }, 180_000)
})

/** Linux lets a user mount in a namespace of his own, if the machine allows it. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0

it.skipIf(!mayMount)(
  'a disk that is full is told in a sentence, and nothing is half loaded',
  () => {
    const full = join(folder, 'full')
    mkdirSync(full)
    const bench = 'node_modules/.bin/node commands/node.mjs test/bench/seed.ts --rows'
    const script = `mount -t tmpfs -o size=6m tmpfs "${full}" && { ${bench} 20000 --state "${full}"; echo "status $?"; } && mount -o remount,size=256m "${full}" && ${bench} 300 --state "${full}"`
    const { status, stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stderr).toContain(
      `No room is left on the disk of ${full}: make room, then run the same command again; nothing was switched.\n`,
    )
    expect(stdout).toMatch(/^Loading .*\nstatus 1\nLoading .*\nRelease \S+\.1: /)
    expect(status).toBe(0)
  },
  120_000,
)
