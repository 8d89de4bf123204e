import type { Dataset, Row } from '../dataset/define.ts'
import type { Cell, CodeLists } from '../dataset/label.ts'
import type { Reason } from '../figures/exclusion.ts'
import type { Citation } from '../figures/citation.ts'
import type { SnapshotCells } from '../figures/cells.ts'
import type { Newer } from '../figures/editions.ts'
import type { FactPrints } from '../figures/prints.ts'
import type { Quote } from '../figures/quote.ts'
import type { Remarks } from '../figures/remarks.ts'
import type { Repetition } from '../figures/repetition.ts'
import type { Series } from '../figures/series.ts'

/** What is told of one row beyond its columns: which of it there is depends on the dataset. */
export interface Figure {
  /** The fact of a printed figure and all its prints. */
  prints?: FactPrints
  /** How a person may write a fact. */
  quote?: Quote
  /** A newer fact of another scope, where there is no newer one of the same. */
  newer?: Newer
  /** The figures of an indicator over the years. */
  series?: Series
  /** The fact behind each cell of a snapshot, and why it is empty. */
  cells?: SnapshotCells
}

/** All that an answer says, read and ready to be written. */
export interface Answer {
  dataset: Dataset
  cells: readonly Cell[]
  /** The code lists of the release, and the language of labels where there is one label alone. */
  codes: CodeLists
  language: 'it' | 'en'
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
  /** Why there are no rows, or what is to be known of those there are. */
  reason?: Reason
  figure: Figure
  /** Bytes of JSON that it is to have at most. */
  bytesMax?: number
  links: Readonly<Record<string, string>>
}
