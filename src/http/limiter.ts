import { limitRequests, limitSeconds } from '../dataset/freshness.ts'
import { Problem } from '../dataset/problem.ts'
import type { Environment } from './environment.ts'

/**
 * Asks whether a request may start a read of D1, counted by client; throws `too-many-requests`. Answers that a tier has are never limited.
 * A client without an address is not behind Cloudflare (a local run, a test), and nobody is limited where the binding is missing.
 */
export const admission = async (request: Request, { LIMITER }: Environment): Promise<void> => {
  const client = request.headers.get('CF-Connecting-IP')
  if (client === null || !LIMITER) return
  const { success } = await LIMITER.limit({ key: client })
  if (!success)
    throw new Problem(
      'too-many-requests',
      `More than ${limitRequests} new questions in ${limitSeconds} seconds. Whole datasets are one question each: download them.`,
      {
        headers: {
          'Retry-After': String(limitSeconds),
          'X-RateLimit-Limit': String(limitRequests),
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': String(limitSeconds),
        },
      },
    )
}
