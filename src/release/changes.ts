import type { Dataset } from '../dataset/define.ts'
import type { Row, Value } from '../dataset/define.ts'

/** One value that differs between two releases. */
export type Change = {
  dataset: string
  key: string
  change: 'added' | 'removed' | 'changed'
  column: string
  before: string | null
  after: string | null
}

const shown = (value: Value | undefined) => (value === null || value === undefined ? null : String(value))

/** The values that differ between two states of a dataset, in key order. An added or removed row tells each of its values that is not null. */
export const diff = (dataset: Dataset, before: readonly Row[], after: readonly Row[]): Change[] => {
  const keyOf = (row: Row) => dataset.key.map((name) => String(row[name])).join('/')
  const old = new Map(before.map((row) => [keyOf(row), row]))
  const young = new Map(after.map((row) => [keyOf(row), row]))
  const keys = [...new Set([...old.keys(), ...young.keys()])].toSorted()
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), young.get(key)]
    const change = !was ? 'added' : !is ? 'removed' : 'changed'
    return dataset.header
      .filter((name) => (was?.[name] ?? null) !== (is?.[name] ?? null))
      .map((name): Change => ({
        dataset: dataset.name,
        key,
        change,
        column: name,
        before: shown(was?.[name]),
        after: shown(is?.[name]),
      }))
  })
}

/** Rows added, removed and changed, by dataset. */
export interface Tally {
  added: number
  removed: number
  changed: number
}
