import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve as absolute } from 'node:path'
import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { Miniflare } from 'miniflare'
import { unstable_readConfig } from 'wrangler'

/** The API on this machine: the bundle that would be deployed, in miniflare, over a local D1. */

const root = join(import.meta.dirname, '..')
const bundleFolder = join(root, '.build')
/** Where wrangler keeps its local D1, so that `wrangler d1 execute --local` sees the same database; STATE names another folder. */
const persistTo = absolute(process.env['STATE'] ?? join(root, '.wrangler/state'))
const stateFolder = join(persistTo, 'v3')
export const host = '127.0.0.1'

// Nothing here needs the network; without these wrangler asks for it, and complains when there is none.
const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(root, '.wrangler/logs'),
  CI: 'true',
}

/** Runs wrangler silently. Throws its output when it fails. */
const wrangler = (...parameters: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const command = join(root, 'node_modules/wrangler/bin/wrangler.js')
    const child = spawn(process.execPath, [command, ...parameters], { cwd: root, env: { ...process.env, ...quiet } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`wrangler ${parameters.join(' ')} failed:\n${output.trim()}`)),
    )
  })

/** Builds the bundle that `wrangler deploy` would send. */
export const build = async (): Promise<void> => {
  // Texts have their digest in their names: those of an earlier build would stay.
  rmSync(bundleFolder, { recursive: true, force: true })
  await wrangler('deploy', '--dry-run', '--outdir', bundleFolder)
}

const moduleKinds = { '.js': 'esm', '.txt': 'text' } as const

/** The bundle and the texts that it imports. */
const readModules = () =>
  Object.fromEntries(
    readdirSync(bundleFolder).flatMap((file) => {
      const kind = Object.entries(moduleKinds).find(([extension]) => file.endsWith(extension))?.[1]
      return kind ? [[file, { type: kind, contents: readFileSync(join(bundleFolder, file), 'utf8') }]] : []
    }),
  )

/** Brings the local D1 to the newest schema. */
export const migrate = (): Promise<void> =>
  wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', persistTo)

const databaseId = () => unstable_readConfig({ config: join(root, 'wrangler.toml') }).d1_databases[0]!.database_id!

/** Starts the bundle on a port; 0 takes a free one. */
export const startLocal = (port: number): Miniflare => {
  const { name, compatibility_date, compatibility_flags, vars } = unstable_readConfig({
    config: join(root, 'wrangler.toml'),
  })
  const modules = readModules()
  const representation = createHash('sha256').update(JSON.stringify(modules)).digest('hex').slice(0, 8)
  const texts = Object.entries({ ...vars, REPRESENTATION: representation })
  // Entries of an earlier run could hide a release that was published since.
  rmSync(join(stateFolder, 'cache'), { recursive: true, force: true })
  return new Miniflare({
    host,
    port,
    cf: false,
    logRequests: false,
    // The log of the Worker is for Cloudflare; here it would bury what the start says.
    handleStructuredLogs: () => {},
    resourcePersistencePath: stateFolder,
    workers: [
      {
        config: {
          name: name!,
          compatibilityDate: compatibility_date!,
          compatibilityFlags: compatibility_flags,
          manifest: { mainModule: 'index.js', modules },
          env: {
            ...Object.fromEntries(texts.map(([key, value]) => [key, { type: 'text' as const, value: String(value) }])),
            DB: { type: 'd1', id: databaseId() },
          },
          exports: {},
        },
      },
    ],
  })
}

/** Starts the local D1 alone, for commands that serve nothing. */
export const startDatabase = (): Miniflare => {
  const contents = 'export default { fetch: () => new Response() }'
  return new Miniflare({
    cf: false,
    resourcePersistencePath: stateFolder,
    workers: [
      {
        config: {
          name: 'database',
          compatibilityDate: '2026-10-30',
          manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm', contents } } },
          env: { DB: { type: 'd1', id: databaseId() } },
          exports: {},
        },
      },
    ],
  })
}

const busyTries = 40
const busyMilliseconds = 250

/** Tries again while another process holds the file of the local D1: `npm start` and `npm run publish` may run side by side. */
export const patient = async <T>(
  run: () => Promise<T>,
  tries = busyTries,
  busy = /SQLITE_BUSY|database is locked/,
): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    const { cause } = error as Error
    if (tries === 0 || !busy.test(`${String(error)} ${String(cause)}`)) throw error
    await new Promise((wake) => setTimeout(wake, busyMilliseconds))
    return patient(run, tries - 1, busy)
  }
}

const patientStatement = (statement: D1PreparedStatement): D1PreparedStatement =>
  ({
    bind: (...values: unknown[]) => patientStatement(statement.bind(...values)),
    run: () => patient(() => statement.run()),
    all: () => patient(() => statement.all()),
    raw: () => patient(() => statement.raw()),
  }) as D1PreparedStatement

/** The local D1 of a running instance. */
export const localDatabase = async (local: Miniflare): Promise<DrizzleD1Database> => {
  const d1 = (await local.getD1Database('DB')) as unknown as D1Database
  return drizzle({ prepare: (sql: string) => patientStatement(d1.prepare(sql)) } as D1Database)
}
