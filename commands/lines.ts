import type { Row } from '../src/dataset/define.ts'

/** A row of a seed file, with the line that it begins on. */
export interface Line {
  line: number
  row: Row
}

/** The rows of the seed, by dataset. */
export type Lines = Readonly<Record<string, readonly Line[]>>
