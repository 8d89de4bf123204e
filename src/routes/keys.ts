import type { Dataset, Value } from '../dataset/define.ts'
import { readKeyBelow, readKeys, readNearKeys } from '../dataset/page.ts'
import { knownValues } from '../dataset/resolve.ts'
import { facts } from '../datasets/facts.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { isLarge, type Release } from '../release/release.ts'
import type { Address } from './address.ts'
import { latestCode, namesLatest } from './latest.ts'
import { missingKey, nearMax, partsOf, suffixIn } from './missing.ts'
import { refuseWithdrawn } from './withdrawn.ts'

/** All keys of a dataset that is held whole, so that an unknown key costs no read of D1. */
export const keysOf = (visit: Visit, dataset: Dataset, release: Release): Promise<Value[][]> =>
  remember(visit, release.id, `keys/${dataset.name}`, () => readKeys(readFrom(visit, release.id), dataset))

const refuseMissing = async (
  visit: Visit,
  address: Address,
  at: number,
  found: { values: readonly string[]; rows?: number },
  release: Release,
) => {
  refuseWithdrawn(visit, address, release)
  const { dataset } = address
  const titles = new Map(knownValues(dataset, dataset.key[at]!, release)?.map((known) => [known.value, known]))
  const values = found.values.map((value) => titles.get(value) ?? { value })
  throw await missingKey(visit, { ...found, address, at, values }, release)
}

/** Throws `not-found`, saying what there is, when no row of a dataset that is held whole has the key. */
const checkHeld = async (visit: Visit, address: Address, release: Release): Promise<void> => {
  const { dataset, key } = address
  let keys = key.length > 0 ? await keysOf(visit, dataset, release) : []
  for (const [at, part] of key.entries()) {
    const found = keys.filter((row) => String(row[at]) === part)
    if (found.length === 0)
      await refuseMissing(visit, address, at, { values: [...new Set(keys.map((row) => String(row[at])))] }, release)
    keys = found
  }
}

/** What is known of a key in a large dataset: that it is there, or which of its parts is not, and which keys are next to that. */
type Standing = { there: true } | { there: false; at: number; values: string[] }

/** What may have been meant by a key: without a letter that is too many, with two of them in their order, without a format behind it. */
const variantsOf = (value: string): string[] => {
  const places = Array.from({ length: value.length }, (_, at) => at)
  return [
    ...partsOf(value, []),
    ...places.map((at) => value.slice(0, at) + value.slice(at + 1)),
    ...places.map((at) => value.slice(0, at) + (value[at + 1] ?? '') + value[at]! + value.slice(at + 2)),
    suffixIn(value)?.name ?? '',
  ]
    .filter((text) => text !== '')
    .slice(0, variantsMax)
}

/** Letters of a key that is looked for in another spelling. */
const variedLengthMax = 40
/** Spellings that are looked for: D1 takes a hundred parameters. */
const variantsMax = 90

const readStanding = async (visit: Visit, { dataset, key }: Address, release: Release): Promise<Standing> => {
  const read = readFrom(visit, release.id)
  if (await readKeyBelow(read, dataset, key)) return { there: true }
  let at = key.length - 1
  while (at > 0 && !(await readKeyBelow(read, dataset, key.slice(0, at)))) at -= 1
  const value = key[at]!
  const named = value.length > variedLengthMax ? [] : variantsOf(value)
  const values = await readNearKeys(read, dataset, { key: key.slice(0, at), value, named }, nearMax)
  return { there: false, at, values }
}

/** The same for a large dataset: a query of one row, remembered. A key that is not there is remembered by the isolate alone. */
const checkLarge = async (visit: Visit, address: Address, release: Release): Promise<void> => {
  const { dataset, key } = address
  if (key.length === 0) return
  const name = `key/${dataset.name}/${key.map(encodeURIComponent).join('/')}`
  const standing = await remember(visit, release.id, name, () => readStanding(visit, address, release), {
    shared: ({ there }) => there,
  })
  if (!standing.there)
    await refuseMissing(
      visit,
      address,
      standing.at,
      { values: standing.values, rows: release.datasets[dataset.name]!.rows },
      release,
    )
}

/** The key with `latest` resolved. Throws `not-found`, saying what there is, when no row has it. */
export const existingKey = async (visit: Visit, address: Address, release: Release): Promise<string[]> => {
  const { dataset } = address
  if (dataset.name === facts.name && namesLatest(address.key[0] ?? ''))
    return [await latestCode(visit, address, release)]
  const key = address.key.map((part, at) =>
    part === 'latest' && dataset.columns[dataset.key[at] ?? '']?.role === 'time' ? String(release.latest_year) : part,
  )
  await (isLarge(release, dataset) ? checkLarge : checkHeld)(visit, { ...address, key }, release)
  return key
}
