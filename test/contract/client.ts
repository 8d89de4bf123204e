import { exports } from 'cloudflare:workers'

interface Worker {
  fetch(request: Request): Promise<Response>
}

/** The Worker under test. The runner types the exports of `main` in wrangler.toml as unknown; that file exports a fetch handler. */
const worker = () => (exports as unknown as { default: Worker }).default

/** Asks the Worker as a client would; redirects are answers, not followed. */
export const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  worker().fetch(new Request(`http://api.test${path}`, { redirect: 'manual', ...init }))

export const json = async <T>(path: string, init: RequestInit = {}): Promise<T> => (await get(path, init)).json<T>()

/** The body as text, whatever its type; Response.text() warns of types that are no text/*. */
export const text = async (path: string, init: RequestInit = {}): Promise<string> =>
  new TextDecoder().decode(await (await get(path, init)).arrayBuffer())
