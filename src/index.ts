import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { urlLengthMax } from './dataset/bounds.ts'
import { datasetNamed } from './datasets/index.ts'
import { cacheHeaders, retrySeconds } from './http/freshness.ts'
import { commonHeaders, preflightHeaders } from './http/headers.ts'
import { logLine } from './http/log.ts'
import { Problem, problemBody, problemMediaType, problems, type ProblemType } from './http/problem.ts'
import { originOf, type Environment } from './http/representation.ts'
import type { Clock } from './http/tiers.ts'
import { createIsolate, createVisit, type Visit } from './http/visit.ts'
import { problemPage } from './pages/problem.ts'
import { extensions, json } from './formats/index.ts'
import { readAddress } from './routes/address.ts'
import { respondChanges, respondFeed } from './routes/changes.ts'
import { respondRows } from './routes/datasets.ts'
import { latest, respondLatest } from './routes/latest.ts'
import { respondRelease, respondReleases, respondSums } from './routes/releases.ts'
import { respondCsvw, respondIndex, respondOpenapi, respondStatus } from './routes/service.ts'

type App = { Bindings: Environment; Variables: { visit: Visit } }

const methods = ['GET', 'HEAD', 'OPTIONS']
const retryAfter = (status: number) => (status === 503 ? { 'Retry-After': String(retrySeconds) } : {})
const csvwSuffix = '.csv-metadata.json'

const refuse = (error: unknown, c: Context<App>): Response => {
  const problem = error instanceof Problem ? error : new Problem('internal', 'The error is in our log.')
  if (!(error instanceof Problem)) console.error(error)
  const { status } = problems[problem.type]
  const body = problemBody(problem, originOf(c.env, c.req.url), new URL(c.req.url).pathname)
  const headers = { 'Content-Type': problemMediaType, ...cacheHeaders.never, ...retryAfter(status), ...problem.headers }
  return new Response(c.req.method === 'HEAD' ? null : body, { status, headers })
}

const redirect = (location: string, status: 303 | 308) =>
  new Response(null, { status, headers: { Location: location, ...cacheHeaders.missing } })

/** Refuses what no route would take: other methods, long URLs, a slash at the end. */
const bounds: MiddlewareHandler<App> = async function bounds(c, next) {
  const { method, url } = c.req
  if (!methods.includes(method))
    throw new Problem('method-not-allowed', `${method} is not allowed here.`, {
      headers: { Allow: methods.join(', ') },
    })
  if (method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: { ...preflightHeaders, Allow: methods.join(', '), ...cacheHeaders.never },
    })
  const { pathname, search, origin } = new URL(url)
  const length = url.length - origin.length
  if (length > urlLengthMax)
    throw new Problem(
      'uri-too-long',
      `The path and query have ${length} characters; at most ${urlLengthMax} are allowed.`,
    )
  if (pathname.length > 1 && pathname.endsWith('/'))
    return redirect(originOf(c.env, url) + pathname.replace(/\/+$/, '') + search, 308)
  return next()
}

/** The extension of `releases.csv` and its like; undefined for another name. */
const extensionOf = (path: string, name: string) =>
  path === name ? json.extension : extensions.find((extension) => path === `${name}.${extension}`)

/** What lies below `/v1/`. */
const respondBelow = (visit: Visit): Promise<Response> => {
  const path = visit.url.pathname.replace(/^\/v1\//, '')
  const described = path.endsWith(csvwSuffix) ? datasetNamed(path.slice(0, -csvwSuffix.length)) : undefined
  if (described) return respondCsvw(visit, described)
  const [releases, changes] = [extensionOf(path, 'releases'), extensionOf(path, 'changes')]
  if (releases) return respondReleases(visit, releases)
  if (changes) return respondChanges(visit, changes)
  const [, release, below] = path.match(/^releases\/([^/]+)(?:\/(.+))?$/) ?? []
  if (release === undefined) return respondRows(visit, readAddress(path))
  if (release === latest) return respondLatest(visit, below)
  if (below === undefined) return respondRelease(visit, release)
  return below === 'SHA256SUMS' ? respondSums(visit, release) : respondRows(visit, readAddress(below, release))
}

/** The API: what is true of every request, then the routes, then errors. `clock` is the time that lifetimes are judged by. */
export const createApp = (clock: Clock = Date.now): Hono<App> => {
  const isolate = createIsolate(clock)
  const visit = (c: Context<App>) => c.get('visit')
  const app = new Hono<App>()

  app.use(async function common(c, next) {
    const began = clock()
    c.set('visit', createVisit(c.req.raw, c.env, c.executionCtx, isolate))
    await next()
    for (const [name, value] of Object.entries({ ...commonHeaders, ...visit(c).marks })) c.res.headers.set(name, value)
    console.log(logLine(visit(c), c.res.status, began, clock()))
  })
  app.use(bounds)

  app.get('/', (c) => redirect(`${originOf(c.env, c.req.url)}/v1`, 303))
  app.get('/v1', (c) => respondIndex(visit(c)))
  app.get('/v1/status', (c) => respondStatus(visit(c)))
  app.get('/v1/releases.atom', (c) => respondFeed(visit(c)))
  app.get('/v1/*', (c) => respondBelow(visit(c)))
  app.get('/openapi.json', (c) => respondOpenapi(visit(c)))
  app.get('/problems/:type', (c) => {
    const type = c.req.param('type')
    if (!Object.hasOwn(problems, type)) throw new Problem('not-found', `There is no problem type "${type}".`)
    return c.html(problemPage(type as ProblemType), 200, cacheHeaders.live)
  })
  app.notFound(() => {
    throw new Problem('not-found', 'There is nothing at this path. The data are below /v1.')
  })
  app.onError(refuse)
  return app
}

export default createApp()
