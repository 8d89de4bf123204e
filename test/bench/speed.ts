import { folder } from './state.ts'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import packages from '../../package.json' with { type: 'json' }
import { databaseStore } from '../../commands/database.ts'
import { loadSeed } from '../../commands/load.ts'
import { build, migrate, startLocal } from '../../commands/local.ts'
import { publish } from '../../commands/publish.ts'
import { compare, type Comparison } from './rounds.ts'
import { startBaseline } from './warm.ts'
import { startWorld } from './world.ts'

/** `npm run bench`: how near the warm answers come to a Worker that only sends bytes from memory. Ratios in one run; see README.md. */

const rounds = Number(process.env['ROUNDS'] ?? 5)
const seconds = Number(process.env['SECONDS'] ?? 3)

const paths = [
  '/v1/snapshots/2022',
  '/v1/snapshots.csv',
  '/v1/facts/certified-2022-2',
  '/v1/facts?axis=2&year=2022',
  '/v1',
] as const

await build()
const local = startLocal(0)
await migrate(local)
await publish(await databaseStore(local), loadSeed(), new Date())
const { origin } = await local.ready

const answers = await Promise.all(
  paths.map(async (path) => {
    // As the clients that measure ask: without compression.
    const response = await fetch(origin + path, { headers: { 'Accept-Encoding': 'identity' } })
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}: ${await response.text()}`)
    return { path, etag: response.headers.get('ETag')!, response, body: new Uint8Array(await response.arrayBuffer()) }
  }),
)
const baseline = await startBaseline(answers)

const results: Record<string, Comparison & { bytes: number }> = {}
const run = { rounds, seconds }
for (const { path, etag, body } of answers) {
  const measure = async (name: string, status: number, headers?: Record<string, string>) => {
    const contender = (url: string) => ({ url: url + path, ...(headers && { headers }) })
    const comparison = await compare(contender(origin), contender(baseline.url), { ...run, status })
    results[name] = { ...comparison, bytes: status === 304 ? 0 : body.length }
    console.log(`${comparison.ratio.toFixed(2)}  ${name} (${results[name].bytes} bytes)`)
  }
  await measure(path, 200)
  if (path === paths[0] || path === paths[1]) await measure(`${path} 304`, 304, { 'If-None-Match': etag })
}

await baseline.stop()
await local.dispose()

/** A question that nobody has asked before, and the same of the least Worker: all rows are above the bound, which alone differs. */
const bound = 99_000_000
const question = (filter: string) => (from: number) => `/v1/facts${filter}&value=-${from}..`
const world = await startWorld('test/bench/least.ts')
await publish(world.database, loadSeed(), new Date())
let asked = bound
for (const filter of ['?axis=2&year=2022', '?indicator=certified']) {
  const path = question(filter)
  const text = async (address: string) => (await fetch(world.url + address)).text()
  await text(`/__record?path=${encodeURIComponent(path(bound))}`)
  const least = (from: number) => `/__least${filter}&own=-${from}&recorded=-${bound}`
  const [ours, theirs] = [await text(path(bound)), await text(least(bound))]
  if (ours !== theirs || !ours.includes('"data"')) throw new Error(`${filter}: the two answers are not the same.`)
  const next = (address: (from: number) => string) => () => address((asked -= 1))
  const comparison = await compare(
    { url: world.url, path: next(path) },
    { url: world.url, path: next(least) },
    { ...run, status: 200 },
  )
  const name = `/v1/facts${filter}, cold`
  results[name] = { ...comparison, bytes: ours.length }
  console.log(`${comparison.ratio.toFixed(2)}  ${name} (${ours.length} bytes)`)
}
await world.stop()
rmSync(folder, { recursive: true, force: true })

const record = join(import.meta.dirname, 'record')
mkdirSync(record, { recursive: true })
const { workerd, node } = { workerd: packages.devDependencies.wrangler, node: process.version }
const [cpu] = cpus()
const date = new Date().toISOString()
writeFileSync(
  join(record, 'warm.json'),
  `${JSON.stringify({ date, node, wrangler: workerd, cpu: cpu?.model, cores: cpus().length, ...run, results }, undefined, 1)}\n`,
)
