import openapiText from '../generated/openapi.txt'
import type { Dataset } from '../dataset/define.ts'
import { freshnessSeconds } from '../dataset/freshness.ts'
import { Problem, problemMediaType, problems, type ProblemType } from '../dataset/problem.ts'
import { datasets } from '../datasets/index.ts'
import { changeList, releaseList } from '../datasets/releases.ts'
import { citationOf, licence } from '../figures/citation.ts'
import { defaultFormat, formatsOf, suffixOf } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { cacheHeaders } from '../http/headers.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { titles } from '../metadata/about.ts'
import { signpostLinks } from '../metadata/conventions.ts'
import { csvw } from '../metadata/csvw.ts'
import { atOrigin } from '../metadata/openapi-origin.ts'
import { problemPage } from '../pages/problem.ts'
import type { Release } from '../release/release.ts'
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
    links: { ...Object.fromEntries(links), describedby: `${origin}/v1/${name}.csv-metadata.json` },
  }
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
      api_catalog: `${origin}/.well-known/api-catalog`,
      status: `${origin}/v1/status`,
      openapi: `${origin}/openapi.json`,
      on_one_page: `${origin}/llms.txt`,
      sitemap: `${origin}/sitemap.xml`,
      latest_snapshot: `${origin}/v1/snapshots/latest`,
      start_here: `${origin}/v1/snapshots/latest/total`,
    }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondDocument(visit, {
    key: `index/${id}/${origin}`,
    headers: { 'Content-Type': defaultFormat.mediaType, Link: signpostLinks(origin) },
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

const csvwSuffix = '.csv-metadata.json'

/** `/v1/{dataset}.csv-metadata.json`. */
export const respondCsvw = (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const name = visit.url.pathname.split('/').at(-1)!.slice(0, -csvwSuffix.length)
  const dataset = [...datasets, releaseList, changeList].find((described) => described.name === name)
  if (!dataset)
    throw new Problem(
      'not-found',
      `There is no dataset "${name}". There are: ${datasets.map((described) => described.name).join(', ')}.`,
    )
  return respondDocument(visit, {
    key: `csvw/${name}/${visit.origin}`,
    headers: { 'Content-Type': 'application/csvm+json; charset=utf-8' },
    text: () => csvw(dataset, visit.origin),
  })
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
