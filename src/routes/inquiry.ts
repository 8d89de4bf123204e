import type { Value } from '../dataset/define.ts'
import { nearest, type Known } from '../dataset/fault.ts'
import { cursorFault } from '../dataset/parameters.ts'
import { canonical, parseQuery, unpaged, type Query } from '../dataset/query.ts'
import type { Release } from '../dataset/release.ts'
import { knownValues, resolveQuery } from '../dataset/resolve.ts'
import { json } from '../formats/index.ts'
import { invalid, Problem } from '../http/problem.ts'
import { readKeys } from '../http/read.ts'
import { cacheHeaders } from '../http/freshness.ts'
import { sha256 } from '../dataset/digest.ts'
import { representation } from '../http/representation.ts'
import { findShared, keepShared, sharedRead } from '../http/tiers.ts'
import { releaseFor, type Visit } from '../http/visit.ts'
import { showAddress, type Address } from './address.ts'
import { readCursor } from './cursor.ts'

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

/** All keys of a dataset in a release: read once, so that an unknown key costs no read of D1. */
const keysOf = async (
  { env, db, reader, isolate }: Visit,
  { dataset }: Address,
  release: string,
): Promise<Value[][]> => {
  const key = `${representation(env)}/keys/${release}/${dataset.name}`
  const near = isolate.current.keys.get(key) ?? (await findShared<Value[][]>(key))
  const keys = near ?? (await sharedRead(isolate.tiers, key, reader, () => readKeys(db, dataset, release)))
  isolate.current.keys.set(key, keys)
  if (!near) keepShared(key, keys, reader.background)
  return keys
}

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
  let keys = key.length > 0 ? await keysOf(visit, address, release.id) : []
  for (const [at, part] of key.entries()) {
    const found = keys.filter((one) => String(one[at]) === part)
    if (found.length === 0) {
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

/** Reads a request for rows. Throws `invalid-request` with all faults, or `not-found`. */
export const readInquiry = async (visit: Visit, asked: Address): Promise<Inquiry> => {
  const { dataset } = asked
  const parsed = parseQuery(dataset, asked.extension === json.extension, visit.url.searchParams)
  if ('faults' in parsed) throw invalid(parsed.faults)
  const cursor = parsed.cursor === undefined ? undefined : readCursor(parsed.cursor)
  if (parsed.cursor !== undefined && !cursor) throw invalid([cursorFault(parsed.cursor)])
  const release = await releaseFor(visit, asked.release ?? cursor?.release)
  const query = resolveQuery(dataset, parsed, release)
  if ('faults' in query) throw invalid(query.faults)
  const address = { ...asked, key: await existingKey(visit, asked, release) }
  const path = showAddress(address)
  const whole = canonical(dataset, query)
  const queryDigest = (await sha256(`${path}?${canonical(dataset, unpaged(query))}`)).slice(0, digestLength)
  if (cursor && cursor.query !== queryDigest)
    throw invalid([cursorFault(query.cursor!, 'it belongs to another query.')])
  return {
    address,
    query,
    release,
    canonical: whole === '' ? path : `${path}?${whole}`,
    queryDigest,
    before: cursor?.before,
  }
}
