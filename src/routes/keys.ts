import type { Dataset, Value } from '../dataset/define.ts'
import { readKeys } from '../dataset/page.ts'
import { knownValues } from '../dataset/resolve.ts'
import { facts } from '../datasets/facts.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import type { Release } from '../release/release.ts'
import type { Address } from './address.ts'
import { latestCode, namesLatest } from './latest.ts'
import { missingKey } from './missing.ts'
import { refuseWithdrawn } from './withdrawn.ts'

/** All keys of a dataset in a release, so that an unknown key costs no read of D1. */
export const keysOf = (visit: Visit, dataset: Dataset, release: Release): Promise<Value[][]> =>
  remember(visit, release.id, `keys/${dataset.name}`, () => readKeys(readFrom(visit, release.id), dataset))

/** The key with `latest` resolved. Throws `not-found`, saying what there is, when no row has it. */
export const existingKey = async (visit: Visit, address: Address, release: Release): Promise<string[]> => {
  const { dataset } = address
  if (dataset.name === facts.name && namesLatest(address.key[0] ?? ''))
    return [await latestCode(visit, address, release)]
  const key = address.key.map((part, at) =>
    part === 'latest' && dataset.columns[dataset.key[at] ?? '']?.role === 'time' ? String(release.latest_year) : part,
  )
  let keys = key.length > 0 ? await keysOf(visit, dataset, release) : []
  for (const [at, part] of key.entries()) {
    const found = keys.filter((row) => String(row[at]) === part)
    if (found.length === 0) {
      refuseWithdrawn(visit, address, release)
      const values = [...new Set(keys.map((row) => String(row[at])))]
      const titles = new Map(knownValues(dataset, dataset.key[at]!, release)?.map((known) => [known.value, known]))
      const known = values.map((value) => titles.get(value) ?? { value })
      throw await missingKey(visit, { address: { ...address, key }, at, values: known }, release)
    }
    keys = found
  }
  return key
}
