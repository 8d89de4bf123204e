import app from '../../src/index.ts'
import type { Environment } from '../../src/http/environment.ts'
import { wrapSessions, type Sent } from '../wrap-session.ts'

/**
 * The API, and beside it the least that a Worker can do for the same cold answer: the same session batch, the same look-up and put in the
 * cache, one line in the log, and the bytes, which it has already. `/__record?path=` says which answer.
 */

let statements: readonly Sent[] = []
let answer: { body: Uint8Array<ArrayBuffer>; headers: Headers } | undefined

const record = async (url: URL, env: Environment, context: ExecutionContext): Promise<Response> => {
  const DB = wrapSessions(env.DB, () => ({
    batch: (sent, send) => {
      statements = sent
      return send()
    },
  }))
  const response = await app.fetch(new Request(new URL(url.searchParams.get('path')!, url)), { ...env, DB }, context)
  answer = { body: new Uint8Array(await response.arrayBuffer()), headers: new Headers(response.headers) }
  return Response.json(statements)
}

const least = async (url: URL, env: Environment, context: ExecutionContext): Promise<Response> => {
  const { body, headers } = answer!
  const key = `https://entries.invalid${url.pathname}${url.search}`
  const near = await caches.default.match(key)
  if (near) return near
  // What differs from request to request is a bound of a range, which stands in the statement itself.
  const [own, recorded] = [url.searchParams.get('own')!, url.searchParams.get('recorded')!]
  const session = env.DB.withSession('first-unconstrained')
  const results = await session.batch(
    statements.map(({ sql, values }) => session.prepare(sql.replaceAll(recorded, own)).bind(...values)),
  )
  const rows_read = results.reduce((sum, { meta }) => sum + meta.rows_read, 0)
  context.waitUntil(caches.default.put(key, new Response(body, { headers: { 'Cache-Control': 'max-age=2592000' } })))
  console.log(
    JSON.stringify({
      time: new Date().toISOString(),
      method: 'GET',
      path: url.pathname,
      status: 200,
      rows_read,
      ms: 0,
    }),
  )
  return new Response(body, { headers })
}

export default {
  fetch: (request: Request, env: Environment, context: ExecutionContext): Response | Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname === '/__record') return record(url, env, context)
    if (url.pathname === '/__least') return least(url, env, context)
    return app.fetch(request, env, context)
  },
}
