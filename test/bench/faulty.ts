import app from '../../src/index.ts'
import type { Environment } from '../../src/http/environment.ts'
import { wrapSessions, type Hooks } from '../wrap-session.ts'

/** The API over a D1 that can be told to fail: the fault stands before the binding, the API knows nothing of it. */

let mode: string | null = 'up'

const slowMilliseconds = 1500

const hooks: Hooks = {
  batch: async (_, send) => {
    if (mode === 'down') throw new Error('D1_ERROR: the database is down')
    if (mode === 'slow')
      await new Promise((wake) => {
        setTimeout(wake, slowMilliseconds)
      })
    return send()
  },
}

export default {
  fetch: (request: Request, env: Environment, context: ExecutionContext): Response | Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname === '/__d1') {
      mode = url.searchParams.get('mode')
      return new Response(mode)
    }
    return app.fetch(request, { ...env, DB: wrapSessions(env.DB, () => hooks) }, context)
  },
}
