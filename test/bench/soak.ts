import { folder } from './state.ts'
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadSeed, readFolder } from '../../commands/load.ts'
import { takeState } from '../../commands/owner.ts'
import type { SeedRows } from '../../commands/publish.ts'
import { serveOrders } from '../../commands/serve.ts'
import { inKeyOrder } from '../../src/release/digest.ts'
import type { Dataset } from '../../src/dataset/define.ts'
import type { Row } from '../../src/dataset/define.ts'
import { cellsOf } from '../../src/dataset/label.ts'
import { datasets } from '../../src/datasets/index.ts'
import { formats } from '../../src/formats/index.ts'
import { command, copySeed } from '../e2e/commands.ts'
import { publishBesideReaders } from './publishes.ts'
import { startWorld } from './world.ts'

/**
 * Mixed traffic on loopback with publishes by a command of their own and D1 faults in between. Each answer is checked against the release
 * that it names. Then publishes one after another, beside readers.
 */

const seconds = Number(process.env['SOAK_SECONDS'] ?? 120)
const concurrency = 32
const cycleSeconds = 40

const publishes = 20
const publishSecondsMax = 60

const seed: SeedRows = loadSeed()
const state = join(folder, 'state')
const edited = join(folder, 'seed')
const edit = copySeed(edited)
const taken = await takeState('npm run soak', (error) => {
  throw error
})
const world = await startWorld()
if ('hold' in taken) await serveOrders(world.database, taken.hold)
const expected = new Map<string, SeedRows>()
const served = new Set<string>()
const counts = { requests: 0, ok: 0, unchanged: 0, refused: 0, cold503: 0, wrong: 0, warm5xx: 0, stale: 0 }
const problems: string[] = []
let newest = ''

// A row is compared as text, so its columns stand in the order in which answers have them.
const inHeaderOrder = ({ header }: Dataset, row: Row): Row =>
  Object.fromEntries(header.map((name) => [name, row[name]!]))

let publishing = Promise.resolve()

/** Publishes a seed that differs in a title from any other, so that a body of one release cannot pass for another's. */
const publishEdition = async (number: number): Promise<void> => {
  edit('axes.csv', (text) => text.replace(/^(5,axis,[^,]*),[^,]*/m, `$1,Edition ${number}`))
  const { out, err } = await command(['commands/cli.ts', 'publish'], { SEED: edited, STATE: state }).ended
  const [, release] = out.match(/^Published release (\S+):/) ?? []
  if (release === undefined) return complain(`edition ${number} was not published: ${out}${err}`)
  const rows: SeedRows = loadSeed(readFolder(edited))
  expected.set(
    release,
    Object.fromEntries(
      datasets.map((one) => [one.name, inKeyOrder(one, rows[one.name]!).map((row) => inHeaderOrder(one, row))]),
    ),
  )
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

interface Ask {
  path: string
  /** The text that a release should answer with; undefined where the answer is JSON rows. */
  text?: (rows: SeedRows) => string
  data?: (rows: SeedRows) => unknown
}

const dataset = () => pick(datasets)

const lineFormats = formats.filter((format) => format.kind === 'lines')

/** The kinds of requests, in the proportions of the list. */
const asks: readonly (() => Ask)[] = [
  () => {
    const [one, format] = [dataset(), pick(lineFormats)]
    const cells = cellsOf(one, { fields: [...one.header] })
    return {
      path: `/v1/${one.name}.${format.extension}`,
      text: (rows) => format.head(cells) + rows[one.name]!.map((row) => format.row(cells, row)).join(''),
    }
  },
  () => {
    const one = dataset()
    return { path: `/v1/${one.name}`, data: (rows) => rows[one.name] }
  },
  () => {
    const one = dataset()
    // One row in forty: a set of keys that is warm before memory is measured.
    const row = pick(seed[one.name]!.filter((_, at) => at % 40 === 0))
    const key = one.key.map((name) => encodeURIComponent(String(row[name]))).join('/')
    const same = (other: Row) => one.key.every((name) => other[name] === row[name])
    return { path: `/v1/${one.name}/${key}`, data: (rows) => rows[one.name]!.find(same) }
  },
  () => {
    const [axis, year] = [pick(['1', '2', '3', '4', '5', 'total']), pick([2018, 2020, 2022])]
    return {
      path: `/v1/facts?axis=${axis}&year=${year}`,
      data: (rows) => rows['facts']!.filter((row) => row['axis'] === axis && row['year'] === year),
    }
  },
  () => {
    const from = Math.floor(Math.random() * 20_000)
    return {
      path: `/v1/axes?fields=code,title_en&kind=axis&utm_source=${from}`,
      data: (rows) =>
        rows['axes']!.filter(({ kind }) => kind === 'axis').map(({ code, title_en }) => ({ code, title_en })),
    }
  },
]

const refusals = ['/v1/observations?axis=II', '/v1/nope', '/v1/snapshots/2019', '/v1/facts?yaer=2022']

const complain = (what: string) => {
  if (problems.length < 10) problems.push(what)
}

const releaseOf = (response: Response, body: string): string =>
  response.headers.get('Content-Disposition')?.match(/_(\d{4}-\d\d-\d\d\.\d+)/)?.[1] ??
  (body.startsWith('{"data"') ? (JSON.parse(body) as { meta: { release: string } }).meta.release : newest)

const isRight = (ask: Ask, rows: SeedRows, body: string): boolean => {
  if (ask.text) return ask.text(rows) === body
  const { data } = JSON.parse(body) as { data: unknown }
  return JSON.stringify(data) === JSON.stringify(ask.data!(rows))
}

const requestRows = async (): Promise<void> => {
  const ask = pick(asks)()
  const response = await fetch(world.url + ask.path)
  const body = new TextDecoder('utf-8', { ignoreBOM: true, fatal: false }).decode(await response.arrayBuffer())
  counts.requests += 1
  if (response.headers.get('Stale-Release')) counts.stale += 1
  if (response.status >= 500) {
    if (served.has(`${newest} ${ask.path}`)) {
      counts.warm5xx += 1
      complain(`${response.status} on a warm key: ${ask.path}`)
    } else counts.cold503 += 1
    return
  }
  // NDJSON is a text without a name of its release but in its file name.
  const release = releaseOf(response, body)
  if (!expected.has(release)) await publishing
  if (response.status !== 200 || !isRight(ask, expected.get(release)!, body)) {
    counts.wrong += 1
    complain(`${response.status}, not what release ${release} holds: ${ask.path}`)
    return
  }
  counts.ok += 1
  served.add(`${release} ${ask.path}`)
  if (release > newest) newest = release
  const etag = response.headers.get('ETag')!
  if (Math.random() < 0.2) await requestAgain(ask.path, etag)
}

const requestAgain = async (path: string, etag: string): Promise<void> => {
  const { status } = await fetch(world.url + path, { headers: { 'If-None-Match': etag } })
  counts.requests += 1
  if (status === 304) counts.unchanged += 1
}

const requestRefused = async (): Promise<void> => {
  const path = pick(refusals)
  const { status } = await fetch(world.url + path)
  counts.requests += 1
  if (status === 400 || status === 404) counts.refused += 1
  else if (status !== 503) complain(`${status} for ${path}`)
}

const memoryOf = (pid: string) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)![1]) / 1024
const workerd = execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' })
  .trim()
  .split('\n')[0]!
