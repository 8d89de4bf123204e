import type { Visit } from './visit.ts'

/** One line a request, for Workers Logs: when, what, how it went and what it cost. No client address, no query. */
export const logLine = ({ request, url, log }: Visit, status: number, began: number, ended: number): string =>
  JSON.stringify({
    time: new Date(began).toISOString(),
    method: request.method,
    path: url.pathname,
    status,
    tier: log.tier,
    d1_rows_read: log.rows_read,
    ms: ended - began,
  })
