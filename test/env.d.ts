declare namespace Cloudflare {
  interface Env {
    /** Test-only: the migrations and the rows of the seed, read in Node. */
    MIGRATIONS: { name: string; queries: string[] }[]
    SEED: string
  }
}
