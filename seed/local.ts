import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
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
export const build = (): Promise<void> => wrangler('deploy', '--dry-run', '--outdir', bundleFolder)

/** Brings the local D1 to the newest schema. */
export const migrate = (): Promise<void> =>
  wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', persistTo)

/** Starts the bundle. `port` 0 takes a free one; `persist` false keeps the database in memory alone. */
export const startLocal = ({ port, persist = true }: { port: number; persist?: boolean }): Miniflare => {
  const config = unstable_readConfig({ config: join(root, 'wrangler.toml') })
  const contents = readFileSync(join(bundleFolder, 'index.js'), 'utf8')
  const representation = createHash('sha256').update(contents).digest('hex').slice(0, 8)
  const texts = Object.entries({ ...config.vars, REPRESENTATION: representation })
  // Entries of an earlier run could hide a release that was published since.
  if (persist) rmSync(join(stateFolder, 'cache'), { recursive: true, force: true })
  return new Miniflare({
    host,
    port,
    cf: false,
    logRequests: false,
    ...(persist ? { resourcePersistencePath: stateFolder } : {}),
    workers: [
      {
        config: {
          name: config.name!,
          compatibilityDate: config.compatibility_date!,
          compatibilityFlags: config.compatibility_flags,
          manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm', contents } } },
          env: {
            ...Object.fromEntries(
              texts.map(([name, value]) => [name, { type: 'text' as const, value: String(value) }]),
            ),
            DB: { type: 'd1', id: config.d1_databases[0]!.database_id! },
          },
          exports: {},
        },
      },
    ],
  })
}

/** The local D1 of a running instance. */
export const localDatabase = async (local: Miniflare): Promise<DrizzleD1Database> =>
  drizzle((await local.getD1Database('DB')) as unknown as D1Database)
