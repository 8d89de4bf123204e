import { Problem } from './problem.ts'
import type { Environment } from './representation.ts'

/** Seconds after which a client that was refused may ask again: the period of the limit in wrangler.toml. */
const limitSeconds = 60

/**
 * The question whether a request may start a read of D1, counted by client. Answers that a tier has are never limited. A client without
 * an address is not behind Cloudflare (a local run, a test), and nobody is limited where the binding is missing.
 */
const ask = async (request: Request, env: Environment): Promise<void> => {
  const client = request.headers.get('CF-Connecting-IP')
  if (client === null || !env.LIMITER) return
  const { success } = await env.LIMITER.limit({ key: client })
  if (!success)
    throw new Problem(
      'too-many-requests',
      `More than the allowed new questions in ${limitSeconds} seconds. Whole datasets are one question each: download them.`,
      {
        headers: { 'Retry-After': String(limitSeconds) },
      },
    )
}

/** The same question, asked once however many reads a request needs: one request is one question. */
export const admission = (request: Request, env: Environment) => {
  let answer: Promise<void> | undefined
  return (): Promise<void> => (answer ??= ask(request, env))
}
