import { cacheHeaders } from '../http/headers.ts'

export const redirect = (location: string, status: 303 | 307 | 308): Response =>
  new Response(null, { status, headers: { Location: location, ...cacheHeaders.missing } })
