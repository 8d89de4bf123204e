import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, endAll } from './commands.ts'

/** A front that compresses what `compresses` says, as Cloudflare does by media type. */
let compresses: (path: string) => boolean = () => false
const front = createServer((request, response) => {
  const path = request.url!
  const encoded = compresses(path)
  const body = JSON.stringify({ freshness_seconds: 300, release: '2026-11-21.1', meta: {} })
  response.writeHead(request.headers['if-none-match'] ? 304 : 200, {
    'CF-Ray': 'a-ray',
    'Cf-Cache-Status': 'HIT',
    'Access-Control-Allow-Origin': '*',
    ETag: 'W/"a"',
    ...(encoded && { 'Content-Encoding': 'gzip' }),
  })
  response.end(encoded ? gzipSync(body) : body)
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
})
afterAll(() => {
  endAll()
  front.closeAllConnections()
  front.close()
})

const verifyEdge = async () => {
  const { status, out } = await command(['commands/edge.ts', url], {}).ended
  return { status, lines: out.trim().split('\n') }
}
const aboutCompression = (lines: readonly string[]) => lines.filter((line) => line.includes('is compressed'))

describe('verify:edge', () => {
  it('finds each media type that is not compressed: what Cloudflare does without the rule of the README', async () => {
    compresses = (path) => path === '/v1/facts'
    const { status, lines } = await verifyEdge()
    expect(aboutCompression(lines)).toEqual([
      'kept      JSON is compressed (/v1/facts: status 200, Content-Encoding: gzip)',
      'broken    CSV is compressed (/v1/facts.csv: status 200, Content-Encoding: none)',
      'broken    NDJSON is compressed (/v1/facts.ndjson: status 200, Content-Encoding: none)',
      'broken    Atom is compressed (/v1/releases.atom: status 200, Content-Encoding: none)',
      'broken    CSVW is compressed (/v1/facts.csv-metadata.json: status 200, Content-Encoding: none)',
      'broken    OpenAPI is compressed (/openapi.json: status 200, Content-Encoding: none)',
      'broken    BibTeX is compressed (/v1/facts.bib: status 200, Content-Encoding: none)',
      'broken    CSL-JSON is compressed (/v1/facts.csl.json: status 200, Content-Encoding: none)',
      'broken    API catalogue is compressed (/.well-known/api-catalog: status 200, Content-Encoding: none)',
      'broken    Turtle is compressed (/catalog.ttl: status 200, Content-Encoding: none)',
      'broken    JSON-LD is compressed (/catalog.jsonld: status 200, Content-Encoding: none)',
      'broken    RDF/XML is compressed (/catalog.rdf: status 200, Content-Encoding: none)',
    ])
    expect([status, lines.at(-1)]).toEqual([1, '4 kept, 11 broken, 2 not to be seen from here'])
  })

  it('is content with the rule', async () => {
    compresses = () => true
    const { status, lines } = await verifyEdge()
    expect(aboutCompression(lines).every((line) => line.startsWith('kept'))).toBe(true)
    expect([status, lines.at(-1)]).toEqual([0, '15 kept, 0 broken, 2 not to be seen from here'])
  })
})
