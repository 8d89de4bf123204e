import { Miniflare } from 'miniflare'
import { databaseStore, databaseWorker } from '../../commands/database.ts'
import { build, migrate, readModules } from '../../commands/local.ts'
import type { Store } from '../../commands/publish.ts'

/** The bundle over a D1 that can be told to fail: the fault stands before the binding, the Worker knows nothing of it. */
const faultyD1 = `
import app from './index.js'
let mode = 'up'
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const session = (inner) => ({
  prepare: (sql) => inner.prepare(sql),
  batch: async (statements) => {
    if (mode === 'down') throw new Error('D1_ERROR: the database is down')
    if (mode === 'slow') await wait(1500)
    return inner.batch(statements)
  },
})
export default {
  fetch(request, env, context) {
    const url = new URL(request.url)
    if (url.pathname === '/__d1') {
      mode = url.searchParams.get('mode')
      return new Response(mode)
    }
    const DB = { withSession: (constraint) => session(env.DB.withSession(constraint)) }
    return app.fetch(request, { ...env, DB }, context)
  },
}`

/** A running API whose D1 can be made to fail, with its database. */
export interface World {
  url: string
  database: Store
  d1: (mode: 'up' | 'down' | 'slow') => Promise<void>
  stop: () => Promise<void>
}

/** Builds and starts the API on a free port of 127.0.0.1, over a database in memory, migrated and empty. */
export const startWorld = async (): Promise<World> => {
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
          manifest: {
            mainModule: 'faulty.js',
            modules: { 'faulty.js': { type: 'esm', contents: faultyD1 }, ...readModules() },
          },
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
