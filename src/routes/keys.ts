import type { Dataset, Value } from '../dataset/define.ts'
import { nearest, type Known } from '../dataset/fault.ts'
import { readKeys } from '../dataset/page.ts'
import { Problem } from '../dataset/problem.ts'
import { absentYears, knownValues } from '../dataset/resolve.ts'
import { cacheHeaders } from '../http/headers.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import type { Release } from '../release/release.ts'
import { unknownFormat, type Address } from './address.ts'
import { refuseWithdrawn } from './withdrawn.ts'

const listedMax = 20

/** All keys of a dataset in a release, so that an unknown key costs no read of D1. */
export const keysOf = (visit: Visit, dataset: Dataset, release: Release): Promise<Value[][]> =>
  remember(visit, release.id, `keys/${dataset.name}`, () => readKeys(readFrom(visit, release.id), dataset))

const missing = ({ dataset, key }: Address, at: number, values: readonly Known[], release: Release): Problem => {
  const value = key[at]!
  // `paid-2022-1.xml` names a row in a format that there is not.
  const [, name, suffix] = /^(.+?)(\.[a-z][a-z0-9.-]*)$/.exec(value) ?? []
  if (name && suffix && values.some((known) => known.value === name)) return unknownFormat(suffix, dataset)
  const suggestion = nearest(value, values)
  const place = [dataset.name, ...key.slice(0, at)].join('/')
  const list = values.slice(0, listedMax).map((known) => known.value)
  const choice = values.length > listedMax ? ` There are ${values.length}.` : ` There are: ${list.join(', ')}.`
  const near = values.length > 3 && suggestion ? ` Did you mean "${suggestion.value}"?` : ''
  const absence =
    dataset.columns[dataset.key[at]!]?.role === 'time' ? ` ${absentYears(release.codes['sources'] ?? [])}` : ''
  return new Problem('not-found', `There is no "${value}" in ${place}.${near}${choice}${absence}`, {
    headers: cacheHeaders.missing,
  })
}

/** The key with `latest` resolved. Throws `not-found`, saying what there is, when no row has it. */
export const existingKey = async (visit: Visit, address: Address, release: Release): Promise<string[]> => {
  const { dataset } = address
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
      throw missing(
        { ...address, key },
        at,
        values.map((value) => titles.get(value) ?? { value }),
        release,
      )
    }
    keys = found
  }
  return key
}
