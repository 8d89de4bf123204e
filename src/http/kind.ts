/** What an address is for: programs, people, or the pages of others. Headers, methods and errors follow from it. */
export type Kind = 'api' | 'page' | 'embed'

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
const own = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'"

interface Manners {
  methods: readonly string[]
  headers: Readonly<Record<string, string>>
  /** How an error is written. */
  errors: 'problem' | 'page'
}

export const manners: Readonly<Record<Kind, Manners>> = {
  api: {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    headers: { 'Content-Security-Policy': `${nothing}; frame-ancestors 'none'` },
    errors: 'problem',
  },
  page: {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    headers: { 'Content-Security-Policy': `${own}; frame-ancestors 'none'` },
    errors: 'page',
  },
  embed: {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    headers: { 'Content-Security-Policy': `${own}; frame-ancestors *` },
    errors: 'page',
  },
}

const apiPaths =
  /^\/(v1|api|oembed|\.well-known)(\/|$)|^\/v1\.|^\/(openapi|datapackage)\.json$|^\/(robots|llms)\.txt$|^\/sitemap\.xml$|^\/favicon\.ico$|^\/catalog\./
const embedPaths = /^\/embed(\/|$)/

/** The kind of an address by its path, whether or not something answers there. */
export const kindOf = (pathname: string): Kind =>
  apiPaths.test(pathname) ? 'api' : embedPaths.test(pathname) ? 'embed' : 'page'
