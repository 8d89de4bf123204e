import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import type { Environment } from '../../src/http/environment.ts'
import { createApp } from '../../src/index.ts'
import { wrapSessions } from '../wrap-session.ts'

interface Counts {
  /** Statements prepared, whether or not they were run. */
  statements: number
  /** Round trips to D1. */
  batches: number
}

/** D1 as it is, counting what goes through. */
const counted = (counts: Counts, database: D1Database): D1Database =>
  wrapSessions(database, () => ({
    prepare: () => {
      counts.statements += 1
    },
    batch: (_, send) => {
      counts.batches += 1
      return send()
    },
  }))

let isolates = 0

/** The time at which isolates start, unless they are told another. */
export const startOfTests = Date.parse('2026-12-01T12:00:00Z')

/**
 * An isolate with a clock of its own over the counted D1. `cache` names its data centre; by default it is alone in one.
 * `replace` gives it other bindings than those of the test run.
 */
export const isolate = ({
  cache,
  start = startOfTests,
  replace = {},
}: { cache?: string; start?: number; replace?: Partial<Environment> } = {}) => {
  const time = { now: start }
  const counts: Counts = { statements: 0, batches: 0 }
  const app = createApp(() => time.now)
  isolates += 1
  const bindings = {
    ...env,
    ...replace,
    DB: counted(counts, replace.DB ?? env.DB),
    REPRESENTATION: cache ?? `isolate-${isolates}`,
  } as unknown as Environment
  /** The answer as soon as it has begun, and what goes on behind it. */
  const open = async (url: string, init?: RequestInit) => {
    const context = createExecutionContext()
    const response = await app.fetch(new Request(new URL(url, 'http://api.test'), init), bindings, context)
    return { response, context }
  }
  const get = async (url: string, init?: RequestInit): Promise<Response> => {
    const { response, context } = await open(url, init)
    const body = await response.arrayBuffer()
    await waitOnExecutionContext(context)
    return new Response(response.status === 304 || body.byteLength === 0 ? null : body, response)
  }
  const text = async (path: string) => new TextDecoder().decode(await (await get(path)).arrayBuffer())
  const json = async <T>(path: string): Promise<T> => {
    const response = await get(path)
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json<T>()
  }
  return { app, bindings, open, get, text, json, time, counts }
}

export type Isolate = ReturnType<typeof isolate>

/** What a request costs in D1 statements. */
export const cost = async ({ get, counts }: Isolate, path: string, init?: RequestInit) => {
  const before = counts.statements
  const response = await get(path, init)
  return { response, statements: counts.statements - before }
}

/** SHA-256 of bytes, hexadecimal. */
export const sha256Of = async (bytes: ArrayBuffer): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
