import type { Dataset, Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import type { Citation } from '../figures/citation.ts'
import type { SnapshotCells } from '../figures/cells.ts'
import type { FactPrints } from '../figures/prints.ts'
import type { Remarks } from '../figures/remarks.ts'
import type { Repetition } from '../figures/repetition.ts'
import type { Series } from '../figures/series.ts'

/** What is told of one row beyond its columns: which of it there is depends on the dataset. */
export interface Figure {
  /** The fact of a printed figure and all its prints. */
  prints?: FactPrints
  /** The figures of an indicator over the years. */
  series?: Series
  /** The fact behind each cell of a snapshot, and why it is empty. */
  cells?: SnapshotCells
}

/** All that an answer says, read and ready to be written. */
export interface Answer {
  dataset: Pick<Dataset, 'name' | 'title' | 'title_en'>
  cells: readonly Cell[]
  rows: readonly Row[]
  /** Whether the address names one row. */
  single: boolean
  /** Rows of all pages. */
  total: number
  release: { id: string; published_at: string }
  /** The query in its one spelling. */
  query: string
  citation: Citation
  /** What keeps the figures from being misread, by indicator. */
  semantics: readonly Row[]
  remarks: Remarks
  /** Said where rows print one fact several times. */
  repetition?: Repetition
  figure: Figure
  /** Why there are no rows, in Italian and English. */
  reason?: { it: string; en: string }
  links: Readonly<Record<string, string>>
}
