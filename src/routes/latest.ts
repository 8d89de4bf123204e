import { cacheHeaders } from '../http/freshness.ts'
import { standingFor, type Visit } from '../http/visit.ts'

/** The word that stands for the current release in a path. */
export const latest = 'latest'

/**
 * `/v1/releases/latest` and what lies below it: a redirect to the pinned address of the current release, with the query as it is. 307, which
 * says that the next time it may lead elsewhere; it is kept as long as any answer about the current release.
 */
export const respondLatest = async (visit: Visit, below: string | undefined): Promise<Response> => {
  const { release } = await standingFor(visit)
  const path = ['/v1/releases', release, ...(below === undefined ? [] : [below])].join('/')
  return new Response(null, {
    status: 307,
    headers: { Location: visit.origin + path + visit.url.search, ...cacheHeaders.live },
  })
}
