import type { Dataset } from './dataset.ts'
import type { Row, Value } from './define.ts'
import type { Query } from './query.ts'
import type { Release } from './release.ts'

/** One column of an answer: its name, whether its values are numbers, and how to take its value from a row. */
export interface Cell {
  name: string
  numeric: boolean
  of: (row: Row) => Value
}

/** The labels of a code column; undefined when it has none. */
const labelsOf = (dataset: Dataset, name: string, release: Release, language: 'it' | 'en') => {
  const column = dataset.columns[name]!
  const key = language === 'it' ? 'title' : 'title_en'
  const label = (terms: Record<string, Partial<Record<'title' | 'title_en', Value>>>) => (value: Value) =>
    value === null
      ? null
      : String(value)
          .split(' ')
          .map((one) => terms[one]?.[key] ?? one)
          .join(', ')
  const list = column.ref === undefined ? undefined : release.codes[column.ref]
  if (!column.terms && !list) return undefined
  return label({ ...column.terms, ...Object.fromEntries((list ?? []).map((row) => [row['code'], row])) })
}

/** The columns that a query asks for, with the labels that it asks for: those need the code lists of the release. */
export const cellsOf = (
  dataset: Dataset,
  { fields, labels }: Pick<Query, 'fields' | 'labels'>,
  release?: Release,
): Cell[] =>
  fields.flatMap((name) => {
    const { kind } = dataset.columns[name]!
    const of = (row: Row) => row[name] ?? null
    const label = labels && release && labelsOf(dataset, name, release, labels)
    return [
      { name, numeric: kind === 'integer' || kind === 'number', of },
      ...(label ? [{ name: `${name}_label`, numeric: false, of: (row: Row) => label(of(row)) }] : []),
    ]
  })
