import { exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
it('answers', async () => {
  const r = await (exports as any).default.fetch('http://x/v1/snapshots/2022/total')
  expect(r.status).toBe(200)
  expect((await r.json()).data.certified).toBe(691444232.24)
})
