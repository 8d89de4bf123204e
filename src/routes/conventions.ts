import { datasets } from '../datasets/index.ts'
import { releaseFor } from '../http/current.ts'
import { respondDocument, type Document } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import {
  apiCatalog,
  llms,
  robots,
  securityExpires,
  securityText,
  signpostLinks,
  signposts,
  sitemap,
} from '../metadata/conventions.ts'
import { favicon } from '../metadata/favicon.ts'

const plain = 'text/plain; charset=utf-8'

/** How a document is made that others ask for by convention. */
type Recipe = (visit: Visit) => Promise<Pick<Document, 'headers' | 'text' | 'modified'>>

const always =
  (mediaType: string, text: (origin: string) => string | Uint8Array): Recipe =>
  async ({ origin }) => ({ headers: { 'Content-Type': mediaType }, text: () => text(origin) })

const sitemapOf: Recipe = async (visit) => {
  const release = await releaseFor(visit)
  const { published_at } = release
  const tables = datasets.flatMap(({ name }) => {
    const changed = release.datasets[name]?.changed_at
    return changed === undefined ? [] : [{ path: `/v1/${name}`, changed }]
  })
  const places = [
    { path: '/v1', changed: published_at },
    ...tables,
    { path: '/v1/releases', changed: published_at },
    ...signposts.filter(({ relation }) => relation !== 'status'),
  ]
  return {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
    modified: published_at,
    text: () => sitemap(visit.origin, places),
  }
}

const security: Recipe = async ({ origin, isolate }) => ({
  headers: { 'Content-Type': plain },
  text: () => securityText(origin, securityExpires(isolate.clock())),
})

const catalog: Recipe = async ({ origin }) => ({
  headers: {
    'Content-Type': 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    Link: signpostLinks(origin),
  },
  text: () => apiCatalog(origin),
})

const recipes: Readonly<Record<string, Recipe>> = {
  '/.well-known/api-catalog': catalog,
  '/.well-known/security.txt': security,
  '/robots.txt': always(plain, robots),
  '/sitemap.xml': sitemapOf,
  '/llms.txt': always(plain, (origin) => llms(origin, datasets)),
  '/favicon.ico': always('image/x-icon', () => Uint8Array.from(atob(favicon), (letter) => letter.codePointAt(0)!)),
}

/** What others ask for by convention. Crawlers and browsers append parameters of their own, so these are ignored here. */
export const respondConvention = async (visit: Visit): Promise<Response> => {
  const { pathname } = visit.url
  const document = await recipes[pathname]!(visit)
  // What the bytes depend on beside the path: the host, the release, the month.
  const state = document.modified ?? securityExpires(visit.isolate.clock())
  return respondDocument(visit, { ...document, key: `${pathname}/${state}/${visit.origin}` })
}
