import { createServer } from 'node:net'
import { loadSeed, SeedError } from './load.ts'
import { build, host, localDatabase, migrate, startLocal } from './local.ts'
import { publish } from './publish.ts'

const portDefault = 8787

/** A failure that is told in one sentence, with its remedy. */
const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

const main = async (): Promise<void> => {
  const port = Number(process.env['PORT'] ?? portDefault)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`PORT is "${process.env['PORT']}"; expected a number from 1 to 65535.`)
  if (!(await isFree(port)))
    fail(`Port ${port} is in use: stop what uses it, or choose another with PORT=${port + 1} npm start.`)
  const seed = loadSeed()
  await Promise.all([build(), migrate()])
  const local = startLocal(port)
  const { release, published, datasets } = await publish(await localDatabase(local), seed, new Date())
  await local.ready
  const rows = datasets.reduce((sum, { rows: count }) => sum + count, 0)
  const url = `http://${host}:${port}`
  console.log(
    `Fondo Aperto: release ${release}, ${rows} rows in ${datasets.length} datasets${published ? ', published now' : ', unchanged'}.`,
  )
  console.log(`What there is: ${url}/v1`)
  console.log(`A spreadsheet: ${url}/v1/snapshots/latest.it.csv`)
  console.log('Stop with Ctrl+C.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void local.dispose().then(() => process.exit(0)))
}

try {
  await main()
} catch (error) {
  const remedy = 'Nothing was loaded: mend these lines and start again.'
  fail(
    error instanceof SeedError
      ? `${error.message}\n${remedy}`
      : `Fondo Aperto could not start: ${(error as Error).message}`,
  )
}