const memory: number[] = []

/** Publishes, then a D1 that is down, then one that is slow, over and over. */
const disturb = async (until: number): Promise<number> => {
  let number = 1
  const pause = (ms: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(ms, until - Date.now()))))
  while (Date.now() < until) {
    await pause(cycleSeconds * 600)
    await world.d1('down')
    await pause(cycleSeconds * 150)
    await world.d1('slow')
    await pause(cycleSeconds * 100)
    await world.d1('up')
    await pause(cycleSeconds * 150)
    if (Date.now() < until) await (publishing = publishEdition((number += 1)))
  }
  return number
}

const client = async (until: number): Promise<void> => {
  while (Date.now() < until) await (Math.random() < 0.05 ? requestRefused() : requestRows())
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const report = (editions: number): boolean => {
  const quarter = Math.floor(memory.length / 4)
  const [early, late] = [median(memory.slice(quarter, 2 * quarter)), median(memory.slice(-quarter))]
  const perSecond = Math.round(counts.requests / seconds)
  console.log(
    `${seconds} s, concurrency ${concurrency}, ${editions} releases, D1 down and slow in between: ${counts.requests} requests, ${perSecond} a second`,
  )
  console.log(
    `${counts.ok} right bodies, ${counts.wrong} wrong, ${counts.unchanged} times 304, ${counts.refused} refused as they should be`,
  )
  console.log(
    `${counts.warm5xx} failures on warm keys, ${counts.cold503} of cold keys while D1 was down or slow, ${counts.stale} answers marked stale`,
  )
  console.log(
    `memory of workerd: ${Math.round(early)} MiB in the second quarter, ${Math.round(late)} MiB in the last (ratio ${(late / early).toFixed(2)})`,
  )
  for (const problem of problems) console.log(problem)
  if (process.env['SOAK_MEMORY']) console.log(memory.map(Math.round).join(' '))
  return counts.wrong === 0 && counts.warm5xx === 0 && problems.length === 0 && late / early < 1.3
}

const reportPublishes = async (): Promise<boolean> => {
  const there = { url: world.url, state, seed: join(folder, 'seed-readers') }
  const { seconds: each, failures, reads, failed } = await publishBesideReaders(there, publishes)
  console.log(
    `${publishes - failures.length} of ${publishes} publishes beside four readers, the longest ${Math.max(...each).toFixed(1)} s; ${reads} reads, ${failed.length} failed`,
  )
  for (const problem of [...failures, ...failed].slice(0, 10)) console.log(problem)
  return failures.length === 0 && failed.length === 0 && Math.max(...each) < publishSecondsMax
}

const soak = async (): Promise<boolean> => {
  await publishEdition(1)
  const until = Date.now() + seconds * 1000
  const watch = setInterval(() => memory.push(memoryOf(workerd)), 1000)
  const [editions] = await Promise.all([disturb(until), ...Array.from({ length: concurrency }, () => client(until))])
  clearInterval(watch)
  const passed = report(editions)
  const published = await reportPublishes()
  await world.stop()
  return passed && published
}

const passed = await soak()
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
process.exit(passed ? 0 : 1)
