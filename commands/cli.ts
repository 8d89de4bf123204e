import { parseArgs } from 'node:util'
import { DrizzleQueryError } from 'drizzle-orm'
import { loadSeed, SeedError } from './load.ts'
import { localDatabase, migrate, patient, startDatabase } from './local.ts'
import { publish, type Progress, type Store } from './publish.ts'
import { retire, rollback } from './switch.ts'
import { remoteStore } from './remote.ts'

const usage = `npm run publish               publish the seed as a new release, locally
npm run publish -- --remote   the same on Cloudflare
npm run publish -- --retire ID [--remote]
npm run rollback -- ID [--remote]`

/** Told in place on a terminal, and at the end of each dataset elsewhere. */
const progress: Progress = (dataset, done, rows) => {
  const line = `${dataset}: ${done} of ${rows} rows`
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${done === rows ? '\n' : ''}`)
  else if (done === rows) console.error(line)
}

const runPublish = async (db: Store): Promise<void> => {
  const { release, published, datasets, before, changes } = await publish(db, loadSeed(), new Date(), progress)
  if (!published) return console.log(`Nothing to publish: release ${release} holds these rows already.`)
  const rows = datasets.reduce((sum, { rows: count }) => sum + count, 0)
  console.log(`Published release ${release}: ${rows} rows in ${datasets.length} datasets.`)
  for (const [name, { added, removed, changed }] of Object.entries(changes))
    console.log(`  ${name}: ${added} rows added, ${removed} removed, ${changed} changed since ${before}`)
}

const run = async (db: Store, command: string, id: string | undefined, retired: string | undefined): Promise<void> => {
  if (command === 'publish' && retired !== undefined) {
    const { digest } = await retire(db, retired, new Date())
    return console.log(`Retired release ${retired}, whose digest was ${digest}.`)
  }
  if (command === 'publish' && id === undefined) return runPublish(db)
  if (command === 'rollback' && id !== undefined) {
    const { from } = await rollback(db, id)
    return console.log(`Serving release ${id}; it was ${from}.`)
  }
  throw new Error(`Usage:\n${usage}`)
}

/** How often a command is begun again when another process holds the local database. */
const commandTries = 8

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { remote: { type: 'boolean', default: false }, retire: { type: 'string' } },
  })
  const [command = '', id, ...rest] = positionals
  if (rest.length > 0 || (command === 'rollback' && values.retire !== undefined)) throw new Error(`Usage:\n${usage}`)
  if (values.remote) return run(remoteStore(), command, id, values.retire)
  await migrate()
  const local = startDatabase()
  try {
    const db = await localDatabase(local)
    // Whether such a statement was kept is not known; each command may be run again.
    await patient(
      () => run(db, command, id, values.retire),
      commandTries,
      /commit token|SQLITE_BUSY|database is locked/,
    )
  } finally {
    await local.dispose()
  }
}

try {
  await main()
} catch (error) {
  const remedy = error instanceof SeedError ? '\nNothing was loaded: mend these lines and publish again.' : ''
  // Drizzle's own message is the statement with its rows; what went wrong is its cause.
  const { message } = error instanceof DrizzleQueryError && error.cause ? error.cause : (error as Error)
  console.error(`${message}${remedy}`)
  process.exit(1)
}
