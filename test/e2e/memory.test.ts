import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseStore, databaseWorker } from '../../commands/database.ts'
import { loadSeed } from '../../commands/load.ts'
import { build, migrate, readModules } from '../../commands/local.ts'
import { publish } from '../../commands/publish.ts'

const heapBytesMax = 64 * 1024 * 1024
const questions = 30_000
const sampleEvery = 2_000
const atOnce = 32

const name = 'api'
const folder = mkdtempSync(join(tmpdir(), 'fondo-memory-'))
let local: Miniflare

beforeAll(async () => {
  await build()
  local = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    inspectorPort: 0,
    cf: false,
    logRequests: false,
    handleStructuredLogs: () => {},
    resourcePersistencePath: folder,
    workers: [
      {
        config: {
          name,
          compatibilityDate: '2026-10-30',
          manifest: { mainModule: 'index.js', modules: readModules() },
          env: { DB: { type: 'd1', id: 'memory' } },
          exports: {},
        },
      },
      databaseWorker('memory'),
    ],
  })
  await migrate(local)
  await publish(await databaseStore(local), loadSeed(), new Date('2026-11-21T08:00:00Z'))
})
afterAll(async () => {
  await local.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** Asks the inspector of the isolate. */
const inspect = async () => {
  const base = await local.getInspectorURL()
  const socket = new WebSocket(new URL(`/core:user:${name}`, base).href)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`The inspector at ${base} does not answer.`)))
  })
  let last = 0
  const ask = <T>(method: string) =>
    new Promise<T>((resolve) => {
      last += 1
      const id = last
      const listen = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as { id?: number; result: T }
        if (answer.id !== id) return
        socket.removeEventListener('message', listen)
        resolve(answer.result)
      }
      socket.addEventListener('message', listen)
      socket.send(JSON.stringify({ id, method, params: {} }))
    })
  return { ask, close: () => socket.close() }
}

it(`the heap of the isolate stays under 64 MB under ${questions} distinct valid queries`, async () => {
  const { origin } = await local.ready
  const inspector = await inspect()
  const samples: number[] = []
  let asked = 0
  const ask = async (until: number) => {
    while (asked < until) {
      asked += 1
      const query = `value=${asked}..${asked + 1000}&fields=code&limit=${(asked % 50) + 1}`
      const response = await fetch(`${origin}/v1/facts?${query}`)
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`question ${query}: ${response.status}`)
    }
  }
  for (let until = sampleEvery; until <= questions; until += sampleEvery) {
    await Promise.all(Array.from({ length: atOnce }, () => ask(until)))
    // Between questions: the inspector is not served beside them.
    const { usedSize } = await inspector.ask<{ usedSize: number }>('Runtime.getHeapUsage')
    samples.push(usedSize)
  }
  inspector.close()
  // A sample holds what is not collected yet: of three that follow each other, the least is nearest to what lives.
  const living = samples.slice(2).map((sample, at) => Math.min(sample, samples[at]!, samples[at + 1]!))
  const most = Math.max(...living)
  console.log(`the heap reached ${(most / 1024 / 1024).toFixed(1)} MB under ${asked} queries`)
  expect(most).toBeGreaterThan(1024 * 1024)
  expect(most).toBeLessThan(heapBytesMax)
}, 600_000)
