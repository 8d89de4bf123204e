import { parseArgs } from 'node:util'

/** Checks on a deployed address what cannot be run locally, and says of each promise: kept, broken, or not to be seen from here. */

interface Outcome {
  promise: string
  outcome: 'kept' | 'broken' | 'not seen'
  saw: string
}

const secondsBetween = 5

const ask = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

const kept = (promise: string, holds: boolean, saw: string): Outcome => ({
  promise,
  outcome: holds ? 'kept' : 'broken',
  saw,
})
const notSeen = (promise: string, saw: string): Outcome => ({ promise, outcome: 'not seen', saw })

const tierHit = async (base: string): Promise<Outcome> => {
  const promise = 'tier 1 answers what was asked before'
  const url = `${base}/v1/axes.csv?_=${Date.now()}`
  await ask(url)
  const { headers } = await ask(url)
  const status = headers.get('Cf-Cache-Status')
  return status === null
    ? notSeen(promise, 'no Cf-Cache-Status: not behind the Workers Cache')
    : kept(promise, status === 'HIT', `Cf-Cache-Status: ${status}`)
}

const conditionalHit = async (base: string): Promise<Outcome> => {
  const promise = '304 for the ETag of an answer, with CORS'
  const url = `${base}/v1/facts.csv`
  const etag = (await ask(url)).headers.get('ETag') ?? ''
  const { status, headers } = await ask(url, { 'If-None-Match': etag })
  const cors = headers.get('Access-Control-Allow-Origin')
  const tier = headers.get('Cf-Cache-Status')
  return kept(
    `${promise}${tier === 'HIT' ? ' on a hit' : ''}`,
    status === 304 && cors === '*',
    `status ${status}, Access-Control-Allow-Origin ${cors}, Cf-Cache-Status ${tier ?? 'none'}`,
  )
}

const forwardedHost = async (base: string): Promise<Outcome> => {
  const foreign = 'elsewhere.example'
  const { body, headers } = await ask(`${base}/v1/axes`, { 'X-Forwarded-Host': foreign, Forwarded: `host=${foreign}` })
  const clean = !body.includes(foreign) && !(headers.get('Link') ?? '').includes(foreign)
  return kept(
    'a foreign X-Forwarded-Host changes no link',
    clean,
    clean ? 'links keep their host' : `${foreign} stands in the answer`,
  )
}

/** An address of each media type. All but JSON need the compression rule of the README: Cloudflare leaves them alone by itself. */
const compressed = {
  JSON: '/v1/facts',
  CSV: '/v1/facts.csv',
  NDJSON: '/v1/facts.ndjson',
  Atom: '/v1/releases.atom',
  CSVW: '/v1/facts.csv-metadata.json',
  OpenAPI: '/openapi.json',
  BibTeX: '/v1/facts.bib',
  'CSL-JSON': '/v1/facts.csl.json',
  'API catalogue': '/.well-known/api-catalog',
  Turtle: '/catalog.ttl',
  'JSON-LD': '/catalog.jsonld',
  'RDF/XML': '/catalog.rdf',
}

const compression = async (base: string, name: string, path: string): Promise<Outcome> => {
  const promise = `${name} is compressed`
  const { status, headers } = await ask(base + path, { 'Accept-Encoding': 'gzip, br' })
  const encoding = headers.get('Content-Encoding')
  const saw = `${path}: status ${status}, Content-Encoding: ${encoding ?? 'none'}`
  return encoding === null && headers.get('CF-Ray') === null
    ? notSeen(promise, 'no CF-Ray: not behind Cloudflare')
    : kept(promise, encoding !== null, saw)
}

const https = async (base: string): Promise<Outcome> => {
  const promise = 'http is sent to https'
  if (!base.startsWith('https:')) return notSeen(promise, 'asked over http')
  const { status, headers } = await ask(base.replace('https:', 'http:'))
  return kept(
    promise,
    status >= 301 && status <= 308 && (headers.get('Location') ?? '').startsWith('https:'),
    `status ${status}`,
  )
}

/** Waits for a publish that somebody makes meanwhile: every kind of address shows it within the stated bound. */
const freshness = async (base: string, wait: number): Promise<Outcome> => {
  const promise = 'a publish is seen within the stated bound'
  const { freshness_seconds: bound, release } = JSON.parse((await ask(`${base}/v1/status`)).body) as {
    freshness_seconds: number
    release: string
  }
  if (wait === 0) return notSeen(promise, `bound ${bound} s; run with --wait SECONDS and publish meanwhile`)
  const until = Date.now() + wait * 1000
  let seen: number | undefined
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, secondsBetween * 1000))
    const [status, answer] = [await ask(`${base}/v1/status`), await ask(`${base}/v1/axes`)]
    const now = (JSON.parse(status.body) as { release: string }).release
    if (now !== release) seen ??= Date.now()
    if (seen !== undefined && (JSON.parse(answer.body) as { meta: { release: string } }).meta.release === now) {
      const seconds = Math.round((Date.now() - seen) / 1000)
      return kept(
        promise,
        seconds <= bound,
        `${now}: shown by /v1/axes ${seconds} s after /v1/status, bound ${bound} s`,
      )
    }
  }
  return seen === undefined
    ? notSeen(promise, `no publish in ${wait} s`)
    : kept(promise, false, `/v1/axes still shows ${release}`)
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { wait: { type: 'string', default: '0' } },
  })
  const base = positionals[0]?.replace(/\/$/, '')
  if (!base) throw new Error('Say which address: npm run verify:edge -- https://api.example.org [--wait SECONDS]')
  const outcomes = [await tierHit(base), await conditionalHit(base), await forwardedHost(base)]
  for (const [name, path] of Object.entries(compressed)) outcomes.push(await compression(base, name, path))
  outcomes.push(await https(base), await freshness(base, Number(values.wait)))
  for (const { promise, outcome, saw } of outcomes) console.log(`${outcome.padEnd(8)}  ${promise} (${saw})`)
  const count = (outcome: Outcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length
  console.log(`${count('kept')} kept, ${count('broken')} broken, ${count('not seen')} not to be seen from here`)
  process.exitCode = count('broken') === 0 ? 0 : 1
}

try {
  await main()
} catch (error) {
  console.error(`${(error as Error).message}${error instanceof TypeError ? ': the address does not answer' : ''}`)
  process.exitCode = 1
}
