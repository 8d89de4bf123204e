import { and, eq, inArray } from 'drizzle-orm'
import { Problem } from '../dataset/problem.ts'
import { datasets } from '../datasets/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import { respondDocument } from '../http/respond.ts'
import { findShared, keepShared } from '../http/tiers.ts'
import type { Visit } from '../http/visit.ts'
import {
  catalogueAt,
  catalogueExtensions,
  cataloguePath,
  cataloguePaths,
  catalogueTypes,
  schemaOrgCatalogue,
  schemaOrgPath,
} from '../metadata/catalogue-origin.ts'
import { catalogueCode } from '../metadata/whole.ts'
import { readFileBy } from '../release/files.ts'
import { releaseFiles } from '../release/tables.ts'
import { refuseParameters } from './list.ts'

/** Which serialisations a release has: their digests by path, and whether this code made them. */
interface Made {
  digests: Readonly<Record<string, string>>
  current: boolean
}

const missing = (release: string) =>
  new Problem('unavailable', `The catalogue of release ${release} is not whole: the next publish makes it.`)

const readMade = async (visit: Visit, release: string): Promise<Made> => {
  const { path, sha256, version } = releaseFiles
  const [found] = await readFrom(visit, release)('catalogue', (db, id) => [
    db
      .select({ path, sha256, version })
      .from(releaseFiles)
      .where(and(eq(releaseFiles.release, id), inArray(path, [...cataloguePaths]), eq(releaseFiles.part, 0))),
  ])
  // One of them alone would be another graph than the others: all, made at once, or none.
  if (found.length !== cataloguePaths.length || new Set(found.map((file) => file.version)).size !== 1)
    throw missing(release)
  const code = await catalogueCode()
  return {
    digests: Object.fromEntries(found.map((file) => [file.path, file.sha256])),
    current: found.every((file) => file.version.startsWith(`${code}.`)),
  }
}

/** The text of a file, by its digest: from the data centre, or from D1. */
const textOf = async (visit: Visit, release: string, path: string, digest: string): Promise<string> => {
  const key = `catalogue/${digest}`
  const near = await findShared<{ text: string }>(visit, key)
  if (near) return near.text
  const file = await readFileBy(readFrom(visit, release), path)
  if (file?.sha256 !== digest) throw missing(release)
  const text = new TextDecoder().decode(file.body)
  keepShared(visit, key, { text })
  return text
}

/** What is kept of the catalogue of the current release under a path. Throws `unavailable` while something of it is missing. */
const keptOf = async (visit: Visit, path: string) => {
  const { event } = await standingFor(visit)
  const { id, published_at } = await releaseFor(visit)
  // What happens to a release (another one is retired) makes its catalogue anew.
  const made = await remember(visit, id, `catalogue/${event}`, () => readMade(visit, id), {
    lasting: ({ current }) => current,
  })
  const digest = made.digests[path]!
  return { published_at, digest, text: () => textOf(visit, id, path, digest) }
}

/** `/catalog.ttl`, `.jsonld` and `.rdf`: made when publishing; the address of the API is put in when it is served. 503 while one is missing. */
export const respondCatalogue = async (visit: Visit, file: string): Promise<Response> => {
  const extension = catalogueExtensions.find((one) => cataloguePath(one) === file)
  if (!extension)
    throw new Problem(
      'not-found',
      `There is no "${file}". The catalogue is at: ${catalogueExtensions.map(cataloguePath).join(', ')}.`,
    )
  refuseParameters(visit)
  const { origin } = visit
  const { published_at, digest, text } = await keptOf(visit, file)
  return respondDocument(visit, {
    key: `${file}/${digest}/${origin}`,
    headers: { 'Content-Type': catalogueTypes[extension], Link: `<${origin}/openapi.json>; rel="service-desc"` },
    modified: published_at,
    text: async () => catalogueAt(await text(), origin, extension),
  })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** `/v1/{dataset}.jsonld` and `/v1/catalog.jsonld`: what search engines are told (schema.org), which pages embed. */
export const respondSchemaOrg = async (visit: Visit, file: string): Promise<Response> => {
  const name = file.replace(/\.jsonld$/, '')
  const names = [schemaOrgCatalogue, ...datasets.map((dataset) => dataset.name)]
  if (!names.includes(name))
    throw new Problem('not-found', `There is no dataset "${name}". There are: ${names.join(', ')}.`)
  refuseParameters(visit)
  const { origin } = visit
  const { published_at, digest, text } = await keptOf(visit, schemaOrgPath)
  return respondDocument(visit, {
    key: `${file}/${digest}/${origin}`,
    headers: { 'Content-Type': catalogueTypes.jsonld },
    modified: published_at,
    text: async () => {
      const all: unknown = JSON.parse(await text())
      return catalogueAt(JSON.stringify(isObject(all) ? all[name] : undefined, undefined, 1), origin, 'jsonld')
    },
  })
}
