import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

const api = process.env['API'] ?? 'http://127.0.0.1:8787'
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

let browser: Browser
let site: Server
let page: Page

beforeAll(async () => {
  // Another origin than the API's, as a site with a widget is.
  site = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>site</title>'),
  )
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
})

afterAll(async () => {
  await browser?.close()
  site?.close()
})

const ask = (path: string, headers: Record<string, string> = {}) =>
  page.evaluate(
    async ([url, given]) => {
      const response = await fetch(url, { headers: given, cache: 'no-store' })
      const { status } = response
      return {
        status,
        etag: response.headers.get('etag'),
        rows: response.headers.get('row-count'),
        body: await response.text(),
      }
    },
    [api + path, headers] as const,
  )

it('lets another site read figures, the ETag and the row count', async () => {
  const { status, etag, rows, body } = await ask('/v1/snapshots/2022.csv')
  expect([status, rows]).toEqual([200, '6'])
  expect(etag).toMatch(/^W\//)
  expect(body).toContain('691444232.24')
})

it('lets another site ask conditionally: the preflight and the 304 carry CORS', async () => {
  const { etag } = await ask('/v1/facts/paid-2022-1')
  const { status, body } = await ask('/v1/facts/paid-2022-1', { 'If-None-Match': etag! })
  expect([status, body]).toEqual([304, ''])
})

it('lets another site send what its libraries send, and read the signposts', async () => {
  const { status, link } = await page.evaluate(async (url) => {
    const headers = {
      'X-Requested-With': 'XMLHttpRequest',
      'Cache-Control': 'no-cache',
      Pragma: 'no-cache',
      Authorization: 'Bearer none',
      'Content-Type': 'application/json',
      'X-Anything': '1',
      'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT',
    }
    const response = await fetch(url, { headers, cache: 'no-store' })
    return { status: response.status, link: response.headers.get('link') }
  }, `${api}/v1/facts/certified-latest-2`)
  expect(status).toBe(200)
  expect(link).toContain('/facts/certified-2022-2>; rel="cite-as"')
})

it('lets another site ask for any copy', async () => {
  const { status, body } = await ask('/v1/facts/paid-2022-1', { 'If-None-Match': '*' })
  expect([status, body]).toEqual([304, ''])
  expect((await ask('/v1/facts/paid-2022-9', { 'If-None-Match': '*' })).status).toBe(404)
})

it('lets another site read what is wrong with its request', async () => {
  const { status, body } = await ask('/v1/observations?axis=II')
  expect(status).toBe(400)
  expect((JSON.parse(body) as { detail: string }).detail).toContain('did you mean 2 (Inclusione sociale')
})
