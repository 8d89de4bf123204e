export interface Environment {
  DB: D1Database
  ORIGIN?: string
  /** Bounds what one client may ask of D1; see wrangler.toml. */
  LIMITER?: RateLimit
  /** Which code is deployed. */
  VERSION?: WorkerVersionMetadata
  /** Set by `npm start` alone, where no version is deployed: the digest of the bundle. */
  REPRESENTATION?: string
}

/** The version of the code, part of every key: bytes and shared values that other code has kept are never met. */
export const representation = ({ REPRESENTATION, VERSION }: Environment): string =>
  REPRESENTATION || VERSION?.id || 'local'

/** The public address of the API: `ORIGIN`, or the host of the request where it is not set. Never a forwarded host. */
export const originOf = (env: Environment, url: string): string => env.ORIGIN || new URL(url).origin
