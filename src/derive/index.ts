import type { Row } from '../dataset/define.ts'
import type { Rows } from '../datasets/index.ts'
import { deriveCheckFigures, deriveChecks } from './checks/index.ts'
import { deriveFacts } from './facts.ts'
import { deriveProgress } from './progress.ts'
import { deriveRestatements } from './restatements.ts'
import { deriveSnapshots } from './snapshots.ts'

/** The derived datasets in the order in which they are computed: each sees the rows of those before, which its own schema has checked. */
export const derivations: Readonly<Record<string, (rows: Rows) => readonly Row[]>> = {
  facts: deriveFacts,
  snapshots: deriveSnapshots,
  progress: deriveProgress,
  restatements: deriveRestatements,
  checks: deriveChecks,
  check_figures: deriveCheckFigures,
}
