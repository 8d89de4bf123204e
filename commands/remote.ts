import { drizzle } from 'drizzle-orm/sqlite-proxy'
import { unstable_readConfig } from 'wrangler'
import type { Store } from './store.ts'

/** Where Cloudflare's API is; another address is for tests against a stand-in. */
const apiDefault = 'https://api.cloudflare.com/client/v4'

const needed = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`--remote needs ${name} in the environment.`)
  return value
}

interface Answer {
  success: boolean
  errors?: readonly { code: number; message: string }[]
  result?: readonly { results?: { columns: string[]; rows: unknown[][] } }[]
}

/** Seconds after which a statement is given up. */
const answerSeconds = 60

/** Sends one statement. Throws in one sentence what the API says, or that it does not answer. */
const ask = async (url: string, token: string, statement: { sql: string; params: unknown[] }): Promise<unknown[][]> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(statement),
    signal: AbortSignal.timeout(answerSeconds * 1000),
  }).catch((error: Error) => {
    const why = (error.cause as { code?: string } | undefined)?.code ?? error.name
    throw new Error(`Cloudflare's API at ${url} does not answer (${why}): try again.`)
  })
  const answer = await response.json<Answer>().catch(() => undefined)
  if (!answer) throw new Error(`Cloudflare's API at ${url} answered ${response.status}, and no JSON: try again.`)
  if (!answer.success)
    throw new Error(
      `Cloudflare answered ${response.status}: ${answer.errors?.map(({ message }) => message).join('; ')}`,
    )
  return answer.result?.[0]?.results?.rows ?? []
}

/** D1 through Cloudflare's HTTP API, a statement a request. `d1 execute --file` would make the database unavailable while it runs. */
export const remoteStore = (): Store => {
  const api = process.env['CLOUDFLARE_API'] ?? apiDefault
  const account = needed('CLOUDFLARE_ACCOUNT_ID')
  const token = needed('CLOUDFLARE_API_TOKEN')
  const {
    d1_databases: [database],
  } = unstable_readConfig({ config: new URL('../wrangler.toml', import.meta.url).pathname })
  const url = `${api}/accounts/${account}/d1/database/${database!.database_id}/raw`
  return drizzle(async (sql, params, method) => {
    const rows = await ask(url, token, { sql, params })
    return { rows: method === 'get' ? (rows[0] ?? []) : rows }
  })
}
