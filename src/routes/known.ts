import type { Dataset } from '../dataset/define.ts'
import { fault, suggesting, type Fault } from '../dataset/fault.ts'
import { readNamedKeys, readNearKeys } from '../dataset/page.ts'
import type { Query } from '../dataset/query.ts'
import { knownValues } from '../dataset/resolve.ts'
import { suggestSpelling, type Known } from '../dataset/suggest.ts'
import { datasetNamed } from '../datasets/index.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { isLarge, type Release } from '../release/release.ts'
import { keysOf } from './keys.ts'
import { nearMax } from './missing.ts'

/** The dataset whose keys a column takes its values from, where no list says them; undefined where the release does not have it. */
const keyedBy = (dataset: Dataset, name: string, release: Release): Dataset | undefined => {
  if (knownValues(dataset, name, release)) return undefined
  const own = dataset.key.length === 1 && dataset.key[0] === name ? dataset.name : undefined
  const keyed = datasetNamed(dataset.columns[name]?.ref ?? own ?? '')
  return keyed && release.datasets[keyed.name] && keyed
}

/** The values that each filtered column may take, where a list or the keys of a dataset that is held whole say so. */
export const knownOfFilters = async (visit: Visit, dataset: Dataset, { where }: Query, release: Release) => {
  const known: Record<string, readonly Known[] | undefined> = {}
  for (const name of Object.keys(where)) {
    const keyed = keyedBy(dataset, name, release)
    known[name] =
      keyed && !isLarge(release, keyed)
        ? (await keysOf(visit, keyed, release)).map(([key]) => ({ value: String(key) }))
        : knownValues(dataset, name, release)
  }
  return known
}

/** Which values are no keys of a large dataset, each with the keys next to it; only the first is looked for. */
const readUnknown = async (visit: Visit, keyed: Dataset, values: readonly string[], release: Release) => {
  const read = readFrom(visit, release.id)
  const there = new Set(await readNamedKeys(read, keyed, values))
  const unknown = values.filter((value) => !there.has(value))
  const [first] = unknown
  const near = first === undefined ? [] : await readNearKeys(read, keyed, { key: [], value: first, named: [] }, nearMax)
  return { unknown, near }
}

const unknownKey = (
  parameter: string,
  value: string,
  { name }: Dataset,
  rows: number,
  near: readonly string[],
): Fault =>
  suggesting(
    fault(
      'unknown_value',
      parameter,
      value,
      [`one of the ${rows} keys of ${name}`],
      `"${value}" is none of the ${rows} keys of ${name}.`,
    ),
    value,
    suggestSpelling(
      value,
      near.map((key) => ({ value: key })),
    ),
  )

/** The faults of values that are to be keys of a large dataset and are none: those that are asked for are looked up. */
export const faultsInLarge = async (
  visit: Visit,
  dataset: Dataset,
  { where }: Query,
  release: Release,
): Promise<Fault[]> => {
  const faults: Fault[] = []
  for (const [parameter, parts] of Object.entries(where)) {
    const keyed = keyedBy(dataset, parameter, release)
    if (!keyed || !isLarge(release, keyed)) continue
    const { rows } = release.datasets[keyed.name]!
    const values = parts.flatMap((part) => ('is' in part && part.is !== null ? [String(part.is)] : [])).toSorted()
    if (values.length === 0) continue
    const name = `named/${keyed.name}/${values.map(encodeURIComponent).join()}`
    const { unknown, near } = await remember(
      visit,
      release.id,
      name,
      () => readUnknown(visit, keyed, values, release),
      { shared: (found) => found.unknown.length === 0 },
    )
    faults.push(...unknown.map((value, at) => unknownKey(parameter, value, keyed, rows, at === 0 ? near : [])))
  }
  return faults
}
