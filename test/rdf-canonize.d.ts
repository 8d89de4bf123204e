declare module 'rdf-canonize' {
  interface Options {
    algorithm: 'RDFC-1.0'
    inputFormat: 'application/n-quads'
    format: 'application/n-quads'
  }
  /** A graph as N-Quads in its one spelling. */
  export const canonize: (nquads: string, options: Options) => Promise<string>
}
