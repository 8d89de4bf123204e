import type { Row, Value } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'

/** A way to write rows as text: a head, then each row. Knows no HTTP and no SQL. */
export interface Format {
  extension: string
  mediaType: string
  title: string
  head: (cells: readonly Cell[]) => string
  row: (cells: readonly Cell[], row: Row) => string
}

const crlf = '\r\n'

const quote = (text: string, separator: string) =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const delimited = (separator: string, number: (value: number) => string) => {
  const cell = (value: Value) =>
    value === null ? '' : quote(typeof value === 'number' ? number(value) : value, separator)
  return {
    head: (cells: readonly Cell[]) => cells.map(({ name }) => name).join(separator) + crlf,
    row: (cells: readonly Cell[], row: Row) => {
      const line = cells.map(({ of }) => cell(of(row))).join(separator)
      // Readers skip an empty line, and a row of one null would be one.
      return (line === '' ? '""' : line) + crlf
    },
  }
}

const italian = delimited(';', (value) => String(value).replace('.', ','))

/** RFC 4180, UTF-8 without BOM. */
export const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  title: 'CSV',
  ...delimited(',', String),
}

/** For spreadsheets with Italian settings: BOM, semicolon, decimal comma. */
const itCsv: Format = {
  extension: 'it.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  title: 'CSV for Italian spreadsheets',
  head: (cells) => `\uFEFF${italian.head(cells)}`,
  row: italian.row,
}

export const jsonRow = (cells: readonly Cell[], row: Row): string =>
  JSON.stringify(Object.fromEntries(cells.map(({ name, of }) => [name, of(row)])))

const ndjson: Format = {
  extension: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  title: 'Newline-delimited JSON',
  head: () => '',
  row: (cells, row) => `${jsonRow(cells, row)}\n`,
}

/** Formats that are always whole. JSON, the fourth, is the envelope of the API. */
export const formats: readonly Format[] = [csv, itCsv, ndjson]

export const json = { extension: 'json', mediaType: 'application/json; charset=utf-8', title: 'JSON' }

/** The extensions, longest first, so that `.it.csv` is not read as `.csv`. */
export const extensions = [...formats.map(({ extension }) => extension), json.extension].toSorted(
  (a, b) => b.length - a.length,
)
