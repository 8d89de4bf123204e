import type { Dataset, Row, Value } from './define.ts'
import type { Query } from './query.ts'

/** Rows of the datasets whose keys other columns name, by dataset: codes with their titles in both languages. */
export type CodeLists = Readonly<Record<string, readonly Row[]>>

/** One column of an answer: its name, whether its values are numbers, and how to take its value from a row. */
export interface Cell {
  name: string
  numeric: boolean
  value: (row: Row) => Value
}

type Titles = Readonly<Record<string, Partial<Record<'title' | 'title_en', Value>>>>

/** The labels of a code column; undefined when it has none. */
const labelsOf = (dataset: Dataset, name: string, codes: CodeLists, language: 'it' | 'en') => {
  const { terms, ref } = dataset.columns[name]!
  const key = language === 'it' ? 'title' : 'title_en'
  const label = (titles: Titles) => (value: Value) =>
    value === null
      ? null
      : String(value)
          .split(' ')
          .map((code) => titles[code]?.[key] ?? code)
          .join(', ')
  const list = ref === undefined ? undefined : codes[ref]
  if (!terms && !list) return undefined
  return label({ ...terms, ...Object.fromEntries((list ?? []).map((row) => [row['code'], row])) })
}

/** The columns that a query asks for, with the labels that it asks for: those need the code lists of the release. */
export const cellsOf = (
  dataset: Dataset,
  { fields, labels }: Pick<Query, 'fields' | 'labels'>,
  codes: CodeLists = {},
): Cell[] =>
  fields.flatMap((name) => {
    const { kind } = dataset.columns[name]!
    const value = (row: Row) => row[name] ?? null
    const label = labels && labelsOf(dataset, name, codes, labels)
    return [
      { name, numeric: kind === 'integer' || kind === 'number', value },
      ...(label ? [{ name: `${name}_label`, numeric: false, value: (row: Row) => label(value(row)) }] : []),
    ]
  })

/** Whether `labels` adds a column to this one: a closed list, or a code of a dataset that gives labels. */
export const labelled = ({ columns }: Dataset, name: string, lists: readonly string[]): boolean => {
  const { terms, ref } = columns[name]!
  return terms !== undefined || (ref !== undefined && lists.includes(ref))
}
