import { pointerSeconds } from '../dataset/freshness.ts'
import { notModified } from './headers.ts'
import type { Isolate } from './isolate.ts'
import { logLine } from './log.ts'
import type { Visit } from './visit.ts'

/** Whether a URL says what it asks for as the API itself would: else each spelling of one question would take a place of its own. */
const isCanonical = ({ url }: Visit, key: string) => url.search === '' || key.endsWith(url.search)

/** Remembers a 200 or 304 of a visit by its URL, unless another release came to be served meanwhile. */
export const keepWarm = (visit: Visit, response: Response): void => {
  const { request, isolate, sent, epoch, url } = visit
  const { status } = response
  if (!sent || (status !== 200 && status !== 304) || epoch !== isolate.epoch || Object.keys(visit.marks).length > 0)
    return
  const { key, etag, lastModified } = sent
  if (!isCanonical(visit, key)) return
  const near = isolate.warm.get(request.url)
  const base = near?.key === key && near.etag === etag ? near : { headers: undefined, unchanged: undefined }
  // A copy: the runtime may still write to the headers of what it sends.
  const field = status === 304 ? 'unchanged' : 'headers'
  if (base[field]) return
  const { pathname } = url
  isolate.warm.set(request.url, { ...base, key, etag, lastModified, pathname, [field]: new Headers(response.headers) })
}

const isFresh = ({ pointer, clock }: Isolate) =>
  pointer !== undefined && clock() - pointer.read_at < pointerSeconds * 1000

/** The answer to a URL that was answered before from the release that is served, with body and headers at hand; else undefined. */
export const answerWarm = (isolate: Isolate, request: Request): Response | undefined => {
  const { method, url, headers: asked } = request
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const answer = isolate.warm.get(url)
  if (!answer || !isFresh(isolate) || asked.has('Range')) return undefined
  const { key, etag, lastModified, headers, unchanged, pathname } = answer
  const began = isolate.clock()
  const log = (status: number, tier: 'etag' | 'memory') =>
    console.log(logLine({ method, path: pathname, status, tier, rows_read: 0, began, ended: began }))
  if (notModified(asked, etag, lastModified)) {
    if (!unchanged) return undefined
    log(304, 'etag')
    return new Response(null, { status: 304, headers: unchanged })
  }
  const entry = headers && isolate.memory.get(key)
  if (!entry) return undefined
  log(200, 'memory')
  return new Response(method === 'HEAD' ? null : entry.body, { headers })
}
