import { Miniflare } from 'miniflare'
import { host } from '../../commands/local.ts'

/**
 * The least that a Worker can do for an answer: the same status, headers and bytes from memory, and one line in the log. Addresses are
 * those of the API, so that one baseline has all answers.
 */
export const startBaseline = async (
  answers: readonly { path: string; etag: string; response: Response; body: Uint8Array }[],
): Promise<{ url: string; stop: () => Promise<void> }> => {
  const kept = answers.map(({ path, etag, response, body }) => [
    path,
    {
      etag,
      headers: Object.fromEntries([...response.headers].filter(([name]) => !hopByHop.has(name))),
      body: Buffer.from(body).toString('base64'),
    },
  ])
  const contents = `
const kept = new Map(${JSON.stringify(kept)}.map(([path, { etag, headers, body }]) => [
  path,
  { etag, headers: new Headers(headers), body: Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)) },
]))
const origin = /^https?:\\/\\/[^/]+/
const line = (method, path, status) =>
  console.log(JSON.stringify({ time: new Date().toISOString(), method, path, status, tier: 'memory', d1_rows_read: 0, ms: 0 }))
export default {
  fetch(request) {
    const path = request.url.replace(origin, '')
    const { etag, headers, body } = kept.get(path)
    const status = request.headers.get('If-None-Match') === etag ? 304 : 200
    line(request.method, path, status)
    return new Response(status === 304 ? null : body, { status, headers })
  },
}`
  const local = new Miniflare({
    host,
    port: 0,
    cf: false,
    logRequests: false,
    handleStructuredLogs: () => {},
    workers: [
      {
        config: {
          name: 'baseline',
          compatibilityDate: '2026-10-30',
          manifest: { mainModule: 'baseline.js', modules: { 'baseline.js': { type: 'esm', contents } } },
          env: {},
          exports: {},
        },
      },
    ],
  })
  return { url: (await local.ready).origin, stop: () => local.dispose() }
}

/** What the connection sets by itself. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'date'])
