import { parse } from 'csv-parse/sync'

/** A record of a CSV file, with the line that it begins on. */
export interface CsvRecord {
  line: number
  cells: string[]
}

/** The records of a CSV file, its header first; or where and why it is none. */
export interface CsvFile {
  records: CsvRecord[]
  problem?: { line: number; message: string }
}

/** Reads the text of a CSV file. */
export const readRecords = (text: string): CsvFile => {
  if (text.startsWith('\uFEFF'))
    return {
      records: [],
      problem: { line: 1, message: 'the file begins with a byte-order mark: save it as UTF-8 without one' },
    }
  const records: CsvRecord[] = []
  let last = 0
  try {
    parse(text, {
      relax_column_count: true,
      bom: false,
      on_record: (cells: string[], { lines }) => {
        // csv-parse counts the lines it has read; a quoted cell may hold some of them.
        records.push({ line: lines - cells.join('').split('\n').length + 1, cells })
        last = lines
        return null
      },
    })
  } catch (error) {
    // The bad record begins behind the last good one.
    return { records: [], problem: { line: last + 1, message: (error as Error).message } }
  }
  return records.length > 0 ? { records } : { records, problem: { line: 1, message: 'the file is empty' } }
}
