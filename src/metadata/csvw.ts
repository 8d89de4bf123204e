import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'
import { licence } from '../figures/citation.ts'

const datatypes = {
  code: 'string',
  text: 'string',
  list: 'string',
  integer: 'integer',
  number: 'double',
  date: 'date',
} as const

const columnOf = (name: string, column: Column) => ({
  name,
  titles: { it: column.title, en: column.title_en },
  'dc:description': { '@value': column.description, '@language': 'en' },
  datatype:
    column.pattern && (column.kind === 'code' || column.kind === 'text')
      ? { base: 'string', format: column.pattern }
      : datatypes[column.kind],
  ...(column.kind === 'list' ? { separator: ' ', datatype: 'string' } : {}),
  required: !column.nullable,
  ...(column.unit ? { 'schema:unitText': column.unit } : {}),
})

/** CSVW metadata of a dataset's CSV: what each column means, the key, and the codes that it refers to. */
export const csvw = (dataset: Dataset, origin: string): string =>
  JSON.stringify({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'it' }],
    url: `${origin}/v1/${dataset.name}.csv`,
    'dc:title': [
      { '@value': dataset.title, '@language': 'it' },
      { '@value': dataset.title_en, '@language': 'en' },
    ],
    'dc:description': [
      { '@value': dataset.description, '@language': 'it' },
      { '@value': dataset.description_en, '@language': 'en' },
    ],
    'dc:license': { '@id': licence.url },
    dialect: { delimiter: ',', encoding: 'utf-8', header: true, lineTerminators: ['\r\n'], quoteChar: '"' },
    tableSchema: {
      columns: Object.entries(dataset.columns).map(([name, column]) => columnOf(name, column)),
      primaryKey: dataset.key,
    },
  })
