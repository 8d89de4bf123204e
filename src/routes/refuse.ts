import { retrySeconds } from '../dataset/freshness.ts'
import { Problem, problemMediaType, problems } from '../dataset/problem.ts'
import { problemPage } from '../pages/problem.ts'
import { cacheHeaders } from '../http/headers.ts'
import { kindOf, manners } from '../http/kind.ts'
import type { Visit } from '../http/visit.ts'

/** The body of a problem. `instance` is the path that was asked for. */
const problemBody = ({ type, message, more }: Problem, origin: string, instance: string): string =>
  JSON.stringify({
    type: `${origin}/problems/${type}`,
    title: problems[type].title,
    status: problems[type].status,
    detail: message,
    instance,
    ...(more.errors && { errors: more.errors }),
    ...(more.suggestions && { suggestions: more.suggestions }),
    ...(more.suggested !== undefined && { links: { suggested: more.suggested } }),
  })

/** The answer to a request that failed: a problem document for programs, a page for people. What we did not foresee stays in our log. */
export const refuse = (error: unknown, { request, url, origin }: Visit): Response => {
  const problem = error instanceof Problem ? error : new Problem('internal', 'The error is in our log.')
  if (!(error instanceof Problem)) console.error(error)
  const { status } = problems[problem.type]
  const asPage = manners[kindOf(url.pathname)].errors === 'page'
  const body = asPage
    ? String(problemPage(problem.type, problem.message, problem.more.suggested))
    : problemBody(problem, origin, url.pathname)
  const bytes = new TextEncoder().encode(body)
  return new Response(request.method === 'HEAD' ? null : bytes, {
    status,
    headers: {
      'Content-Length': String(bytes.byteLength),
      'Content-Type': asPage ? 'text/html; charset=utf-8' : problemMediaType,
      ...cacheHeaders.never,
      ...(status === 503 && { 'Retry-After': String(retrySeconds) }),
      ...problem.more.headers,
    },
  })
}
