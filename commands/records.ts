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

const parseText = (text: string, options: { to?: number } = {}) =>
  parse(text, { info: true, relax_column_count: true, bom: false, ...options }) as unknown as {
    record: string[]
    info: { lines: number }
  }[]

/** Reads the text of a CSV file. */
export const readRecords = (text: string): CsvFile => {
  if (text.startsWith('\uFEFF'))
    return {
      records: [],
      problem: { line: 1, message: 'the file begins with a byte-order mark: save it as UTF-8 without one' },
    }
  try {
    // csv-parse counts the lines it has read; a quoted cell may hold some of them.
    const records = parseText(text).map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record,
    }))
    return records.length > 0 ? { records } : { records, problem: { line: 1, message: 'the file is empty' } }
  } catch (error) {
    // csv-parse tells where it gave up; the bad record begins behind the last good one.
    const { records = 0, message } = error as { records?: number; message: string }
    const good = records > 0 ? parseText(text, { to: records }) : []
    return { records: [], problem: { line: (good.at(-1)?.info.lines ?? 0) + 1, message } }
  }
}
