import type { Dataset } from '../dataset/dataset.ts'
import type { Release } from '../release/release.ts'
import { datasets } from '../datasets/index.ts'
import { citationOf, licence } from '../formats/envelope.ts'
import { formats, json } from '../formats/index.ts'
import { cacheHeaders, freshnessSeconds } from '../http/freshness.ts'
import { problemMediaType } from '../http/problem.ts'
import { respondText } from '../http/respond.ts'
import { releaseFor, standingFor, type Visit } from '../http/visit.ts'
import { csvw } from '../metadata/csvw.ts'
import { openapi } from '../metadata/openapi.ts'
import { refuseParameters } from './list.ts'

/** A document that depends on the code, the public address and `made` alone; it takes no parameters. */
const respondDocument = (
  visit: Visit,
  contentType: string,
  { made, ...rest }: { made: string; modified?: string; body: () => string },
): Promise<Response> => {
  refuseParameters(visit)
  return respondText(visit, { key: `${made}/${visit.origin}`, contentType, ...rest })
}

const entry = (
  origin: string,
  { name, title, title_en, description, description_en, layer, key, header }: Dataset,
  release: Release,
) => ({
  name,
  title,
  title_en,
  description,
  description_en,
  layer,
  key,
  columns: header,
  rows: release.datasets[name]?.rows ?? 0,
  changed_at: release.datasets[name]?.changed_at ?? null,
  links: {
    [json.extension]: `${origin}/v1/${name}`,
    ...Object.fromEntries(
      formats.map(({ extension }) => [extension.replace('.', '_'), `${origin}/v1/${name}.${extension}`]),
    ),
    describedby: `${origin}/v1/${name}.csv-metadata.json`,
  },
})

/** `/v1`: what there is. */
export const respondIndex = async (visit: Visit): Promise<Response> => {
  const { origin } = visit
  const release = await releaseFor(visit)
  const titles = {
    title: 'POR FSE 2014-2020 di Regione Lombardia',
    title_en: 'European Social Fund programme 2014-2020 of Regione Lombardia',
  }
  const body = () => {
    const data = datasets.map((dataset) => entry(origin, dataset, release))
    const meta = {
      count: data.length,
      total: data.length,
      release: release.id,
      published_at: release.published_at,
      latest_year: release.latest_year,
      licence,
      citation: citationOf(titles, release.id, `${origin}/v1`),
      freshness_seconds: freshnessSeconds,
    }
    const links = {
      self: `${origin}/v1`,
      status: `${origin}/v1/status`,
      openapi: `${origin}/openapi.json`,
      latest_snapshot: `${origin}/v1/snapshots/latest`,
      start_here: `${origin}/v1/facts/paid-${release.latest_year}-1`,
    }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondDocument(visit, json.mediaType, { made: `index/${release.id}`, modified: release.published_at, body })
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

/** `/v1/{dataset}.csv-metadata.json`. */
export const respondCsvw = (visit: Visit, dataset: Dataset): Promise<Response> =>
  respondDocument(visit, 'application/csvm+json; charset=utf-8', {
    made: `csvw/${dataset.name}`,
    body: () => csvw(dataset, visit.origin),
  })

/** `/openapi.json`. */
export const respondOpenapi = (visit: Visit): Promise<Response> =>
  respondDocument(visit, 'application/vnd.oai.openapi+json;version=3.1', {
    made: 'openapi',
    body: () => JSON.stringify(openapi(visit.origin)),
  })
