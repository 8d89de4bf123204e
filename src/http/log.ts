/** What one line of the log says. */
interface Line {
  method: string
  path: string
  status: number
  tier: string
  rows_read: number
  /** Milliseconds since 1970. */
  began: number
  ended: number
}

/** One line a request, for Workers Logs: when, what, how it went and what it cost. No client address, no query. */
export const logLine = ({ method, path, status, tier, rows_read, began, ended }: Line): string =>
  JSON.stringify({
    time: new Date(began).toISOString(),
    method,
    path,
    status,
    tier,
    d1_rows_read: rows_read,
    ms: ended - began,
  })
