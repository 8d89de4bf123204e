import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { limitRequests, limitSeconds } from '../src/dataset/freshness.ts'

/** Fails when generating the migrations again would write one, the types of the bindings have changed, or the limit is told otherwise than it is set. */

const root = join(import.meta.dirname, '..')
const run = (tool: string, ...parameters: string[]) =>
  execFileSync(join(root, 'node_modules/.bin', tool), parameters, { cwd: root, encoding: 'utf8', stdio: 'pipe' })

const copy = mkdtempSync(join(tmpdir(), 'migrations-'))
cpSync(join(root, 'drizzle'), copy, { recursive: true })
run('drizzle-kit', 'generate', '--dialect', 'sqlite', '--schema', './src/tables.ts', '--out', copy)
const before = readdirSync(join(root, 'drizzle'))
const written = readdirSync(copy).filter((file) => !before.includes(file))
rmSync(copy, { recursive: true })
if (written.length > 0) {
  console.error(
    'The tables have changed: run npx drizzle-kit generate --config drizzle/config.ts and read the migration.',
  )
  process.exit(1)
}
const { ratelimits } = unstable_readConfig({ config: join(root, 'wrangler.toml') })
const [limiter] = ratelimits.map(({ simple }: { simple: { limit: number; period: number } }) => simple)
if (limiter?.period !== limitSeconds || limiter.limit !== limitRequests) {
  console.error(
    `wrangler.toml limits new questions to ${limiter?.limit} in ${limiter?.period} seconds, and src/dataset/freshness.ts tells clients ${limitRequests} in ${limitSeconds}: state the same.`,
  )
  process.exit(1)
}
run('wrangler', 'types', '--include-runtime=false', '--check')
console.log('Migrations, types of bindings and the limiter are up to date.')
