declare namespace Cloudflare {
  interface Env {
    /** Test-only: the migrations, and the rows of the small and of the real seed, read in Node. */
    MIGRATIONS: { name: string; queries: string[] }[]
    SEED: string
    REAL_SEED: string
    /** Test-only: serialises RDF in Node. */
    RDF: Fetcher
  }
}

interface ImportMeta {
  /** Vite's: the texts of the files that match, by path. */
  glob(pattern: string, options: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>
}

/** As far as tests use it. */
declare module 'jsonstat-toolkit' {
  interface JsonStatDataset {
    Data(codes: Record<string, string>): { value: number | null; status: string | null }
  }
  export default function JSONstat(document: object): JsonStatDataset
}
