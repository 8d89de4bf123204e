import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'
import { datasetNamed } from '../datasets/index.ts'
import { licence } from '../figures/citation.ts'

const datatypes = {
  code: 'string',
  text: 'string',
  list: 'string',
  integer: 'integer',
  number: 'decimal',
  date: 'date',
} as const

/** How a CSV is written. */
export type Dialect = 'csv' | 'it.csv'

/** A CSV that is described. */
export interface Described {
  dataset: Dataset
  /** Its address. */
  url: string
  dialect: Dialect
  /** Its columns in their order; `{column}_label` is a label that was added beside a code. */
  columns: readonly string[]
  /** The address of the whole CSV of another dataset, or of this one. */
  table: (name: string) => string
  /** The address of the row of a dataset that `{column}` names; undefined where rows have no address, as in a file on a disk. */
  row: ((name: string, column: string) => string) | undefined
}

const inBoth = (it: string, en: string) => [
  { '@value': it, '@language': 'it' },
  { '@value': en, '@language': 'en' },
]

const datatypeOf = ({ kind, pattern }: Column, dialect: Dialect) => {
  if (kind === 'number' && dialect === 'it.csv') return { base: 'decimal', format: { decimalChar: ',' } }
  return pattern && (kind === 'code' || kind === 'text') ? { base: 'string', format: pattern } : datatypes[kind]
}

/** One row of another dataset, whatever the value: not a list of them, nor a word that stands beside the codes. */
const referenceOf = ({ kind, ref, terms }: Column): string | undefined =>
  kind === 'code' && terms === undefined ? ref : undefined

const columnOf = (name: string, column: Column, { dialect, row }: Pick<Described, 'dialect' | 'row'>) => {
  const ref = referenceOf(column)
  return {
    name,
    // The header of the CSV is the name; validators seek it among the titles.
    titles: { und: [name], it: [column.title], en: [column.title_en] },
    'dc:description': { '@value': column.description, '@language': 'en' },
    datatype: datatypeOf(column, dialect),
    ...(column.kind === 'list' && { separator: ' ' }),
    required: !column.nullable,
    ...(column.unit && { 'schema:unitText': column.unit }),
    ...(ref && row && { valueUrl: row(ref, name) }),
  }
}

const labelColumn = (name: string) => ({
  name,
  titles: { und: [name] },
  'dc:description': { '@value': `Label of ${name.replace(/_label$/, '')}.`, '@language': 'en' },
  datatype: 'string',
  required: false,
})

const dialects = {
  csv: {
    delimiter: ',',
    encoding: 'utf-8',
    header: true,
    lineTerminators: ['\r\n'],
    quoteChar: '"',
    doubleQuote: true,
  },
  'it.csv': {
    delimiter: ';',
    encoding: 'utf-8',
    header: true,
    lineTerminators: ['\r\n'],
    quoteChar: '"',
    doubleQuote: true,
  },
} as const

/** A reference that is never empty: CSVW wants a row for each. What may be empty has its `valueUrl` alone. */
const foreignKeysOf = ({ dataset, columns, table }: Described) =>
  columns.flatMap((name) => {
    const column = dataset.columns[name]
    const ref = column && !column.nullable ? referenceOf(column) : undefined
    return ref === undefined
      ? []
      : [
          {
            columnReference: name,
            reference: { resource: table(ref), columnReference: datasetNamed(ref)!.key[0]! },
            name: ref,
          },
        ]
  })

const tableOf = (described: Described, foreignKeys: ReturnType<typeof foreignKeysOf>) => {
  const { dataset, url, dialect, columns } = described
  return {
    url,
    'dc:title': inBoth(dataset.title, dataset.title_en),
    'dc:description': inBoth(dataset.description, dataset.description_en),
    'dc:license': { '@id': licence.url },
    dialect: dialects[dialect],
    tableSchema: {
      columns: columns.map((name) => {
        const column = dataset.columns[name]
        return column ? columnOf(name, column, described) : labelColumn(name)
      }),
      ...(dataset.key.every((name) => columns.includes(name)) && { primaryKey: dataset.key }),
      ...(foreignKeys.length > 0 && {
        foreignKeys: foreignKeys.map(({ columnReference, reference }) => ({ columnReference, reference })),
      }),
      null: [''],
    },
  }
}

/**
 * CSVW metadata of a CSV: what each column means, its unit and type, the key, and the tables that its codes refer to. Those stand beside it
 * in a group, since a foreign key may lead only there; they are described without their own.
 */
export const csvw = (described: Described): string => {
  const foreignKeys = foreignKeysOf(described)
  const others = [...new Set(foreignKeys.map(({ name }) => name))]
    .map((name) => datasetNamed(name)!)
    .filter((other) => described.table(other.name) !== described.url)
    .map((dataset) => {
      const url = described.table(dataset.name)
      return {
        ...tableOf({ ...described, dialect: 'csv', dataset, url, columns: dataset.header }, []),
        suppressOutput: true,
      }
    })
  return JSON.stringify({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'it' }],
    '@type': 'TableGroup',
    tables: [tableOf(described, foreignKeys), ...others],
  })
}

const besides = (name: string) => `${name}.csv`

/** The group of all tables, for a folder that holds their files side by side. */
export const csvwOfAll = (all: readonly Dataset[]): string =>
  JSON.stringify({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'it' }],
    '@type': 'TableGroup',
    tables: all.map((dataset) => {
      const described: Described = {
        dataset,
        url: besides(dataset.name),
        dialect: 'csv',
        columns: dataset.header,
        table: besides,
        row: undefined,
      }
      // A table that is not in the folder cannot be referred to.
      const there = foreignKeysOf(described).filter(({ name }) => all.some((other) => other.name === name))
      return tableOf(described, there)
    }),
  })
