import type { Row } from '../dataset/define.ts'
import { deriveCheckFigures, deriveChecks, type CheckRows } from './checks/index.ts'
import { deriveFacts, type FactRows } from './facts.ts'
import { deriveProgress, type ProgressRows } from './progress.ts'
import { deriveRestatements, type RestatementRows } from './restatements.ts'
import { deriveSnapshots, type SnapshotRows } from './snapshots.ts'

/** The rows of a release, by dataset. */
export type Rows = Readonly<Record<string, readonly Row[]>>

// The loader has checked every row by its dataset's schema; this gives the rows their types back.
const typed = (rows: Rows) => rows as unknown as FactRows & SnapshotRows & ProgressRows & RestatementRows & CheckRows

/** The derived datasets in the order in which they are computed: each sees the rows of those before. */
export const derivations: Readonly<Record<string, (rows: Rows) => readonly Row[]>> = {
  facts: (rows) => deriveFacts(typed(rows)),
  snapshots: (rows) => deriveSnapshots(typed(rows)),
  progress: (rows) => deriveProgress(typed(rows)),
  restatements: (rows) => deriveRestatements(typed(rows)),
  checks: (rows) => deriveChecks(typed(rows)),
  check_figures: (rows) => deriveCheckFigures(typed(rows)),
}
