import type { Row } from '../dataset/define.ts'
import type { Annotation } from './annotations.ts'
import { deriveCheckFigures, deriveChecks, type CheckRows } from './checks/index.ts'
import { deriveFacts, type Fact, type Observation, type Source } from './facts.ts'
import { deriveProgress } from './progress.ts'
import { deriveRestatements, type RestatementRows } from './restatements.ts'
import { deriveSnapshots } from './snapshots.ts'

/** The rows of a release, by dataset. */
export type Rows = Readonly<Record<string, readonly Row[]>>

// The loader has checked every row by its dataset's schema; these names give the rows their types back.
const observationsOf = (rows: Rows) => rows['observations'] as readonly unknown[] as readonly Observation[]
const sourcesOf = (rows: Rows) => rows['sources'] as readonly unknown[] as readonly Source[]
const annotationsOf = (rows: Rows) => rows['annotations'] as readonly unknown[] as readonly Annotation[]
const restatementRowsOf = (rows: Rows) => rows as unknown as RestatementRows
const checkRowsOf = (rows: Rows) => rows as unknown as CheckRows
const factsOf = (rows: Rows) => rows['facts'] as readonly unknown[] as readonly Fact[]

/** The derived datasets in the order in which they are computed: each sees the rows of those before. */
export const derivations: Readonly<Record<string, (rows: Rows) => readonly Row[]>> = {
  facts: (rows) => deriveFacts(observationsOf(rows), sourcesOf(rows)),
  snapshots: (rows) => deriveSnapshots(factsOf(rows), sourcesOf(rows), annotationsOf(rows)),
  progress: (rows) => deriveProgress(factsOf(rows), observationsOf(rows), sourcesOf(rows), annotationsOf(rows)),
  restatements: (rows) => deriveRestatements(restatementRowsOf(rows)),
  checks: (rows) => deriveChecks(checkRowsOf(rows)),
  check_figures: (rows) => deriveCheckFigures(checkRowsOf(rows)),
}
