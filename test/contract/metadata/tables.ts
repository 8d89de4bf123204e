import { parse } from 'csv-parse/sync'

/** What CSVW and Table Schema ask of a table, checked as their validators do: by the text of the cells alone. */

/** A table as a validator sees it: header and cells, all text. */
export interface Cells {
  header: string[]
  rows: string[][]
}

export const readCells = (text: string, delimiter: string): Cells => {
  const [header = [], ...rows] = parse(text, { delimiter, bom: true, record_delimiter: '\r\n' })
  return { header, rows }
}

/** What is asked of a column. */
export interface Rule {
  name: string
  type: 'string' | 'integer' | 'decimal' | 'date'
  pattern?: string
  required: boolean
  separator?: string
  decimalChar?: string
}

const lexical = (type: Rule['type'], point: string) =>
  ({
    string: /^[^]*$/,
    integer: /^-?\d+$/,
    decimal: new RegExp(`^-?\\d+(\\${point}\\d+)?$`),
    date: /^\d{4}-\d{2}-\d{2}$/,
  })[type]

const keyOf = ({ header }: Cells, row: readonly string[], names: readonly string[]) =>
  names.map((name) => row[header.indexOf(name)]).join('\u0000')

/** What is wrong with a table: cells that are not of their type or pattern, missing values, keys that stand twice. */
export const faultsOf = (table: Cells, rules: readonly Rule[], primaryKey: readonly string[]): string[] => {
  const faults: string[] = []
  if (table.header.join() !== rules.map(({ name }) => name).join()) faults.push(`header: ${table.header.join()}`)
  for (const row of table.rows)
    for (const [at, rule] of rules.entries()) {
      const cell = row[at]!
      if (cell === '' && rule.required) faults.push(`${rule.name}: required`)
      if (cell === '') continue
      const words = rule.separator === undefined ? [cell] : cell.split(rule.separator)
      const good = (word: string) =>
        lexical(rule.type, rule.decimalChar ?? '.').test(word) &&
        (rule.pattern === undefined || new RegExp(`^(?:${rule.pattern})$`).test(word))
      if (!words.every(good)) faults.push(`${rule.name}: ${cell}`)
    }
  const keys = primaryKey.length > 0 ? table.rows.map((row) => keyOf(table, row, primaryKey)) : []
  if (new Set(keys).size !== keys.length) faults.push(`key ${primaryKey.join()}`)
  return faults
}

/** References to no row, or to several. Empty cells refer to nothing where `empty` says so. */
export const danglingOf = (
  table: Cells,
  name: string,
  other: Cells,
  column: string,
  { empty }: { empty: boolean },
): string[] => {
  const values = other.rows.map((row) => row[other.header.indexOf(column)]!)
  return table.rows
    .map((row) => row[table.header.indexOf(name)]!)
    .filter((value) => !(empty && value === '') && values.filter((one) => one === value).length !== 1)
    .map((value) => `${name}: "${value}" is not in ${column}`)
}
