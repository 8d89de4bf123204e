export interface Environment {
  DB: D1Database
  ORIGIN?: string
  /** Bounds what one client may ask of D1; see wrangler.toml. */
  LIMITER?: RateLimit
  /** Set by `npm start` alone: the digest of the bundle, so that a change of code never meets bytes of the code before. */
  REPRESENTATION?: string
}

/** Part of every key and ETag. Raise it when the bytes of an answer change; a test over golden bytes asks for it. */
export const REPRESENTATION = '1'

export const representation = (env: Environment): string => env.REPRESENTATION || REPRESENTATION

/** The public address of the API: `ORIGIN`, or the host of the request where it is not set. Never a forwarded host. */
export const originOf = (env: Environment, url: string): string => env.ORIGIN || new URL(url).origin
