import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { root } from './commands.ts'

export const account = 'an-account'
export const token = 'a-token'
/** As in wrangler.toml. */
const databaseId = '00000000-0000-0000-0000-000000000000'

/** Limits that D1 states: characters of a statement, its parameters, bytes of one value; and what a body of such may have. */
const statementMax = 100_000
const parametersMax = 100
const valueMax = 2_000_000
const bodyMax = 4_000_000

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > bodyMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const refused = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null as unknown },
})

/** Cloudflare's HTTP API for D1, as far as publishing asks it, on a real local D1 in `folder`. */
export const startCloudflare = async (folder: string) => {
  // Read when the module is loaded.
  process.env['STATE'] = folder
  const { startDatabase } = await import('../../commands/local.ts')
  const local = startDatabase()
  const db = await local.getD1Database('DB')
  const migrations = readdirSync(join(root, 'drizzle')).filter((name) => name.endsWith('.sql'))
  for (const name of migrations.toSorted())
    for (const statement of readFileSync(join(root, 'drizzle', name), 'utf8').split('--> statement-breakpoint'))
      await db.prepare(statement).run()

  const seen = {
    statements: [] as string[],
    bodyBytes: 0,
    /** Called before a statement is run: what a test does meanwhile. The statement fails with what it throws. */
    meanwhile: async (_sql: string): Promise<void> => {},
    /** When set, what a proxy in between answers in place of Cloudflare. */
    page: undefined as string | undefined,
  }

  const answer = async (request: IncomingMessage) => {
    const body = await bodyOf(request)
    if (body === undefined) return refused(413, 7500, 'the body is too large')
    if (request.headers.authorization !== `Bearer ${token}`) return refused(401, 10_000, 'Authentication error')
    if (request.method !== 'POST' || request.url !== `/accounts/${account}/d1/database/${databaseId}/raw`)
      return refused(404, 7404, `The database ${request.url} could not be found`)
    const { sql, params = [] } = JSON.parse(body) as { sql: string; params?: unknown[] }
    if (
      sql.length > statementMax ||
      params.length > parametersMax ||
      params.some((one) => String(one).length > valueMax)
    )
      return refused(400, 7500, 'a limit of D1 is exceeded: SQLITE_TOOBIG')
    seen.statements.push(sql)
    seen.bodyBytes = Math.max(seen.bodyBytes, body.length)
    try {
      await seen.meanwhile(sql)
      const [columns, ...rows] = await db
        .prepare(sql)
        .bind(...params)
        .raw({ columnNames: true })
      const result = [{ results: { columns, rows }, success: true, meta: { served_by: 'a stand-in' } }]
      return { status: 200, body: { success: true, errors: [], messages: [], result } }
    } catch (error) {
      return refused(400, 7500, (error as Error).message)
    }
  }

  const server = createServer((request, response) => {
    if (seen.page !== undefined) return void response.writeHead(502, { 'Content-Type': 'text/html' }).end(seen.page)
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    seen,
    db,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await local.dispose()
    },
  }
}
