import type { Row, Value } from './define.ts'
import type { Cell } from './label.ts'

/** Rows as delimited text, RFC 4180. Digests are made of it, and the CSV formats serve it: a checksum so fits the file. */
export interface Delimited {
  head: (cells: readonly Cell[]) => string
  row: (cells: readonly Cell[], row: Row) => string
}

const lineEnd = '\r\n'

const quote = (text: string, separator: string) =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** `number` writes a number: with a point, or with the comma of Italian spreadsheets. */
export const delimited = (separator: string, number: (value: number) => string): Delimited => {
  const cell = (value: Value) =>
    value === null ? '' : quote(typeof value === 'number' ? number(value) : value, separator)
  return {
    head: (cells) => cells.map(({ name }) => name).join(separator) + lineEnd,
    row: (cells, row) => {
      const line = cells.map(({ value }) => cell(value(row))).join(separator)
      // Readers skip an empty line, and a row of one null would be one.
      return (line === '' ? '""' : line) + lineEnd
    },
  }
}

/** The canonical text of a dataset: what its digest is of. */
export const commaSeparated = delimited(',', String)
