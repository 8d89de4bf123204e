import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { codeDigest, handOver, type Letter } from '../../commands/handover.ts'
import { pointerSeconds } from '../../src/dataset/freshness.ts'
import { publishBesideReaders } from '../bench/publishes.ts'
import { account, startCloudflare, token } from './cloudflare.ts'
import { command, copySeed, endAll, freePort, type Ended } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-publish-'))

afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

/** The release that a command says it has published. */
const releaseIn = ({ out, err }: Ended): string => {
  const [, release] = out.match(/^Published release (\S+): \d+ rows in \d+ datasets\.$/m) ?? []
  if (release === undefined) throw new Error(`Nothing was published:\n${out}${err}`)
  return release
}

/** One line that a person can read: no stack, no SQL, no place in a file. */
const expectSentence = ({ status, out, err }: Ended) => {
  expect([status, out]).toEqual([1, ''])
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/failed query|params:|select |insert |^\s+at |node:|file:|\[cause\]/im)
}

describe('through the HTTP API of Cloudflare', () => {
  const seed = join(folder, 'seed-remote')
  const edit = copySeed(seed)
  let cloudflare: Awaited<ReturnType<typeof startCloudflare>>
  beforeAll(async () => {
    cloudflare = await startCloudflare(join(folder, 'cloudflare'))
  })
  afterAll(() => cloudflare.stop())
  afterEach(() => {
    cloudflare.seen.meanwhile = async () => {}
    cloudflare.seen.page = undefined
  })

  const start = (parameters: readonly string[], environment: Record<string, string | undefined> = {}) =>
    command(['commands/cli.ts', ...parameters], {
      SEED: seed,
      // A command that took the local database in place of Cloudflare's would find it empty.
      STATE: join(folder, 'unused'),
      CLOUDFLARE_API: cloudflare.url,
      CLOUDFLARE_ACCOUNT_ID: account,
      CLOUDFLARE_API_TOKEN: token,
      ...environment,
    })
  const run = (parameters: readonly string[], environment?: Record<string, string | undefined>) =>
    start(parameters, environment).ended

  const all = async <T>(sql: string, ...values: string[]) =>
    (
      await cloudflare.db
        .prepare(sql)
        .bind(...values)
        .all<T>()
    ).results
  const current = async () => (await all<{ release: string }>('select release from pointer'))[0]?.release
  const releases = async () =>
    (await all<{ id: string }>('select id from releases order by published_at')).map(({ id }) => id)
  const rowsOf = async (table: string, release: string) =>
    (await all<{ count: number }>(`select count(*) as count from ${table} where release = ?`, release))[0]!.count
  const edited = (n: number) => edit('axes.csv', (text) => text.replace(/^(5,axis,[^,]*),[^,]*/m, `$1,Assistance ${n}`))

  let first = ''
  let second = ''

  it('publishes: says how far it is, and what is there then', async () => {
    const done = await run(['publish', '--remote'])
    first = releaseIn(done)
    expect(done.status).toBe(0)
    expect(first).toMatch(/^\d{4}-\d\d-\d\d\.1$/)
    expect(done.err.split('\n')).toContain('axes: 7 of 7 rows')
    expect(done.err).not.toMatch(/axes: 0 of/)
    expect([await current(), await releases()]).toEqual([first, [first]])
    const manifest = await all<{ dataset: string; rows: number }>('select dataset, rows from release_datasets')
    expect(manifest.length).toBeGreaterThan(18)
    for (const { dataset, rows } of manifest) expect([dataset, await rowsOf(dataset, first)]).toEqual([dataset, rows])
    const total = manifest.reduce((sum, { rows }) => sum + rows, 0)
    expect(done.out).toBe(`Published release ${first}: ${total} rows in ${manifest.length} datasets.\n`)
  })

  it('sends bounded batches, each a statement', () => {
    // A statement carries a part of a file at most, of a million bytes, as JSON writes it; D1 takes two million.
    expect(cloudflare.seen.bodyBytes).toBeLessThan(1_500_000)
    const inserts = cloudflare.seen.statements.filter((sql) => sql.startsWith('insert into "observations"'))
    expect(inserts.length).toBeGreaterThan(3)
  })

  it('publishes nothing when nothing has changed, says so, and writes nothing', async () => {
    cloudflare.seen.statements = []
    const done = await run(['publish', '--remote'])
    expect(done).toMatchObject({
      status: 0,
      out: `Nothing to publish: release ${first} holds these rows already.\n`,
      err: '',
    })
    expect(cloudflare.seen.statements.filter((sql) => !sql.startsWith('select '))).toEqual([])
  })

  it('says what a changed seed changes, in figures, and only that', async () => {
    edited(1)
    const done = await run(['publish', '--remote'])
    second = releaseIn(done)
    expect([await current(), await releases()]).toEqual([second, [first, second]])
    expect(done.out.trimEnd().split('\n').slice(1)).toEqual([
      `  axes: 0 rows added, 0 removed, 1 changed since ${first}`,
    ])
  })

  it('rolls back to an earlier release', async () => {
    const done = await run(['rollback', first, '--remote'])
    expect(done).toMatchObject({ status: 0, out: `Serving release ${first}; it was ${second}.\n`, err: '' })
    expect([await current(), await releases()]).toEqual([first, [first, second]])
  })

  it('retires a release on request: its rows go, its digest is told and kept', async () => {
    const [{ digest }] = (await all<{ digest: string }>('select digest from releases where id = ?', second)) as [
      { digest: string },
    ]
    const done = await run(['publish', '--retire', second, '--remote'])
    expect(done).toMatchObject({ status: 0, out: `Retired release ${second}, whose digest was ${digest}.\n`, err: '' })
    expect([await rowsOf('observations', second), await rowsOf('axes', second)]).toEqual([0, 0])
    const kept = await all('select digest, retired_at is not null as retired from releases where id = ?', second)
    expect(kept).toEqual([{ digest, retired: 1 }])
    expect([await current(), (await rowsOf('observations', first)) > 800]).toEqual([first, true])
  })

  it.each([
    ['the current release', () => ['publish', '--retire', first], () => `Release ${first} is the current one`],
    ['a retired one', () => ['rollback', second], () => `Release ${second} was retired on `],
    ['one that never was', () => ['publish', '--retire', '2020-01-01.1'], () => `There are: ${first}.`],
  ])('refuses to take %s, in one sentence', async (_, parameters, told) => {
    const done = await run([...parameters(), '--remote'])
    expectSentence(done)
    expect(done.err).toContain(told())
    expect(await current()).toBe(first)
  })

  it.each(['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID'])('without %s says so in one sentence', async (name) => {
    cloudflare.seen.statements = []
    const done = await run(['publish', '--remote'], { [name]: undefined })
    expectSentence(done)
    expect(done.err).toBe(`--remote needs ${name} in the environment.\n`)
    expect(cloudflare.seen.statements).toEqual([])
  })

  it.each(['publish', 'rollback'])('with a wrong token tells what Cloudflare says: %s', async (name) => {
    const done = await run([name, ...(name === 'rollback' ? [first] : []), '--remote'], {
      CLOUDFLARE_API_TOKEN: 'another',
    })
    expectSentence(done)
    expect(done.err).toContain('Cloudflare answered 401: Authentication error')
    expect(done.err).not.toContain('another')
  })

  it('with an account of others tells what Cloudflare says', async () => {
    const done = await run(['publish', '--remote'], { CLOUDFLARE_ACCOUNT_ID: 'of-others' })
    expectSentence(done)
    expect(done.err).toContain('Cloudflare answered 404: The database')
  })

  it('tells in one sentence that the API is not there, and where it was looked for', async () => {
    const port = await freePort()
    const done = await run(['publish', '--remote'], { CLOUDFLARE_API: `http://127.0.0.1:${port}` })
    expectSentence(done)
    expect(done.err).toContain(`127.0.0.1:${port}`)
  })

  it('tells in one sentence that something in between answers, with the status', async () => {
    cloudflare.seen.page = '<html><h1>502 Bad Gateway</h1></html>'
    const done = await run(['publish', '--remote'])
    expectSentence(done)
    expect(done.err).toContain('502')
  })

  it('tells a failure midway in one sentence, however many rows were on their way, and leaves the pointer', async () => {
    edited(2)
    cloudflare.seen.meanwhile = async (sql) => {
      if (sql.startsWith('insert into "observations"')) throw new Error('D1 is overloaded')
    }
    const done = await run(['publish', '--remote'])
    const lines = done.err.trimEnd().split('\n')
    expectSentence({ ...done, err: lines.filter((line) => !/^\w+: \d+ of \d+ rows$/.test(line)).join('\n') })
    expect(lines.at(-1)).toContain('D1 is overloaded')
    expect(await current()).toBe(first)
  })

  it('tells bad seed lines with the remedy, before anything is sent', async () => {
    cloudflare.seen.statements = []
    edit('axes.csv', (text) => text.replace('5,axis,', '5,axle,'))
    const done = await run(['publish', '--remote'])
    edit('axes.csv', (text) => text.replace('5,axle,', '5,axis,'))
    expect([done.status, done.out]).toEqual([1, ''])
    expect(done.err).toMatch(
      /^seed\/axes\.csv:7: kind: expected .*, got "axle"\nNothing was loaded: mend these lines and publish again\.\n$/,
    )
    expect(cloudflare.seen.statements).toEqual([])
  })

  it.each([
    ['in the middle of the rows', 'insert into "observations"'],
    ['at the switch', 'insert into "pointer"'],
  ])(
    'killed %s, then run again: one finished release more, and readers have the old one until then',
    async (where, fatal) => {
      edited(`killed ${where}`.length + 10)
      const before = { current: await current(), releases: await releases() }
      const publishing = start(['publish', '--remote'])
      // What has reached Cloudflare is run, though nobody waits for it any more.
      cloudflare.seen.meanwhile = async (sql) => {
        if (!sql.startsWith(fatal) || publishing.child.killed) return
        publishing.child.kill('SIGKILL')
        await sleep(300)
        if (where === 'at the switch') throw new Error('the request was lost')
      }
      expect((await publishing.ended).signal).toBe('SIGKILL')
      await sleep(600)
      cloudflare.seen.meanwhile = async () => {}
      expect(await current()).toBe(before.current)
      const done = releaseIn(await run(['publish', '--remote']))
      expect(await current()).toBe(done)
      expect(await releases()).toEqual([...before.releases, done])
      const unread = await all<{ count: number }>(
        'select count(*) as count from observations where release not in (select id from releases)',
      )
      expect(unread).toEqual([{ count: 0 }])
      const manifest = await all<{ dataset: string; rows: number }>(
        'select dataset, rows from release_datasets where release = ?',
        done,
      )
      for (const { dataset, rows } of manifest) expect([dataset, await rowsOf(dataset, done)]).toEqual([dataset, rows])
    },
  )

  it('never looks at the local state', () => {
    expect(existsSync(join(folder, 'unused'))).toBe(false)
  })

  it.each([[[]], [['rollback']]])('tells how it is used when it is not understood: %j', async (parameters) => {
    const done = await run([...parameters, '--remote'])
    expect([done.status, done.out]).toEqual([1, ''])
    expect(done.err).toMatch(/^Usage:\nnpm run publish .*\n/)
  })
})

