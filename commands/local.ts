import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { unstable_readConfig } from 'wrangler'
import { databaseWorker } from './database.ts'
import { stateFolder } from './owner.ts'

/** The API on this machine: the bundle that would be deployed, in miniflare, over a local D1. */

const root = join(import.meta.dirname, '..')
const bundleFolder = join(root, '.build')
/** Where wrangler would look below the state folder. */
const persistTo = join(stateFolder, 'v3')
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
export const readModules = () =>
  Object.fromEntries(
    readdirSync(bundleFolder).flatMap((file) => {
      const kind = Object.entries(moduleKinds).find(([extension]) => file.endsWith(extension))?.[1]
      return kind ? [[file, { type: kind, contents: readFileSync(join(bundleFolder, file), 'utf8') }]] : []
    }),
  )

const migrationsFolder = join(root, 'drizzle')

/** As wrangler makes it, so that `wrangler d1 migrations` sees what was applied here. */
const migrationsTable = `create table if not exists d1_migrations (
  id integer primary key autoincrement, name text unique, applied_at timestamp default current_timestamp not null)`

/** Brings the D1 of a running instance to the newest schema. */
export const migrate = async (local: Miniflare): Promise<void> => {
  const d1 = await local.getD1Database('DB')
  await d1.prepare(migrationsTable).run()
  const { results } = await d1.prepare('select name from d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))
  const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql') && !applied.has(file))
  for (const file of files.toSorted()) {
    const statements = readFileSync(join(migrationsFolder, file), 'utf8').split('--> statement-breakpoint')
    await d1.batch([
      ...statements.map((statement) => d1.prepare(statement)),
      d1.prepare('insert into d1_migrations (name) values (?)').bind(file),
    ])
  }
}

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
  rmSync(join(persistTo, 'cache'), { recursive: true, force: true })
  return new Miniflare({
    host,
    port,
    cf: false,
    logRequests: false,
    // The log of the Worker is for Cloudflare; here it would bury what the start says.
    handleStructuredLogs: () => {},
    resourcePersistencePath: persistTo,
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
      databaseWorker(databaseId()),
    ],
  })
}

/** Starts the local D1 alone, for commands that serve nothing. */
export const startDatabase = (): Miniflare =>
  new Miniflare({
    cf: false,
    // What goes wrong in a statement is told by who gave it.
    handleStructuredLogs: () => {},
    resourcePersistencePath: persistTo,
    workers: [databaseWorker(databaseId())],
  })
