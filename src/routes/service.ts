import openapiText from '../generated/openapi.txt'
import type { Dataset } from '../dataset/define.ts'
import { freshnessSeconds } from '../dataset/freshness.ts'
import { Problem, problemMediaType, problems, type ProblemType } from '../dataset/problem.ts'
import { datasets } from '../datasets/index.ts'
import { citationOf, licence } from '../figures/citation.ts'
import { defaultFormat, formatsOf, suffixOf } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { cacheHeaders } from '../http/headers.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { atOrigin } from '../metadata/openapi-origin.ts'
import { problemPage } from '../pages/problem.ts'
import type { Release } from '../release/release.ts'
import { archivePath } from '../release/whole.ts'
import { refuseParameters } from './list.ts'
import { redirect } from './redirect.ts'

const entry = (
  origin: string,
  dataset: Dataset,
  { rows, changed_at }: Pick<Release['datasets'][string], 'rows' | 'changed_at'>,
) => {
  const { name, title, title_en, description, description_en, layer, key, header } = dataset
  const links = formatsOf(dataset).map((format) => [
    format.extension.replace('.', '_'),
    `${origin}/v1/${name}${suffixOf(format)}`,
  ])
  return {
    name,
    title,
    title_en,
    description,
    description_en,
    layer,
    key,
    columns: header,
    rows,
    changed_at,
    links: {
      ...Object.fromEntries(links),
      describedby: `${origin}/v1/${name}.csv-metadata.json`,
      schema: `${origin}/v1/${name}.schema.json`,
    },
  }
}

const titles = {
  title: 'POR FSE 2014-2020 di Regione Lombardia',
  title_en: 'European Social Fund programme 2014-2020 of Regione Lombardia',
}

/** `/v1`: what there is in the current release. */
export const respondIndex = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const { origin } = visit
  const release = await releaseFor(visit)
  const { id, published_at, latest_year } = release
  const text = () => {
    const data = datasets.flatMap((dataset) => {
      const manifest = release.datasets[dataset.name]
      return manifest ? [entry(origin, dataset, manifest)] : []
    })
    const meta = {
      count: data.length,
      total: data.length,
      release: id,
      published_at,
      query: '',
      latest_year,
      licence,
      citation: citationOf(titles, id, `${origin}/v1`),
      freshness_seconds: freshnessSeconds,
    }
    const links = {
      self: `${origin}/v1`,
      status: `${origin}/v1/status`,
      openapi: `${origin}/openapi.json`,
      catalogue: `${origin}/catalog.ttl`,
      datapackage: `${origin}/datapackage.json`,
      zip: `${origin}/v1/${archivePath}`,
      latest_snapshot: `${origin}/v1/snapshots/latest`,
      start_here: `${origin}/v1/snapshots/latest/total`,
    }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondDocument(visit, {
    key: `index/${id}/${origin}`,
    headers: {
      'Content-Type': defaultFormat.mediaType,
      Link: `<${origin}/catalog.ttl>; rel="describedby"; type="text/turtle", <${origin}/openapi.json>; rel="service-desc"`,
    },
    modified: published_at,
    text,
  })
}

/** `/v1/status`: health, from the pointer alone. Never stored. */
export const respondStatus = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const { origin, request } = visit
  const { release, read_at, stale } = await standingFor(visit)
  const detail = stale
    ? `Release ${release} is served from the cache; the database does not answer.`
    : `Release ${release} is served; an answer is at most ${freshnessSeconds} seconds old.`
  const status = {
    type: 'about:blank',
    title: 'OK',
    status: 200,
    detail,
    release,
    release_read_at: new Date(read_at).toISOString(),
    stale,
    freshness_seconds: freshnessSeconds,
    links: { index: `${origin}/v1` },
  }
  const headers = { 'Content-Type': problemMediaType, ...cacheHeaders.never }
  return new Response(request.method === 'HEAD' ? null : JSON.stringify(status), { headers })
}

/** `/openapi.json`: made when building; the address of the API is put in when it is served. */
export const respondOpenapi = (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  return respondDocument(visit, {
    key: `openapi/${visit.origin}`,
    headers: { 'Content-Type': 'application/vnd.oai.openapi+json;version=3.1' },
    text: () => atOrigin(openapiText, visit.origin),
  })
}

/** `/`: for now, what there is. */
export const respondHome = async (visit: Visit): Promise<Response> => redirect(`${visit.origin}/v1`, 303)

const isProblemType = (type: string): type is ProblemType => Object.hasOwn(problems, type)

/** `/problems/{type}`: what a problem means and what helps. */
export const respondProblemType = async (visit: Visit, type: string): Promise<Response> => {
  if (!isProblemType(type)) throw new Problem('not-found', `There is no problem type "${type}".`)
  return respondDocument(visit, {
    key: `problems/${type}`,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    text: () => String(problemPage(type)),
  })
}
