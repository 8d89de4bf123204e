import { createServer } from 'node:net'
import type { Miniflare } from 'miniflare'
import { checkFiles, checkRows, explain } from './faults.ts'
import { databaseStore } from './database.ts'
import { loadSeed, SeedError } from './load.ts'
import { build, host, migrate, startLocal } from './local.ts'
import { occupied, takeState } from './owner.ts'
import { publish } from './publish.ts'
import { serveOrders } from './serve.ts'

const portDefault = 8787

/** A failure that is told in one sentence, with its remedy. */
const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

/** Why a port cannot be had, as the system names it; undefined when it can. */
const portFault = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })

const takePort = async (): Promise<number> => {
  const port = Number(process.env['PORT'] ?? portDefault)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`PORT is "${process.env['PORT']}"; expected a number from 1 to 65535.`)
  const fault = await portFault(port)
  if (fault === 'EACCES') fail(`Port ${port} is not for this user: choose another with PORT=${portDefault} npm start.`)
  if (fault !== undefined)
    fail(`Port ${port} is in use: stop what uses it, or choose another with PORT=${port + 1} npm start.`)
  return port
}

const main = async (): Promise<void> => {
  const state = await takeState('npm start', (error) => fail(explain(error)))
  if ('owner' in state) return fail(occupied(state.owner))
  const port = await takePort()
  const seed = loadSeed()
  let local: Miniflare | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void Promise.resolve(local?.dispose()).finally(() => process.exit(0)))
  checkFiles()
  await build()
  local = startLocal(port)
  await migrate(local)
  const db = await databaseStore(local)
  const { release, published, datasets } = await publish(db, seed, new Date())
  if (!published) await checkRows(db, release, datasets)
  await local.ready
  await serveOrders(db, state.hold)
  const rows = datasets.reduce((sum, { rows: count }) => sum + count, 0)
  const url = `http://${host}:${port}`
  console.log(
    `Fondo Aperto: release ${release}, ${rows} rows in ${datasets.length} datasets${published ? ', published now' : ', unchanged'}.`,
  )
  console.log(`What there is: ${url}/v1`)
  console.log(`A spreadsheet: ${url}/v1/snapshots/latest.it.csv`)
  console.log('Stop with Ctrl+C.')
}

try {
  await main()
} catch (error) {
  const remedy = 'Nothing was loaded: mend these lines and start again.'
  fail(error instanceof SeedError ? `${error.message}\n${remedy}` : `Fondo Aperto could not start: ${explain(error)}`)
}
