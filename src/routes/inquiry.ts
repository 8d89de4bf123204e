import type { Dataset } from '../dataset/dataset.ts'
import type { Value } from '../dataset/define.ts'
import { nearest, type Fault, type Known } from '../dataset/fault.ts'
import { cursorFault } from '../dataset/parameters.ts'
import { canonical, parseQuery, unpaged, type Query } from '../dataset/query.ts'
import type { Release } from '../release/release.ts'
import { knownValues, resolveQuery } from '../dataset/resolve.ts'
import { datasetNamed } from '../datasets/index.ts'
import { json } from '../formats/index.ts'
import { invalid, Problem } from '../http/problem.ts'
import { readKeys } from '../http/read.ts'
import { cacheHeaders } from '../http/freshness.ts'
import { sha256 } from '../release/digest.ts'
import { knownOf } from '../http/known.ts'
import { releaseFor, standingFor, type Visit } from '../http/visit.ts'
import { showAddress, type Address } from './address.ts'
import { readCursor, type Cursor } from './cursor.ts'
import { refuseWithdrawn } from './withdrawn.ts'

/** A request for rows that is known to be answerable: its parameters are valid and its key exists in the release. */
export interface Inquiry {
  address: Address
  query: Query
  release: Release
  /** Path and query in their one spelling: what the keys of all tiers are made of. */
  canonical: string
  /** Digest of the query without its page. */
  queryDigest: string
  /** Key of the row before the page. */
  before: readonly string[] | undefined
}

const digestLength = 8
const askedMax = 20

/** All keys of a dataset in a release, so that an unknown key costs no read of D1. */
const keysOf = (visit: Visit, dataset: Dataset, release: string): Promise<Value[][]> =>
  knownOf(visit, `keys/${dataset.name}`, release, () => readKeys(visit.db, dataset, release))

const missing = ({ dataset, key }: Address, at: number, known: readonly Known[]): Problem => {
  const value = key[at]!
  const suggestion = nearest(value, known)
  const place = [dataset.name, ...key.slice(0, at)].join('/')
  const listed = known
    .slice(0, askedMax)
    .map((one) => one.value)
    .join(', ')
  const there = known.length > askedMax ? ` There are ${known.length}.` : ` There are: ${listed}.`
  const near = known.length > 3 && suggestion ? ` Did you mean "${suggestion.value}"?` : ''
  const absence = dataset.absence ? ` ${dataset.absence}` : ''
  return new Problem('not-found', `There is no "${value}" in ${place}.${near}${there}${absence}`, {
    headers: cacheHeaders.missing,
  })
}

/** The key with `latest` resolved. Throws `not-found`, saying what there is, when no row has it. */
const existingKey = async (visit: Visit, address: Address, release: Release): Promise<string[]> => {
  const { dataset } = address
  const key = address.key.map((part, at) =>
    part === 'latest' && dataset.key[at] === 'year' ? String(release.latest_year) : part,
  )
  let keys = key.length > 0 ? await keysOf(visit, dataset, release.id) : []
  for (const [at, part] of key.entries()) {
    const found = keys.filter((one) => String(one[at]) === part)
    if (found.length === 0) {
      refuseWithdrawn(visit, address, release)
      const values = [...new Set(keys.map((one) => String(one[at])))]
      const titles = new Map(knownValues(dataset, dataset.key[at]!, release)?.map((one) => [one.value, one]))
      throw missing(
        { ...address, key },
        at,
        values.map((value) => titles.get(value) ?? { value }),
      )
    }
    keys = found
  }
  return key
}

/** The values that each filtered column may take, where a list or the keys of a dataset say so. */
const knownOfFilters = async (visit: Visit, dataset: Dataset, query: Query, release: Release) => {
  const known: Record<string, readonly Known[] | undefined> = {}
  for (const name of Object.keys(query.where)) {
    const own = dataset.key.length === 1 && dataset.key[0] === name ? dataset.name : undefined
    const keyed = datasetNamed(dataset.columns[name]?.ref ?? own ?? '')
    known[name] =
      knownValues(dataset, name, release) ??
      (keyed && (await keysOf(visit, keyed, release.id)).map(([key]) => ({ value: String(key) })))
  }
  return known
}

/** The cursor of a query, if it has one; a fault when it is none of ours, or of no release that there is. */
const cursorOf = async (
  visit: Visit,
  { dataset }: Address,
  text: string | undefined,
): Promise<{ cursor?: Cursor; faults: Fault[] }> => {
  if (text === undefined) return { faults: [] }
  const cursor = readCursor(text)
  const whole = cursor?.before.length === dataset.key.length
  const { releases } = await standingFor(visit)
  return cursor && whole && releases.some(({ id }) => id === cursor.release)
    ? { cursor, faults: [] }
    : { faults: [cursorFault(text)] }
}

/** Reads a request for rows. Throws `invalid-request` with all faults, or `not-found`. */
export const readInquiry = async (visit: Visit, asked: Address): Promise<Inquiry> => {
  const { dataset } = asked
  const { query: parsed, faults } = parseQuery(dataset, asked.extension === json.extension, visit.url.searchParams)
  const { cursor, faults: cursorFaults } = await cursorOf(visit, asked, parsed.cursor)
  const release = await releaseFor(visit, asked.release ?? cursor?.release)
  const { query, faults: unknown } = resolveQuery(
    parsed,
    release,
    await knownOfFilters(visit, dataset, parsed, release),
  )
  const all = [...faults, ...cursorFaults, ...unknown]
  if (all.length > 0) throw invalid(all)
  const address = { ...asked, key: await existingKey(visit, asked, release) }
  const path = showAddress(address)
  const whole = canonical(dataset, query)
  const queryDigest = (await sha256(`${path}?${canonical(dataset, unpaged(query))}`)).slice(0, digestLength)
  if (cursor && cursor.query !== queryDigest)
    throw invalid([cursorFault(query.cursor!, 'it belongs to another query.')])
  const there = (key: readonly Value[]) => key.every((part, at) => String(part) === cursor?.before[at])
  if (cursor && !(await keysOf(visit, dataset, release.id)).some(there))
    throw invalid([cursorFault(query.cursor!, 'the row that it names is not there.')])
  return {
    address,
    query,
    release,
    canonical: whole === '' ? path : `${path}?${whole}`,
    queryDigest,
    before: cursor?.before,
  }
}
