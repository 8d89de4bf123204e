import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'
import { datasetNamed } from '../datasets/index.ts'

const types = {
  code: 'string',
  text: 'string',
  list: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
} as const

const fieldOf = (name: string, column: Column) => {
  const { kind, title, title_en, description, unit, nullable, pattern, terms } = column
  const text = types[kind] === 'string'
  return {
    name,
    type: types[kind],
    title,
    title_en,
    description,
    ...(unit && { unit }),
    ...(kind === 'code' &&
      terms &&
      column.ref === undefined && {
        categories: Object.entries(terms).map(([value, term]) => ({ value, label: term.title })),
      }),
    constraints: { required: !nullable, ...(text && pattern && { pattern }) },
  }
}

/** A cell that is empty refers to nothing; a list of codes, and words that stand beside them, are no reference to one row. */
const foreignKeyOf = (dataset: Dataset, name: string, { kind, ref, terms }: Column) =>
  ref === undefined || kind !== 'code' || terms
    ? []
    : [
        {
          fields: [name],
          reference: { resource: ref === dataset.name ? '' : ref, fields: [datasetNamed(ref)!.key[0]!] },
        },
      ]

/** Table Schema of a dataset's CSV, version 2; other datasets are named as the resources of the data package. */
export const tableSchema = (dataset: Dataset) => {
  const columns = Object.entries(dataset.columns)
  const foreignKeys = columns.flatMap(([name, column]) => foreignKeyOf(dataset, name, column))
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map(([name, column]) => fieldOf(name, column)),
    missingValues: [''],
    primaryKey: [...dataset.key],
    ...(foreignKeys.length > 0 && { foreignKeys }),
  }
}
