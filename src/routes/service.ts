import openapiText from '../generated/openapi.txt'
import { freshnessSeconds } from '../dataset/freshness.ts'
import { Problem, problemMediaType, problems, type ProblemType } from '../dataset/problem.ts'
import { standingFor } from '../http/current.ts'
import { cacheHeaders } from '../http/headers.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { atOrigin } from '../metadata/openapi-origin.ts'
import { problemPage } from '../pages/problem.ts'
import { refuseParameters } from './list.ts'
import { redirect } from './redirect.ts'

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
  const body = new TextEncoder().encode(JSON.stringify(status))
  const headers = {
    'Content-Type': problemMediaType,
    'Content-Length': String(body.byteLength),
    ...cacheHeaders.never,
  }
  return new Response(request.method === 'HEAD' ? null : body, { headers })
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
