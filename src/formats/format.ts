import type { Dataset, Row } from '../dataset/define.ts'
import type { Fault } from '../dataset/fault.ts'
import type { Cell } from '../dataset/label.ts'
import type { Reference } from '../figures/reference.ts'
import type { Query } from '../dataset/query.ts'
import type { Answer } from './answer.ts'

/** What is true of every way to write an answer as bytes. A format knows no HTTP and no SQL, and changes no value. */
interface Writer {
  /** What an address ends with, without the dot; the longest one that fits is the format. */
  extension: string
  mediaType: string
  title: string
  /** Raised when the bytes change: it is part of the ETag. A test over golden bytes asks for it. */
  version: number
  /** What the bytes state beside the rows; an answer so changes with the release, or with the host of its links. */
  states: readonly ('release' | 'origin')[]
  /** Whether the bytes tell of the dataset too, its title and columns: an answer so changes with the declaration. */
  describes: boolean
  /** Whether equal answers are equal bytes on their way to the client too: then the ETag is strong. What Cloudflare compresses is not. */
  exact: boolean
  /** Whether an answer may be a page of the rows (`limit`, `cursor`); the others are always whole. */
  paged: boolean
  /** What is wrong with a query for which the format makes no sense. */
  faults?: (dataset: Dataset, query: Query) => readonly Fault[]
  /** Why a dataset cannot be written so; undefined where it can. */
  refuses: (dataset: Dataset) => string | undefined
}

/** A head, then a line for each row: a large answer may be streamed. */
export interface LineFormat extends Writer {
  kind: 'lines'
  head: (cells: readonly Cell[]) => string
  row: (cells: readonly Cell[], row: Row) => string
}

/** Written from rows and columns alone, all at once. */
export interface TableFormat extends Writer {
  kind: 'table'
  write: (table: Table) => Uint8Array
}

/** Written from the whole answer. */
export interface WholeFormat extends Writer {
  kind: 'whole'
  write: (answer: Answer) => Uint8Array | Promise<Uint8Array>
}

/** How to cite the answer, for a bibliography: written without its rows. */
export interface CitationFormat extends Writer {
  kind: 'citation'
  write: (reference: Reference) => string
}

export type Format = LineFormat | TableFormat | WholeFormat | CitationFormat

/** Rows of a dataset with the columns that are asked for. */
export interface Table {
  dataset: Dataset
  cells: readonly Cell[]
  rows: readonly Row[]
}

/** Whether a format writes rows and columns alone. */
export const isTabular = (format: Format): format is LineFormat | TableFormat =>
  format.kind === 'lines' || format.kind === 'table'

const encoder = new TextEncoder()

/** The bytes of rows in a format that needs nothing else. */
export const writeTable = (format: LineFormat | TableFormat, table: Table): Uint8Array => {
  if (format.kind === 'table') return format.write(table)
  const { cells, rows } = table
  return encoder.encode(format.head(cells) + rows.map((row) => format.row(cells, row)).join(''))
}

/** For formats that can write every dataset. */
export const refusesNone = (): undefined => undefined
