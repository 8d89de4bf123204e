import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import type { Environment } from '../../src/http/representation.ts'
import { createApp } from '../../src/index.ts'

let isolates = 0

/** An isolate in a data centre of its own, with a clock of its own: what it answers comes from D1, whatever others have asked. */
export const isolate = (start = Date.parse('2026-12-01T12:00:00Z')) => {
  const time = { now: start }
  const app = createApp(() => time.now)
  isolates += 1
  const bindings = { ...env, REPRESENTATION: `isolate-${isolates}` } as unknown as Environment
  const get = async (path: string, init?: RequestInit): Promise<Response> => {
    const context = createExecutionContext()
    const response = await app.fetch(new Request(`http://api.test${path}`, init), bindings, context)
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
  return { get, text, json, time }
}

export type Isolate = ReturnType<typeof isolate>

/** SHA-256 of bytes, hexadecimal. */
export const sha256Of = async (bytes: ArrayBuffer): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
