import type { Visit } from '../http/visit.ts'
import { respondCatalogue, respondSchemaOrg } from './catalogue.ts'
import { respondArchive } from './archive.ts'
import { respondConvention } from './conventions.ts'
import { respondChanges } from './changes.ts'
import { respondDatasetFeed, respondFactFeed, respondFeed } from './feeds.ts'
import { respondIndex } from './index-document.ts'
import type { HandlerName } from './operations/common.ts'
import { respondLatest, respondRelease, respondReleases, respondSums } from './releases.ts'
import { describes, respondCsvw, respondDataPackage, respondSchema } from './metadata.ts'
import { respondRows } from './rows.ts'
import { respondSearch } from './search.ts'
import { respondHome, respondOpenapi, respondProblemType, respondStatus } from './service.ts'

/** Answers an address; `parts` are the parts of its path that the route names. */
export type Handler = (visit: Visit, parts: Readonly<Record<string, string>>) => Promise<Response>

const part = (parts: Readonly<Record<string, string>>, name: string) => parts[name] ?? ''

/** What answers each operation, by the name that it gives its handler. */
export const handlers: Readonly<Record<HandlerName, Handler>> = {
  home: respondHome,
  index: respondIndex,
  status: respondStatus,
  openapi: respondOpenapi,
  catalogue: (visit, parts) => respondCatalogue(visit, part(parts, 'file')),
  schema_org: (visit, parts) => respondSchemaOrg(visit, part(parts, 'file')),
  problem_type: (visit, parts) => respondProblemType(visit, part(parts, 'type')),
  releases: respondReleases,
  latest: respondLatest,
  release: (visit, parts) => respondRelease(visit, part(parts, 'release')),
  sums: (visit, parts) => respondSums(visit, part(parts, 'release')),
  feed: respondFeed,
  dataset_feed: (visit, parts) => respondDatasetFeed(visit, part(parts, 'file')),
  fact_feed: (visit, parts) => respondFactFeed(visit, part(parts, 'file')),
  changes: respondChanges,
  csvw: respondCsvw,
  convention: respondConvention,
  search: respondSearch,
  schema: respondSchema,
  datapackage: respondDataPackage,
  archive: (visit, parts) => respondArchive(visit, parts['release']),
  rows: (visit) => (describes(visit.url.pathname) ?? respondRows)(visit),
}
