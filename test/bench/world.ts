import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { databaseStore, databaseWorker } from '../../commands/database.ts'
import { build, migrate, readModules } from '../../commands/local.ts'
import type { Store } from '../../commands/publish.ts'

const root = join(import.meta.dirname, '../..')

/** A running API whose D1 can be made to fail, with its database. */
export interface World {
  url: string
  database: Store
  d1: (mode: 'up' | 'down' | 'slow') => Promise<void>
  stop: () => Promise<void>
}

const script = (path: string) => ({
  [path]: { type: 'esm' as const, contents: stripTypeScriptTypes(readFileSync(join(root, path), 'utf8')) },
})

/** The bundle in the place of src/index.ts, behind a module that stands before it. */
const modules = (front: string) => ({
  ...script(front),
  ...script('test/wrap-session.ts'),
  ...Object.fromEntries(
    Object.entries(readModules()).map(([file, module]) => [`src/${file === 'index.js' ? 'index.ts' : file}`, module]),
  ),
})

/** Builds and starts the API on a free port of 127.0.0.1, over a database in memory, migrated and empty. `front` stands before it. */
export const startWorld = async (front = 'test/bench/faulty.ts'): Promise<World> => {
  await build()
  const local = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    logRequests: false,
    handleStructuredLogs: () => {},
    workers: [
      {
        config: {
          name: 'world',
          compatibilityDate: '2026-10-30',
          manifest: { mainModule: front, modules: modules(front) },
          env: { DB: { type: 'd1', id: 'world' } },
          exports: {},
        },
      },
      databaseWorker('world'),
    ],
  })
  const url = (await local.ready).origin
  await migrate(local)
  return {
    url,
    database: await databaseStore(local),
    d1: async (mode) => void (await fetch(`${url}/__d1?mode=${mode}`)),
    stop: () => local.dispose(),
  }
}