describe('on this machine, beside an API that runs', () => {
  const seed = join(folder, 'seed-local')
  const edit = copySeed(seed)
  // Longer than the path of a socket may be.
  const state = join(folder, 'state'.repeat(20))
  const temporary = join(folder, 'temporary')
  const environment = { SEED: seed, STATE: state, TMPDIR: temporary }
  const start = (...parameters: string[]) => command(['commands/cli.ts', ...parameters], environment)
  const run = (...parameters: string[]) => start(...parameters).ended
  const socket = () => (JSON.parse(readFileSync(join(state, 'owner.json'), 'utf8')) as { socket: string }).socket
  /** An order given at once, by no command of its own. */
  const order = (letter: Partial<Letter>) =>
    handOver(
      socket(),
      {
        order: { kind: 'rollback', release: first() },
        work: 'npm run rollback',
        pid: 1,
        since: '2026-11-21T12:00:00Z',
        code: codeDigest(),
        ...letter,
      },
      { progress: () => {}, say: () => {} },
    )
  let port: number
  let api: ReturnType<typeof command>
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const title = async () => ((await (await get('/v1/axes/5')).json()) as { data: { title_en: string } }).data.title_en
  const first = () => `${day}.1`
  const second = () => `${day}.2`
  let day = ''

  // A pointer lives as long as its bound; then one request still reads the new one.
  const patience = { timeout: (pointerSeconds + 5) * 1000, interval: 500 }

  beforeAll(async () => {
    mkdirSync(temporary)
    port = await freePort()
    api = command(['commands/start.ts'], { ...environment, PORT: String(port) })
    await api.until('Ctrl+C')
    const { meta } = (await (await get('/v1')).json()) as { meta: { release: string } }
    day = meta.release.slice(0, 10)
    expect(meta.release).toBe(first())
  })
  afterAll(async () => {
    api.child.kill('SIGINT')
    await api.ended
    expect([readdirSync(temporary), readdirSync(state).toSorted()]).toEqual([[], ['owner.lock', 'v3']])
  })

  it('takes orders on a socket of a short path, which nobody else may open', () => {
    expect(Buffer.byteLength(state)).toBeGreaterThan(100)
    expect(socket().startsWith(temporary)).toBe(true)
    expect(statSync(socket()).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(socket())).mode & 0o777).toBe(0o700)
  })

  it('lets no second npm start have the same state, and says so in one sentence', async () => {
    const done = await command(['commands/start.ts'], { ...environment, PORT: String(await freePort()) }).ended
    expectSentence(done)
    expect(done.err).toMatch(
      new RegExp(`^npm start \\(process ${api.child.pid}, since \\d{4}-[^)]*\\) has the local database in ${state}: `),
    )
  })

  it('publishes nothing when nothing has changed', async () => {
    expect(await run('publish')).toMatchObject({
      status: 0,
      out: `Nothing to publish: release ${first()} holds these rows already.\n`,
    })
  })

  it('publishes a changed seed: the API shows it within the bound of the pointer', { timeout: 180_000 }, async () => {
    expect(await title()).toBe('Technical assistance')
    edit('axes.csv', (text) => text.replace('Technical assistance', 'Assistance'))
    const done = await run('publish')
    expect([done.status, releaseIn(done)]).toEqual([0, second()])
    expect(done.out).toContain(`  axes: 0 rows added, 0 removed, 1 changed since ${first()}\n`)
    await expect.poll(title, patience).toBe('Assistance')
    const pinned = (await (await get(`/v1/releases/${first()}/axes/5`)).json()) as { data: { title_en: string } }
    expect(pinned.data.title_en).toBe('Technical assistance')
    const { data } = (await (await get('/v1/changes')).json()) as { data: unknown[] }
    expect(data).toEqual([
      {
        dataset: 'axes',
        key: '5',
        change: 'changed',
        column: 'title_en',
        before: 'Technical assistance',
        after: 'Assistance',
      },
    ])
  })

  it('rolls back and retires: the API shows both within the bound of the pointer', { timeout: 180_000 }, async () => {
    expect(await run('rollback', first())).toMatchObject({
      status: 0,
      out: `Serving release ${first()}; it was ${second()}.\n`,
    })
    const retired = await run('publish', '--retire', second())
    expect([retired.status, retired.err]).toEqual([0, ''])
    expect(retired.out).toMatch(new RegExp(`^Retired release ${second()}, whose digest was [0-9a-f]{64}\\.\\n$`))
    await expect.poll(title, patience).toBe('Technical assistance')
    const gone = await get(`/v1/releases/${second()}/axes`)
    expect([gone.status, await gone.text()]).toEqual([410, expect.stringContaining(second())])
  })

  it('publishes while the API is asked: neither fails for the other', async () => {
    edit('axes.csv', (text) => text.replace('Assistance', 'Aid'))
    const publishing = run('publish')
    const ended = publishing.then(() => 'ended')
    const answers: number[] = []
    // Questions that nobody has asked yet, so that each reads the database that is written meanwhile.
    for (let line = 1; (await Promise.race([ended, sleep(100)])) !== 'ended'; line += 1) {
      answers.push((await get(`/v1/observations?line=${line}`)).status)
    }
    const done = await publishing
    expect(answers.length).toBeGreaterThan(10)
    expect(answers.filter((status) => status !== 200)).toEqual([])
    expect(releaseIn(done)).toBe(`${day}.3`)
  })

  it('tells bad seed lines, and what cannot be done, as without the API', async () => {
    edit('axes.csv', (text) => text.replace('5,axis,', '5,axle,'))
    const bad = await run('publish')
    edit('axes.csv', (text) => text.replace('5,axle,', '5,axis,'))
    expect([bad.status, bad.out]).toEqual([1, ''])
    expect(bad.err).toMatch(/^seed\/axes\.csv:7: kind: .*\nNothing was loaded: mend these lines and publish again\.\n$/)
    const none = await run('rollback', '2020-01-01.1')
    expectSentence(none)
    expect(none.err).toContain('There is no release "2020-01-01.1" to take. There are: ')
  })

  it('refuses rows that other code has read', async () => {
    const told = 'The code has changed since npm start began: stop it and start it again, which publishes the seed.'
    await expect(order({ order: { kind: 'publish', seed: {} }, code: 'another' })).rejects.toThrow(told)
  })

  it('does one order at a time; a publish that is ended by Ctrl+C is not switched to', async () => {
    edit('axes.csv', (text) => text.replace('Aid', 'Help'))
    const publishing = start('publish')
    await publishing.until('axes: 7 of 7 rows')
    await expect(order({})).rejects.toThrow(
      new RegExp(
        `^npm run publish \\(process ${publishing.child.pid}, since [^)]*\\) is at work: try again when it has ended\\.$`,
      ),
    )
    publishing.child.kill('SIGINT')
    expect((await publishing.ended).signal).toBe('SIGINT')
    edit('axes.csv', (text) => text.replace('Help', 'Aid'))
    expect(await run('publish')).toMatchObject({
      status: 0,
      out: `Nothing to publish: release ${day}.3 holds these rows already.\n`,
    })
  })

  it('publishes again and again beside four readers: no publish and no read fails', { timeout: 300_000 }, async () => {
    const there = { url: `http://127.0.0.1:${port}`, state, seed: join(folder, 'seed-readers') }
    const { seconds, failures, reads, failed } = await publishBesideReaders(there, 4)
    expect([failures, failed]).toEqual([[], []])
    expect(Math.max(...seconds)).toBeLessThan(60)
    expect(reads).toBeGreaterThan(100)
  })

  it('leaves the API up', async () => {
    expect(api.child.exitCode).toBeNull()
    await expect.poll(async () => (await get('/v1/observations.csv')).status, patience).toBe(200)
  })
})
