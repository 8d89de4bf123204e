/**
 * Loads a synthetic programme into a local database of its own, by the publish that the real seed has, and serves it where a port is given.
 * Usage: npm run bench:seed -- --rows 1000000 [--state FOLDER] [--port PORT]
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Miniflare } from 'miniflare'
import type { Progress, Publication, Store } from '../../commands/store.ts'
import { bar } from './bar.ts'
import { figuresMax, synthesise } from './synthetic.ts'

const root = join(import.meta.dirname, '../..')
const usage = 'npm run bench:seed -- --rows 1000000 [--state FOLDER] [--port PORT]'

const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const whole = (name: string, text: string | undefined, most: number): number => {
  const number = Number(text)
  if (!/^\d+$/.test(text ?? '') || number < 1 || number > most)
    return fail(
      `--${name} ${text === undefined ? 'is missing' : `is "${text}"`}; expected a whole number from 1 to ${most}.\nUsage: ${usage}`,
    )
  return number
}

/** What was asked for. Ends the process, in a sentence, where it makes no sense. */
const readOptions = () => {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { rows: text, state: text, port: text } })
    const state = resolve(values.state ?? join(root, '.wrangler/bench'))
    if (state === join(root, '.wrangler/state'))
      fail(`--state ${state} is where npm start has the real data: choose another folder.`)
    const port = values.port === undefined ? undefined : whole('port', values.port, 65_535)
    return { count: whole('rows', values.rows, figuresMax), state, port }
  } catch (error) {
    return fail(`${(error as Error).message}\nUsage: ${usage}`)
  }
}

const { count, state, port } = readOptions()
// Read when the commands are loaded.
process.env['STATE'] = state
const { databaseStore } = await import('../../commands/database.ts')
const { checkFiles, explain } = await import('../../commands/faults.ts')
const { loadSeed } = await import('../../commands/load.ts')
const { build, host, migrate, startDatabase, startLocal } = await import('../../commands/local.ts')
const { occupied, takeState } = await import('../../commands/owner.ts')
const { readManifest } = await import('../../commands/contents.ts')
const { currentRelease, publish } = await import('../../commands/publish.ts')

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** The most memory that a process has had, in MB; undefined where the system does not tell. */
const peakOf = (pid: number): number | undefined => {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}

const children = (): number[] => {
  try {
    return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}

const tellMemory = (): string => {
  const database = Math.max(0, ...children().map((pid) => peakOf(pid) ?? 0))
  const own = process.resourceUsage().maxRSS / 1024
  const beside = database > 0 ? `, of the database ${numbers.format(database)} MB` : ''
  return `Peak memory of the loader ${numbers.format(own)} MB${beside}.`
}

/** Throws where the folder has another programme: its fact codes would all be lost. */
const checkSize = async (db: Store, rows: Publication): Promise<void> => {
  const current = await currentRelease(db)
  const found = current && (await readManifest(db, current.id)).find(({ dataset }) => dataset === 'facts')
  if (found && found.rows !== rows['facts']!.length)
    throw new Error(
      `${state} holds a programme of ${numbers.format(found.rows)} facts, and this one has ${numbers.format(rows['facts']!.length)}: remove that folder, or choose another with --state.`,
    )
}

const load = async (local: Miniflare): Promise<void> => {
  await migrate(local)
  const rows = synthesise(loadSeed(), count)
  const db = await databaseStore(local)
  await checkSize(db, rows)
  const all = Object.values(rows).reduce((sum, { length }) => sum + length, 0)
  const began = performance.now()
  let [first, last, done] = [0, 0, 0]
  const show = bar(all)
  const progress: Progress = (_, now, of) => {
    first ||= performance.now()
    last = performance.now()
    show(done + now, (1000 * (done + now)) / (last - first || 1))
    if (now === of) done += of
  }
  console.log(`Loading ${numbers.format(all)} rows into ${state}: measured, written, read back.`)
  const { release, published } = await publish(db, rows, new Date(), progress)
  const rate = (milliseconds: number) => numbers.format((1000 * all) / milliseconds)
  if (published && done > 0)
    console.log(
      `Release ${release}: ${numbers.format(all)} rows, written at ${rate(last - first)} rows a second, published in all at ${rate(performance.now() - began)}.`,
    )
  else console.log(`Release ${release} holds these rows already; nothing was written.`)
  console.log(tellMemory())
}

const main = async (): Promise<void> => {
  const taken = await takeState('npm run bench:seed', (error) => fail(explain(error)))
  if ('owner' in taken) return fail(occupied(taken.owner).replace(/with STATE\.$/, 'with --state.'))
  let serving = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      if (!serving) console.error('\nInterrupted: no reader sees what was written, and the next load clears it.')
      process.exit(serving ? 0 : 130)
    })
  checkFiles()
  if (port !== undefined) await build()
  const local = port === undefined ? startDatabase() : startLocal(port)
  try {
    await load(local)
    serving = port !== undefined
    if (serving) console.log(`http://${host}:${port}/v1 serves it. Stop with Ctrl+C.`)
  } finally {
    if (!serving) await local.dispose()
  }
}

try {
  await main()
} catch (error) {
  fail(`The synthetic programme could not be loaded: ${explain(error)}`)
}
