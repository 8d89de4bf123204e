import type { Annotation } from '../annotations.ts'
import { groupBounds, vulnerableSplits } from './bounds.ts'
import { comparable, figuresOf, judge, rowsOf, type Check, type CheckFigure, type Claim } from './claim.ts'
import { explainer, type Note } from './explain.ts'
import { evaluationChecks, frameworkOutputs } from './framework.ts'
import { listedParts } from './initiatives.ts'
import { openLibrary, type Library, type Printed } from './library.ts'
import { reprints } from './reprints.ts'
import { financeOrder, rises } from './series.ts'
import { recomputed, resultShares } from './shares.ts'
import { axisSums, jointAxes, planSums, sexSums } from './sums.ts'
import { listedTargets, spendingTargets } from './targets.ts'

/** The rows that checks are computed from. */
export interface CheckRows extends Printed {
  notes: readonly Note[]
  annotations: readonly Annotation[]
}

const families: readonly ((library: Library) => Claim[])[] = [
  axisSums,
  jointAxes,
  sexSums,
  planSums,
  recomputed,
  resultShares,
  groupBounds,
  vulnerableSplits,
  financeOrder,
  listedTargets,
  spendingTargets,
  rises,
  frameworkOutputs,
  evaluationChecks,
  listedParts,
  reprints,
]

const claimsOf = (rows: CheckRows): Claim[] => {
  const library = openLibrary(rows)
  return families.flatMap((family) => family(library)).filter(comparable)
}

/** What the printed figures must satisfy, and whether they do: every outcome is computed, none is stated. */
export const deriveChecks = (rows: CheckRows): Check[] => {
  const explain = explainer(rows.notes, rows.annotations)
  return claimsOf(rows).map((claim) => {
    const { code, title, relation, family, left, said = [] } = claim
    const { outcome, unit, ...amounts } = judge(claim)
    const note = outcome === 'fails' ? explain([...said, ...figuresOf(claim)]) : null
    const { year, axis } = left[0]!
    return {
      code,
      title: title[0],
      title_en: title[1],
      relation,
      ...amounts,
      outcome: note === null ? outcome : 'explained',
      note,
      family,
      year,
      axis,
      unit,
    }
  })
}

/** The figures of each check, by side. */
export const deriveCheckFigures = (rows: CheckRows): CheckFigure[] => claimsOf(rows).flatMap(rowsOf)
