import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import type { Miniflare } from 'miniflare'
import type { Store } from './publish.ts'

/**
 * The local D1, a statement a request, as Cloudflare's HTTP API has it. Miniflare's own `getD1Database` asks three times for a statement,
 * each behind the requests of readers: beside four of them on two busy cores a publish took 45 s so, and takes 11 s this way.
 */

const name = 'database'

/** Others on this machine can reach a Worker of miniflare by a header: this one answers only who knows the token. */
const token = randomUUID()

const contents = `
export default {
  async fetch(request, { DB, TOKEN }) {
    if (request.headers.get('Authorization') !== TOKEN) return new Response(null, { status: 404 })
    const { sql, params } = await request.json()
    try {
      return Response.json({ rows: await DB.prepare(sql).bind(...params).raw() })
    } catch ({ message }) {
      return Response.json({ message })
    }
  },
}`

/** A Worker beside the API, or alone, that runs statements on the D1 of this id. */
export const databaseWorker = (id: string) => ({
  config: {
    name,
    compatibilityDate: '2026-10-30',
    manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm' as const, contents } } },
    env: { DB: { type: 'd1' as const, id }, TOKEN: { type: 'text' as const, value: token } },
    exports: {},
  },
})

/** The D1 of a running instance that has this Worker. */
export const databaseStore = async (local: Miniflare): Promise<Store> => {
  const worker = await local.getWorker(name)
  return drizzle(async (sql, params, method) => {
    const response = await worker.fetch('http://database/', {
      method: 'POST',
      headers: { Authorization: token },
      body: JSON.stringify({ sql, params }),
    })
    const { rows, message } = (await response.json()) as { rows: unknown[][]; message?: string }
    if (message !== undefined) throw new Error(message)
    return { rows: method === 'get' ? (rows[0] ?? []) : rows }
  })
}
