import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { loadSeed } from '../commands/load.ts'

const root = join(import.meta.dirname, '..')

export default defineConfig(async () => ({
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: join(root, 'wrangler.toml') },
      miniflare: {
        bindings: { MIGRATIONS: await readD1Migrations(join(root, 'drizzle')), SEED: JSON.stringify(loadSeed()) },
      },
    }),
  ],
  test: {
    include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
    // Two cores, and each file starts a runtime of its own.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: [join(root, 'test/setup.ts')],
    // The Worker logs a line a request.
    silent: 'passed-only' as const,
  },
}))
