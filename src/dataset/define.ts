import { getTableColumns } from 'drizzle-orm'
import { index, primaryKey, sqliteTable, text, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import type { Deprecation } from './deprecation.ts'
import { lazy, type Column, type Terms } from './facet.ts'

/** Parameters of every dataset; no column may take their names. */
export const parametersReserved = ['q', 'sort', 'fields', 'labels', 'limit', 'cursor', 'release', '_'] as const

type Columns = Readonly<Record<string, Column>>
type KeyColumn<C extends Columns> = { [P in keyof C]: C[P]['nullable'] extends false ? P : never }[keyof C] & string
/** One facet of each column, by name. */
type Facet<C extends Columns, F extends 'sql' | 'zod'> = { -readonly [P in keyof C]: C[P][F] }

/** What spans figures, and which columns hold them. No two rows are in one cell. */
export interface Cube {
  dimensions: readonly string[]
  measures: readonly string[]
  /** Values that rows of the grid have in other columns; the other rows are outside. */
  only?: Readonly<Record<string, Value>>
  /** Column that says why the figures of a row are empty, or that lists the empty ones as `column:why`. */
  missing?: string
  /** Column that says how far a figure that is there is to be taken. */
  qualifier?: string
  /** Column with the reason in words, in Italian; the one with `_en` behind has it in English. */
  reason?: string
  /** What `missing` and `qualifier` may say. */
  states: Terms
}

export interface Description {
  title: string
  title_en: string
  description: string
  description_en: string
  /** Which of the three layers: what the programme is, what was printed, what it says. */
  layer: 'structure' | 'printed' | 'derived'
  /** Columns that `q` searches. */
  search?: readonly string[]
  /** The grid of figures in the dataset: for formats and charts that are made of cubes. */
  cube?: Cube
  /** The key of a row for documents to show; the loader checks that there is one. */
  example?: readonly string[]
  /** Set when the dataset is to go; every answer then says so. */
  deprecated?: Deprecation
}

const check = (name: string, columns: Columns, key: readonly string[], { cube, example }: Description) => {
  const refuse = (why: string) => {
    throw new Error(`Dataset ${name}: ${why}`)
  }
  if (!/^[a-z][a-z_]*$/.test(name)) refuse('a name is lower-case letters and _')
  if (key.length === 0) refuse('a key has at least one column')
  for (const column of key) {
    if (!columns[column]) refuse(`key column ${column} is not declared`)
    if (columns[column]?.nullable) refuse(`key column ${column} is nullable`)
  }
  if (example && example.length !== key.length) refuse(`the example has ${example.length} parts, the key ${key.length}`)
  const { dimensions = [], measures = [], only = {}, missing, qualifier, reason } = cube ?? {}
  const others = [missing, qualifier, reason].filter((column) => column !== undefined)
  for (const column of [...dimensions, ...measures, ...Object.keys(only), ...others])
    if (!columns[column]) refuse(`cube column ${column} is not declared`)
  for (const [column, { terms, rests = [], reason: why }] of Object.entries(columns)) {
    if (why !== undefined && !(columns[why] && columns[`${why}_en`])) refuse(`${column}: reason ${why} is not declared`)
    for (const print of rests)
      if (columns[print]?.ref !== 'observations') refuse(`${column} rests on ${print}, which names no observation`)
    // A key is never null: there `all` may say that a row is of no part.
    const reserved = key.includes(column) ? /^(none|latest)$/ : /^(none|all|latest)$/
    if ((parametersReserved as readonly string[]).includes(column)) refuse(`column ${column} has a parameter's name`)
    for (const term of Object.keys(terms ?? {}))
      if (!/^[a-zA-Z0-9][a-zA-Z0-9_./-]*$/.test(term) || term.includes('..') || reserved.test(term))
        refuse(`${column}: code ${term} would break the syntax of URLs`)
  }
}

/**
 * The columns that have an index of their own: those that figures are asked for by. The first column of the key has the primary key; lists
 * and texts are looked through; each index costs a written row for each row.
 */
export const indexed = ({ columns, key }: Pick<Dataset, 'columns' | 'key'>): string[] =>
  Object.entries(columns).flatMap(([column, { role, kind }]) =>
    (role === 'time' || role === 'dimension') && kind !== 'list' && kind !== 'text' && column !== key[0]
      ? [column]
      : [],
  )

/**
 * From one declaration: the Drizzle table (release first in the primary key), with an index for each dimension, the zod row, the CSV header.
 * Throws at start when a key column is missing or nullable, or a name would break the syntax of URLs.
 */
export const defineDataset = <
  const N extends string,
  const C extends Columns,
  const K extends readonly [KeyColumn<C>, ...KeyColumn<C>[]],
>(
  declaration: Description & { name: N; key: K; columns: C },
) => {
  const { name, columns, key } = declaration
  check(name, columns, key, declaration)
  const facet = <F extends 'sql' | 'zod'>(side: F) =>
    Object.fromEntries(Object.entries(columns).map(([column, facets]) => [column, facets[side]])) as Facet<C, F>
  const table = sqliteTable(name, { release: text().notNull(), ...facet('sql') }, (t) => {
    const listed = (names: readonly string[]) => names.map((column) => t[column as keyof typeof t] as typeof t.release)
    // The key behind the column: pages of equal values come in their order, without a sort.
    const order = (column: string) => listed([column, ...key.filter((part) => part !== column)])
    return [
      primaryKey({ columns: [t.release, ...listed(key)] }),
      ...indexed(declaration).map((column) => index(`${name}_by_${column}`).on(t.release, ...order(column))),
    ]
  })
  const row = lazy(() => z.strictObject(facet('zod')))
  return {
    ...declaration,
    header: Object.keys(columns),
    table,
    /** What a row is, for the loader and for response tests. */
    get row() {
      return row()
    },
  }
}

/** What a cell holds. */
export type Value = string | number | null
/** One row of a dataset, as JSON and SQL hold it. */
export type Row = Record<string, Value>

/** Any dataset, for code that serves all of them alike. */
export interface Dataset extends Description {
  name: string
  key: readonly string[]
  columns: Columns
  header: readonly string[]
  table: SQLiteTable
  row: z.ZodObject
}

/** A declaration as text, without what only SQL and the check of rows need: what describes the dataset changes with it. */
export const declarationOf = ({ table: _, row: __, columns, ...about }: Dataset): string =>
  JSON.stringify({
    ...about,
    columns: Object.entries(columns).map(([name, { sql: ___, zod: ____, ...column }]) => ({ name, ...column })),
  })

/** The SQL columns of a dataset by name, `release` included. */
export const sqlColumns = ({ table }: Dataset): Record<string, SQLiteColumn> => getTableColumns(table)
