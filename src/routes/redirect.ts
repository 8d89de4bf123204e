import { cacheHeaders } from '../http/headers.ts'

/** Leads elsewhere. What leads to the current release is kept as long as any answer about it; 308 and 303 do not change. */
export const redirect = (location: string, status: 303 | 307 | 308): Response =>
  new Response(null, {
    status,
    headers: { Location: location, ...(status === 307 ? cacheHeaders.live : cacheHeaders.missing) },
  })
