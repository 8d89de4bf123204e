import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { answerRdf, rdfInNode } from './rdf.ts'
import { loadReal, loadSmall } from './seed.ts'

const root = join(import.meta.dirname, '..')

/** What needs no runtime and no database: in Node, where processes and their modules are shared by many files. */
const unit: TestProjectInlineConfiguration = {
  root,
  test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false },
}

/** The Worker and what reads and writes D1: in workerd, each file over a database of its own that `setup.ts` has published. */
const contract = async (): Promise<TestProjectInlineConfiguration> => ({
  root,
  plugins: [
    rdfInNode,
    cloudflareTest({
      wrangler: { configPath: join(root, 'wrangler.toml') },
      miniflare: {
        bindings: {
          MIGRATIONS: await readD1Migrations(join(root, 'drizzle')),
          SEED: JSON.stringify(loadSmall()),
          REAL_SEED: JSON.stringify(loadReal()),
        },
        serviceBindings: { RDF: answerRdf },
      },
    }),
  ],
  test: {
    name: 'contract',
    include: ['test/contract/**/*.test.ts'],
    // Two cores, and each file starts a runtime of its own.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: [join(root, 'test/setup.ts')],
  },
})

export default defineConfig({
  root,
  test: {
    projects: [unit, contract],
    // The Worker logs a line a request.
    silent: 'passed-only',
  },
})
