import { Hono, type MiddlewareHandler } from 'hono'
import { urlLengthMax } from './dataset/bounds.ts'
import { Problem } from './dataset/problem.ts'
import { originOf, type Environment } from './http/environment.ts'
import { cacheHeaders, commonHeaders, preflightHeaders } from './http/headers.ts'
import { createIsolate, type Clock } from './http/isolate.ts'
import { kindOf, manners } from './http/kind.ts'
import { logLine } from './http/log.ts'
import { createVisit, type Visit } from './http/visit.ts'
import { answerWarm, keepWarm } from './http/warm.ts'
import { nothingAt } from './routes/nowhere.ts'
import { redirect } from './routes/redirect.ts'
import { refuse } from './routes/refuse.ts'
import { routes } from './routes/router.ts'

type App = { Bindings: Environment; Variables: { visit: Visit } }

/** What the runtime calls. */
interface Handler {
  fetch: (request: Request, env: Environment, context: ExecutionContext) => Response | Promise<Response>
}

/** Refuses what no operation takes: other methods, long URLs, a slash at the end. */
const bounds: MiddlewareHandler<App> = async function bounds(c, next) {
  const { method, url } = c.req
  const { pathname, search, origin } = new URL(url)
  const { methods } = manners[kindOf(pathname)]
  const Allow = methods.join(', ')
  if (!methods.includes(method))
    throw new Problem('method-not-allowed', `${method} is not allowed here.`, { headers: { Allow } })
  if (method === 'OPTIONS')
    return new Response(null, { status: 204, headers: { ...preflightHeaders, Allow, ...cacheHeaders.never } })
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

/** The API: what is true of every request, then the operations, then errors. `clock` is the time that lifetimes are judged by. */
export const createApp = (clock: Clock = Date.now): Handler => {
  const isolate = createIsolate(clock)
  const app = new Hono<App>()

  app.use(async function common(c, next) {
    const began = clock()
    const visit = createVisit(c.req.raw, c.env, c.executionCtx, isolate)
    c.set('visit', visit)
    await next()
    const { headers } = manners[kindOf(visit.url.pathname)]
    const { Link, ...marks } = visit.marks
    for (const [name, value] of Object.entries({ ...commonHeaders, ...headers, ...marks }))
      c.res.headers.set(name, value)
    if (Link) c.res.headers.append('Link', Link)
    keepWarm(visit, c.res)
    const { request, url, log } = visit
    const { status } = c.res
    console.log(logLine({ ...log, method: request.method, path: url.pathname, status, began, ended: clock() }))
  })
  app.use(bounds)
  for (const { route, answer } of routes) app.get(route, (c) => answer(c.get('visit'), c.req.param()))
  app.notFound(async (c) => {
    throw await nothingAt(c.get('visit'))
  })
  app.onError((error, c) => refuse(error, c.get('visit')))
  return {
    fetch: (request, env, context) => answerWarm(isolate, request) ?? app.fetch(request, env, context),
  }
}

export default createApp()
