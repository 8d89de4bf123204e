import type { Dataset, Value } from '../dataset/define.ts'
import type { Fault } from '../dataset/fault.ts'
import { sensesOf } from '../dataset/meaning.ts'
import { readAfter } from '../dataset/page.ts'
import { cursorFault } from '../dataset/parameters.ts'
import { invalid, Problem } from '../dataset/problem.ts'
import { canonical, parseQuery, unpaged, type Query } from '../dataset/query.ts'
import { resolveQuery } from '../dataset/resolve.ts'
import type { After } from '../dataset/rows.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { isLarge, type Release } from '../release/release.ts'
import { advise, type Asked } from './advise.ts'
import { namesRow, showAddress, withQuery, type Address } from './address.ts'
import { queryDigest, readCursor, type Cursor } from './cursor.ts'
import { existingKey, keysOf } from './keys.ts'
import { faultsInLarge, knownOfFilters } from './known.ts'

/** A request for rows that is known to be answerable: its parameters are valid and its key exists in the release. */
export interface Inquiry {
  address: Address
  query: Query
  release: Release
  /** Path and query in their one spelling: what the keys of all tiers are made of. */
  canonical: string
  /** The same over the rows of all pages. */
  unpaged: string
  /** Sort values of the row before the page. */
  after: After | undefined
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

/** The sort values of the row that a cursor names. Throws `invalid-request` when it belongs to another query, or names no row. */
const afterOf = async (visit: Visit, { before, query }: Cursor, inquiry: Omit<Inquiry, 'after'>): Promise<After> => {
  const { address, release, unpaged: whole } = inquiry
  const { dataset } = address
  const fail = (why: string) => {
    throw invalid([cursorFault(inquiry.query.cursor!, why)])
  }
  if (query !== (await queryDigest(whole))) fail('it belongs to another query.')
  const named = (key: readonly Value[]) => key.every((part, at) => String(part) === before[at])
  const lost = !isLarge(release, dataset) && !(await keysOf(visit, dataset, release)).some(named)
  const ask = { dataset, key: address.key, query: inquiry.query }
  const name = `after/${before.map(encodeURIComponent).join('/')}/${whole}`
  const read = async () => ({ after: await readAfter(readFrom(visit, release.id), ask, before, name) })
  const lasting = { lasting: ({ after }: { after: After | undefined }) => after !== undefined }
  const { after } = lost ? { after: undefined } : await remember(visit, release.id, name, read, lasting)
  return after ?? fail('the row that it names is not there.')
}

/** Throws `not-found` for a dataset that a release does not hold: it was published before the dataset was. */
const checkDataset = ({ name }: Dataset, { id, datasets }: Release): void => {
  if (datasets[name]) return
  throw new Problem(
    'not-found',
    `${name} is not in release ${id}. That release holds: ${Object.keys(datasets).join(', ')}.`,
  )
}

/** Settles what only a release knows of a query: its faults, and what `latest` stands for. */
const settle = async (visit: Visit, dataset: Dataset, query: Query, release: Release) => {
  const settled = resolveQuery(query, release, await knownOfFilters(visit, dataset, query, release))
  const faults = await faultsInLarge(visit, dataset, settled.query, release)
  return { query: settled.query, faults: [...settled.faults, ...faults] }
}

/** Faults with what helps against them, and the request that was meant. */
const refusal = async (visit: Visit, address: Address, release: Release, faults: readonly Fault[]) => {
  const check = async ({ address: other, parameters }: Asked) => {
    const { dataset, format } = other
    const search = new URLSearchParams(parameters.map(([name, value]) => [name, value]))
    const { query, faults: wrong } = parseQuery(dataset, format.paged, search, namesRow(other))
    return [...wrong, ...(await settle(visit, dataset, query, release)).faults]
  }
  const asked = { address, parameters: [...visit.url.searchParams] }
  const { faults: shown, suggested } = await advise(asked, faults, release, check)
  return invalid(shown, suggested && visit.origin + suggested)
}

/** Reads a request for rows. Throws `invalid-request` with all faults, or `not-found`. */
export const readInquiry = async (visit: Visit, asked: Address): Promise<Inquiry> => {
  const { dataset } = asked
  const { searchParams } = visit.url
  const { query: parsed, faults } = parseQuery(dataset, asked.format.paged, searchParams, namesRow(asked))
  const { cursor, faults: cursorFaults } = await cursorOf(visit, asked, parsed.cursor)
  const release = await releaseFor(visit, asked.release ?? cursor?.release)
  checkDataset(dataset, release)
  const { query: resolved, faults: unknown } = await settle(visit, dataset, parsed, release)
  const { q } = resolved
  const query = q === undefined ? resolved : { ...resolved, senses: sensesOf(dataset, q.split(' '), release) }
  const all = [...faults, ...cursorFaults, ...unknown]
  if (all.length > 0) throw await refusal(visit, asked, release, all)
  // These are right values elsewhere: there is nothing to suggest.
  const senseless = asked.format.faults?.(dataset, query) ?? []
  if (senseless.length > 0) throw invalid(senseless)
  const address = { ...asked, key: await existingKey(visit, asked, release) }
  const path = showAddress(address)
  const inquiry = {
    address,
    query,
    release,
    canonical: withQuery(path, canonical(dataset, query)),
    unpaged: withQuery(path, canonical(dataset, unpaged(query))),
  }
  return { ...inquiry, after: cursor && (await afterOf(visit, cursor, inquiry)) }
}
