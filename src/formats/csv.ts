import { commaSeparated, delimited } from '../dataset/delimited.ts'
import { refusesNone, type LineFormat } from './format.ts'

const common = {
  kind: 'lines',
  mediaType: 'text/csv; charset=utf-8; header=present',
  version: 1,
  states: [],
  describes: false,
  exact: false,
  paged: false,
  refuses: refusesNone,
} as const

/** RFC 4180, UTF-8 without BOM. */
export const csv: LineFormat = { ...common, extension: 'csv', title: 'CSV', ...commaSeparated }

const semicolons = delimited(';', (value) => String(value).replace('.', ','))

/** For spreadsheets with Italian settings: BOM, semicolon, decimal comma. */
export const italianCsv: LineFormat = {
  ...common,
  extension: 'it.csv',
  title: 'CSV for Italian spreadsheets',
  head: (cells) => `\uFEFF${semicolons.head(cells)}`,
  row: semicolons.row,
}
