import type { Row, Value } from '../dataset/define.ts'
import type { Rows } from '../datasets/index.ts'
import { deriveCheckFigures, deriveChecks } from './checks/index.ts'
import { deriveFacts } from './facts.ts'
import { deriveProgress } from './progress.ts'
import { mainInitiatives } from './initiatives.ts'
import { deriveRestatements } from './restatements.ts'
import { deriveSnapshots } from './snapshots.ts'

/** Columns of seeded datasets that have no cell in the seed: from the rows, the value of each row. */
export const completions: Readonly<Record<string, Readonly<Record<string, (rows: Rows) => (row: Row) => Value>>>> = {
  observations: {
    main_initiative: ({ initiatives }) => {
      const mains = mainInitiatives(initiatives)
      return ({ initiative }) => mains.get(String(initiative)) ?? null
    },
  },
}

/** The derived datasets in the order in which they are computed: each sees the rows of those before, which its own schema has checked. */
export const derivations: Readonly<Record<string, (rows: Rows) => readonly Row[]>> = {
  facts: deriveFacts,
  snapshots: deriveSnapshots,
  progress: deriveProgress,
  restatements: deriveRestatements,
  checks: deriveChecks,
  check_figures: deriveCheckFigures,
}
