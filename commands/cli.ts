import { parseArgs } from 'node:util'
import { databaseStore } from './database.ts'
import { checkFiles, explain } from './faults.ts'
import { codeDigest, handOver } from './handover.ts'
import { loadSeed, SeedError } from './load.ts'
import { execute, reason, type Listener, type Order } from './orders.ts'
import { occupied, takeState } from './owner.ts'
import type { Progress } from './publish.ts'

const usage = `npm run publish               publish the seed as a new release, locally
npm run publish -- --remote   the same on Cloudflare
npm run publish -- --retire ID [--remote]
npm run rollback -- ID [--remote]`

const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

/** Told in place on a terminal, and at the end of each dataset elsewhere. */
const progress: Progress = (dataset, done, rows) => {
  const line = `${dataset}: ${done} of ${rows} rows`
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${done === rows ? '\n' : ''}`)
  else if (done === rows) console.error(line)
}

const terminal: Listener = { progress, say: (line) => console.log(line) }

/** What was asked for, with the seed that SEED names. */
const orderOf = (command: string, id: string | undefined, retired: string | undefined): Order => {
  if (command === 'publish' && retired !== undefined && id === undefined) return { kind: 'retire', release: retired }
  if (command === 'publish' && id === undefined) return { kind: 'publish', seed: loadSeed() }
  if (command === 'rollback' && id !== undefined && retired === undefined) return { kind: 'rollback', release: id }
  throw new Error(`Usage:\n${usage}`)
}

/** Carries out an order on the local database, which a running `npm start` does when there is one. */
const runLocal = async (order: Order, work: string): Promise<void> => {
  const state = await takeState(work, (error) => fail(explain(error)))
  if ('owner' in state) {
    const { socket } = state.owner ?? {}
    if (socket === undefined) throw new Error(occupied(state.owner))
    const letter = { order, work, pid: process.pid, since: new Date().toISOString(), code: codeDigest() }
    return handOver(socket, letter, terminal)
  }
  const { migrate, startDatabase } = await import('./local.ts')
  checkFiles()
  const local = startDatabase()
  try {
    await migrate(local)
    await execute(await databaseStore(local), order, terminal)
  } finally {
    await local.dispose()
  }
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { remote: { type: 'boolean', default: false }, retire: { type: 'string' } },
  })
  const [command = '', id, ...rest] = positionals
  if (rest.length > 0) throw new Error(`Usage:\n${usage}`)
  // Wrangler takes longer to load than most orders take: it waits until it is wanted.
  const store = values.remote ? (await import('./remote.ts')).remoteStore() : undefined
  const order = orderOf(command, id, values.retire)
  if (store) return execute(store, order, terminal)
  return runLocal(order, `npm run ${command}`).catch((error: unknown) => {
    throw new Error(explain(error))
  })
}

try {
  await main()
} catch (error) {
  const remedy = error instanceof SeedError ? '\nNothing was loaded: mend these lines and publish again.' : ''
  fail(`${reason(error)}${remedy}`)
}
