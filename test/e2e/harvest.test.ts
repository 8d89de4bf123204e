import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import {
  createServer,
  request,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { command, copySeed, endAll, freePort } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-harvest-'))
const servers: Server[] = []

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterAll(() => {
  for (const server of servers) server.close()
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

const harvest = async (...parameters: string[]) => {
  const { status, out, err } = await command(['commands/harvest.ts', ...parameters], {}).ended
  const lines = out.trimEnd().split('\n')
  return { status, err, lines, summary: lines.at(-1), fresh: lines.filter((line) => line.startsWith('new ')) }
}

let states = 0
const newState = () => join(folder, `state-${(states += 1)}`)

describe('npm run harvest over the real data', () => {
  const seed = join(folder, 'seed')
  const environment = { STATE: join(folder, 'api'), SEED: seed }
  const edit = copySeed(seed)
  const state = newState()
  let [base, port] = ['', 0]
  let stop: (() => Promise<unknown>) | undefined

  beforeAll(async () => {
    port = await freePort()
    base = `http://127.0.0.1:${port}`
    const started = command(['commands/start.ts'], { ...environment, PORT: String(port) })
    const early = await started.until('Ctrl+C')
    if (early) throw new Error(early.out + early.err)
    stop = () => {
      started.child.kill('SIGINT')
      return started.ended
    }
  }, 240_000)

  afterAll(() => stop?.())

  const release = async () => ((await (await fetch(`${base}/v1/status`)).json()) as { release: string }).release

  it('gets every file once, then 304 alone, then only what a release changed', async () => {
    const first = await harvest(`${base}/catalog.ttl`, '--state', state)
    const count = first.fresh.length
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(count).toBe(datasets.length * 4 + 1)
    expect(first.summary).toBe(`${count} distributions, ${count} verified, 0 unchanged`)

    const second = await harvest(`${base}/catalog.ttl`, '--state', state)
    expect(second).toMatchObject({ status: 0, err: '', fresh: [] })
    expect(second.summary).toBe(`${count} distributions, ${count} verified, ${count} unchanged`)

    const before = await release()
    edit('aliases.csv', (text) => `${text}axes,2,asse della povertà,it\n`)
    expect((await command(['commands/cli.ts', 'publish'], environment).ended).out).toContain('  aliases: 1 rows added')
    while ((await release()) === before) await new Promise((resolve) => setTimeout(resolve, 1000))

    const third = await harvest(`${base}/catalog.ttl`, '--state', state)
    const own = third.fresh.filter((line) => line.includes('/v1/aliases.'))
    expect(own).toEqual(['csv', 'it.csv', 'ndjson', 'parquet'].map((end) => `new ${base}/v1/aliases.${end}`))
    // What holds all data has changed too.
    expect(third.fresh.filter((line) => !own.includes(line))).toEqual([`new ${base}/v1/all.zip`])
    expect(third).toMatchObject({ status: 0, err: '' })
    expect(third.summary).toBe(`${count} distributions, ${count} verified, ${count - third.fresh.length} unchanged`)
  }, 180_000)

  it.each(['rdf', 'jsonld'])('reads .%s as well', async (extension) => {
    const { status, summary } = await harvest(`${base}/catalog.${extension}`, '--state', state)
    expect(status).toBe(0)
    expect(summary).toMatch(/^(\d+) distributions, \1 verified, \1 unchanged$/)
  })

  it('notices a byte that is another one, one that is missing, and a kept file that was altered, and gets them anew', async () => {
    let spoils = true
    const spoil = (path: string, body: Buffer) => {
      if (spoils && path === '/v1/axes.csv') body[body.length - 3]! += 1
      return spoils && path === '/v1/acts.csv' ? body.subarray(1) : body
    }
    const forward = ({ url = '', headers }: IncomingMessage, answer: ServerResponse) =>
      request({ host: '127.0.0.1', port, path: url, headers }, (real) => {
        const chunks: Buffer[] = []
        real.on('data', (chunk: Buffer) => chunks.push(chunk))
        real.on('end', () => {
          const body = spoil(url, Buffer.concat(chunks))
          const { 'content-length': _, 'transfer-encoding': __, ...rest } = real.headers
          answer.writeHead(real.statusCode!, rest).end(body)
        })
      }).end()
    const proxy = await serve(forward)
    const kept = newState()
    const told = await harvest(`${proxy}/catalog.ttl`, '--state', kept)
    const count = told.fresh.length + 2
    expect(told.status).toBe(1)
    const [acts, axes, ...more] = told.err.trimEnd().split('\n')
    expect(acts).toMatch(/\/v1\/acts\.csv: the catalogue says (\d+) bytes, and there are \d+\.$/)
    expect(axes).toMatch(/\/v1\/axes\.csv: the catalogue says SHA-256 [0-9a-f]{64}, and it is [0-9a-f]{64}\.$/)
    expect(more).toEqual([])
    expect(told.summary).toBe(`${count} distributions, ${count - 2} verified, 0 unchanged`)

    spoils = false
    const file = join(kept, 'files', `${proxy.slice('http://'.length)}/v1/facts.csv`.replaceAll(/[^\w.-]+/g, '_'))
    writeFileSync(file, readFileSync(file, 'utf8').replace('paid', 'said'))
    const altered = await harvest(`${proxy}/catalog.ttl`, '--state', kept)
    expect(altered.status).toBe(1)
    expect(altered.err).toMatch(/^http.*\/v1\/facts\.csv: the catalogue says SHA-256 .*\n$/)
    expect(altered.fresh).toEqual([`new ${proxy}/v1/acts.csv`, `new ${proxy}/v1/axes.csv`])
    const mended = await harvest(`${proxy}/catalog.ttl`, '--state', kept)
    expect(mended).toMatchObject({ status: 0, err: '', fresh: [`new ${proxy}/v1/facts.csv`] })
    expect(mended.summary).toBe(`${count} distributions, ${count} verified, ${count - 1} unchanged`)
  }, 60_000)
})

const small = (origin: string) => `@prefix dcat: <http://www.w3.org/ns/dcat#>.
<${origin}/c> a dcat:Catalog; dcat:dataset <${origin}/d>.
<${origin}/d> a dcat:Dataset; dcat:distribution <${origin}/x>.
<${origin}/x> a dcat:Distribution; dcat:downloadURL <${origin}/x.csv>.
`

/** A server whose catalogue offers one file, which is answered as given. */
const offering = async (answer: (response: ServerResponse, asked: number) => void): Promise<string> => {
  let asked = 0
  let origin = ''
  origin = await serve(({ url }, response) => {
    if (url === '/c') return response.writeHead(200, { 'Content-Type': 'text/turtle' }).end(small(origin))
    asked += 1
    return answer(response, asked)
  })
  return origin
}

describe('npm run harvest, asked badly or answered badly', () => {
  const usage = 'npm run harvest -- https://api.example.org/catalog.ttl [--state FOLDER] [--wait SECONDS]'

  it.each([
    [[], `Say which catalogue: ${usage}\n`],
    [['catalog.ttl'], `"catalog.ttl" is no address that begins with http:// or https://. ${usage}\n`],
    [['http://127.0.0.1/c', '--wait', 'soon'], `--wait takes whole seconds, got "soon". ${usage}\n`],
  ])('%j', async (parameters, sentence) => {
    expect(await harvest(...parameters)).toMatchObject({ status: 1, err: sentence })
  })

  it('says that nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}/catalog.ttl`
    expect(await harvest(url, '--state', newState())).toMatchObject({
      status: 1,
      err: `${url}: cannot be reached (ECONNREFUSED).\n`,
    })
  })

  it.each([
    ['text/html', '<p>Ciao', 'it is text/html, and not Turtle, JSON-LD or RDF/XML'],
    ['text/turtle', '<a> <b>', 'it is no valid Turtle: Expected entity but got eof on line 1.'],
    [
      'application/ld+json',
      '{',
      "it is no valid JSON-LD: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
    ],
    ['application/ld+json', '{"@context":"https://x.example/c"}', 'it is no valid JSON-LD'],
    ['application/rdf+xml', '<a', 'it is no valid RDF/XML: it ends before its root does'],
    ['application/rdf+xml', '<a></b></a>', 'it is no valid RDF/XML'],
    ['text/turtle', '<http://a.b/c> a <http://a.b/d>.', 'it holds no dcat:Catalog'],
    ['text/turtle', '<http://a.b/c> a <http://www.w3.org/ns/dcat#Catalog>.', 'it offers no distribution to download'],
  ])('%s %s: %s', async (type, body, reason) => {
    const origin = await serve((_, response) => response.writeHead(200, { 'Content-Type': type }).end(body))
    const { status, err } = await harvest(`${origin}/c`, '--state', newState())
    expect(status).toBe(1)
    expect(err.startsWith(`${origin}/c: this is no catalogue to harvest: ${reason}`)).toBe(true)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  it('waits when it is asked to, and says what it got when there is no time for that', async () => {
    const later = { 'Retry-After': '1' }
    const busy = await offering((response, asked) =>
      asked === 1 ? response.writeHead(503, later).end() : response.writeHead(200).end('x'),
    )
    expect(await harvest(`${busy}/c`, '--state', newState())).toMatchObject({
      status: 0,
      err: '',
      // The catalogue says neither size nor digest, so there is nothing to compare.
      summary: '1 distributions, 0 verified, 0 unchanged',
    })
    const limited = await offering((response) => response.writeHead(429, later).end())
    expect(await harvest(`${limited}/c`, '--state', newState(), '--wait', '0')).toMatchObject({
      status: 1,
      err: `${limited}/x.csv: answered 429, to come back after 1 s.\n`,
    })
    const down = await offering((response) => response.writeHead(503).end())
    expect(await harvest(`${down}/c`, '--state', newState())).toMatchObject({
      status: 1,
      err: `${down}/x.csv: answered 503, without saying when to come back.\n`,
    })
  })

  it.each([
    [404, 'answered 404, expected 200.'],
    [500, 'answered 500, expected 200.'],
  ])('says that a file is answered with %s', async (status, sentence) => {
    const origin = await offering((response) => response.writeHead(status).end())
    expect(await harvest(`${origin}/c`, '--state', newState())).toMatchObject({
      status: 1,
      err: `${origin}/x.csv: ${sentence}\n`,
    })
  })

  it('says that an answer breaks off', async () => {
    const origin = await offering((response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('x')
      setTimeout(() => response.destroy(), 50)
    })
    expect(await harvest(`${origin}/c`, '--state', newState())).toMatchObject({
      status: 1,
      err: `${origin}/x.csv: the answer broke off.\n`,
    })
  })

  it('says that its state is none', async () => {
    const file = join(folder, 'no-folder')
    writeFileSync(file, '')
    expect(await harvest('http://127.0.0.1:9/c', '--state', file)).toMatchObject({
      status: 1,
      err: `The state in ${file} cannot be used (ENOTDIR): name another folder.\n`,
    })
  })
})
