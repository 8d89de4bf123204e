import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { accepted, readOffers, type Offer } from './harvested.ts'

/**
 * A harvester that knows the address of a catalogue and nothing else: it downloads every file that the catalogue offers, compares its size
 * and SHA-256 with what the catalogue says, and asks the next time only for what has changed.
 */

const usage = 'npm run harvest -- https://api.example.org/catalog.ttl [--state FOLDER] [--wait SECONDS]'

/** What is kept of an answer, by its address: its entity tag and type, and the file that holds its body. */
type Kept = Record<string, { etag: string | null; mediaType: string; file: string }>

interface Harvest {
  folder: string
  kept: Kept
  /** Seconds that the harvest may still wait for a server that asks it to. */
  wait: number
}

interface Answer {
  body: Uint8Array
  mediaType: string
  unchanged: boolean
}

const timeoutMilliseconds = 60_000

const stateFile = ({ folder }: Harvest) => join(folder, 'state.json')

const openState = (folder: string, wait: number): Harvest => {
  const harvest: Harvest = { folder, kept: {}, wait }
  try {
    mkdirSync(join(folder, 'files'), { recursive: true })
    harvest.kept = JSON.parse(readFileSync(stateFile(harvest), 'utf8')) as Kept
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT')
      throw new Error(`The state in ${folder} cannot be used (${code ?? message}): name another folder.`, {
        cause: error,
      })
  }
  return harvest
}

/** The list is replaced at once, so that a harvest that is cut off leaves a good one. */
const saveState = (harvest: Harvest): void => {
  writeFileSync(`${stateFile(harvest)}~`, JSON.stringify(harvest.kept, undefined, 1))
  renameSync(`${stateFile(harvest)}~`, stateFile(harvest))
}

/** Keeps an answer with what asks for it again. */
const keep = (harvest: Harvest, url: string, { body, mediaType }: Answer, etag: string | null): void => {
  const file = join('files', url.replace(/^https?:\/\//, '').replaceAll(/[^\w.-]+/g, '_'))
  writeFileSync(join(harvest.folder, file), body)
  harvest.kept[url] = { etag, mediaType, file }
  saveState(harvest)
}

/** What was wrong is asked for as a whole the next time. */
const forget = (harvest: Harvest, url: string): void => {
  delete harvest.kept[url]
  saveState(harvest)
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

const cause = (error: unknown): string => {
  const { name, cause: reason } = error as Error & { cause?: NodeJS.ErrnoException }
  return name === 'TimeoutError'
    ? `no answer in ${timeoutMilliseconds / 1000} s`
    : (reason?.code ?? reason?.message ?? String(error))
}

/** Asks once, and again while the server says when to come back and there is time for it. */
const ask = async (harvest: Harvest, url: string, headers: Record<string, string>): Promise<Response> => {
  for (;;) {
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
      throw new Error(`${url}: cannot be reached (${cause(error)}).`)
    })
    if (response.status !== 429 && response.status !== 503) return response
    const after = response.headers.get('Retry-After')
    const seconds = Number(after ?? Number.NaN)
    if (!(seconds <= harvest.wait))
      throw new Error(
        `${url}: answered ${response.status}, ${after === null ? 'without saying when to come back' : `to come back after ${after} s`}.`,
      )
    await response.body?.cancel()
    harvest.wait -= Math.max(1, seconds)
    await pause(seconds)
  }
}

/** The body at an address: the kept one where the server says that it is the same. Throws a sentence. */
const read = async (harvest: Harvest, url: string, accept: string): Promise<Answer> => {
  const found = harvest.kept[url]
  const known = found && existsSync(join(harvest.folder, found.file)) ? found : undefined
  const etag = known?.etag
  const response = await ask(harvest, url, { Accept: accept, ...(etag && { 'If-None-Match': etag }) })
  if (response.status === 304 && known) {
    const body = readFileSync(join(harvest.folder, known.file))
    return { body, mediaType: known.mediaType, unchanged: true }
  }
  if (response.status !== 200) throw new Error(`${url}: answered ${response.status}, expected 200.`)
  const body = new Uint8Array(
    await response.arrayBuffer().catch(() => {
      throw new Error(`${url}: the answer broke off.`)
    }),
  )
  const answer = { body, mediaType: response.headers.get('Content-Type') ?? '', unchanged: false }
  keep(harvest, url, answer, response.headers.get('ETag'))
  return answer
}

/** Why a body is not what the catalogue says of it; undefined where it is. */
const difference = ({ url, bytes, sha256 }: Offer, body: Uint8Array): string | undefined => {
  if (bytes !== undefined && body.length !== bytes)
    return `${url}: the catalogue says ${bytes} bytes, and there are ${body.length}.`
  const digest = createHash('sha256').update(body).digest('hex')
  return sha256 !== undefined && digest !== sha256
    ? `${url}: the catalogue says SHA-256 ${sha256}, and it is ${digest}.`
    : undefined
}

const barLength = 30

/** Told in place on a terminal, and as a line for each file elsewhere. */
const tell = (done: number, of: number, line: string): void => {
  if (!process.stdout.isTTY) return console.log(line)
  const full = Math.round((done / of) * barLength)
  const bar = '#'.repeat(full).padEnd(barLength, '.')
  process.stdout.write(`\r\x1b[K[${bar}] ${done}/${of} ${line.slice(0, 60)}${done === of ? '\n' : ''}`)
}

/** Downloads and compares every file; gives how many were as the catalogue says, and how many the server said were the same. */
const readFiles = async (harvest: Harvest, offers: readonly Offer[]) => {
  const [count, problems] = [{ verified: 0, unchanged: 0 }, [] as string[]]
  for (const [at, offer] of offers.entries()) {
    try {
      const { body, unchanged } = await read(harvest, offer.url, '*/*')
      const problem = difference(offer, body)
      if (problem !== undefined) {
        forget(harvest, offer.url)
        throw new Error(problem)
      }
      count.verified += offer.bytes === undefined || offer.sha256 === undefined ? 0 : 1
      count.unchanged += unchanged ? 1 : 0
      tell(at + 1, offers.length, `${unchanged ? 'unchanged' : 'new'} ${offer.url}`)
    } catch (error) {
      tell(at + 1, offers.length, `failed ${offer.url}`)
      problems.push((error as Error).message)
    }
  }
  return { ...count, problems }
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string', default: '.harvest' }, wait: { type: 'string', default: '300' } },
  })
  const [address, ...rest] = positionals
  if (address === undefined || rest.length > 0) throw new Error(`Say which catalogue: ${usage}`)
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
    throw new Error(`"${address}" is no address that begins with http:// or https://. ${usage}`)
  if (!/^\d+$/.test(values.wait)) throw new Error(`--wait takes whole seconds, got "${values.wait}". ${usage}`)
  const harvest = openState(values.state, Number(values.wait))
  const { body, mediaType } = await read(harvest, address, accepted)
  const text = new TextDecoder().decode(body)
  const { offers, answered } = await readOffers(text, mediaType, address).catch((error: Error) => {
    throw new Error(`${address}: this is no catalogue to harvest: ${error.message}.`)
  })
  const { verified, unchanged, problems } = await readFiles(harvest, offers)
  for (const problem of problems) console.error(problem)
  if (answered > 0) console.log(`${answered} more distributions have no file: the API answers them.`)
  console.log(`${offers.length} distributions, ${verified} verified, ${unchanged} unchanged`)
  process.exitCode = problems.length === 0 ? 0 : 1
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
