import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { end, startByPs, startOf, type Process } from '../../commands/processes.ts'
import type { Owner } from '../../commands/owner.ts'
import { command, copySeed, endAll, freePort } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-killed-'))
const [state, seed, temporary] = ['state', 'seed', 'temporary'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
]
const edit = copySeed(seed)
const environment = { SEED: seed, STATE: state, TMPDIR: temporary }
const start = (...parameters: string[]) => command(['commands/cli.ts', ...parameters], environment)
const serve = (port: number) => command(['commands/start.ts'], { ...environment, PORT: String(port) })

/** A process that is none of the commands'. */
const sleeper = spawn('sleep', ['600'])
const sleeperBegan = () => ({ pid: sleeper.pid!, started: startOf(sleeper.pid!)! })

const ownerFile = join(state, 'owner.json')
const owner = () => JSON.parse(readFileSync(ownerFile, 'utf8')) as Owner
const lives = ({ pid, started }: Process) => startOf(pid) === started
const title = (n: number) => edit('axes.csv', (text) => text.replace(/^(5,axis,[^,]*),[^,]*/m, `$1,Assistance ${n}`))

/** Nothing is left of a command but the database. */
const expectNothingLeft = () => {
  expect(readdirSync(temporary)).toEqual([])
  expect(readdirSync(state).toSorted()).toEqual(['owner.lock', 'v3'])
}

beforeAll(() => mkdirSync(temporary))
afterAll(() => {
  endAll()
  sleeper.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('a process', () => {
  it('is told apart by when it began', async () => {
    const { pid, started } = sleeperBegan()
    expect(startByPs(pid)).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} \d{4}$/)
    expect(await end({ pid, started: 'another time' })).toBe(true)
    expect(lives({ pid, started })).toBe(true)
    const other = spawn('sleep', ['600'])
    const mine = { pid: other.pid!, started: startOf(other.pid!)! }
    expect(await end(mine)).toBe(true)
    expect([lives(mine), startByPs(mine.pid)]).toEqual([false, undefined])
  })
})

describe('the state folder', () => {
  it('is cleared after a killed publish by the next one, which works', async () => {
    const publishing = start('publish')
    await publishing.until('axes: 7 of 7 rows')
    publishing.child.kill('SIGKILL')
    expect((await publishing.ended).signal).toBe('SIGKILL')
    const { children } = owner()
    expect(children.length).toBe(1)
    expect(children.map(lives)).toEqual([true])
    expect(readdirSync(join(state, 'temporary'))).toHaveLength(1)
    // As if the number of a child had been given to another process since.
    const { pid } = sleeperBegan()
    writeFileSync(ownerFile, JSON.stringify({ ...owner(), children: [...children, { pid, started: 'before' }] }))

    const done = await start('publish').ended
    expect([done.status, done.out]).toEqual([0, expect.stringMatching(/^Published release \S+\.1: /)])
    expect(children.map(lives)).toEqual([false])
    expect(lives(sleeperBegan())).toBe(true)
    expectNothingLeft()
  })

  it('is not to be had while it is at work: a second one says who is, in one sentence', async () => {
    title(1)
    const publishing = start('publish')
    await publishing.until('axes: 7 of 7 rows')
    publishing.child.kill('SIGSTOP')
    const second = await start('rollback', '2026-11-21.1').ended
    publishing.child.kill('SIGCONT')
    expect([second.status, second.out]).toEqual([1, ''])
    expect(second.err).toMatch(
      new RegExp(
        `^npm run publish \\(process ${publishing.child.pid}, since [^)]*\\) has the local database in ${state}: try again when it has ended, or choose another folder with STATE\\.\n$`,
      ),
    )
    expect(await publishing.ended).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^Published release \S+\.2: /),
    })
    expectNothingLeft()
  })

  it('is cleared after a killed npm start and the publish that it carried out, by the next one, which works', async () => {
    const port = await freePort()
    const status = async () => (await fetch(`http://127.0.0.1:${port}/v1`)).status
    const api = serve(port)
    await api.until('Ctrl+C')
    title(2)
    const publishing = start('publish')
    await publishing.until('axes: 7 of 7 rows')
    api.child.kill('SIGKILL')
    expect(await publishing.ended).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(/\nnpm start ended before the order was carried out: give it again\.\n$/),
    })
    const { children } = owner()
    await sleep(200)
    expect([children.map(lives), await status()]).toEqual([[true], 200])

    const again = serve(port)
    await again.until('Ctrl+C')
    expect(children.map(lives)).toEqual([false])
    expect(await status()).toBe(200)
    again.child.kill('SIGINT')
    const { out, err } = await again.ended
    expect([out.split('\n')[0], err]).toEqual([
      expect.stringMatching(/^Fondo Aperto: release \S+\.3, .* published now\.$/),
      '',
    ])
    expectNothingLeft()
  })
})
