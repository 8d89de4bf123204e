import type { Annotation } from '../annotations.ts'
import { comparable } from './axes.ts'
import { groupBounds, vulnerableSplits } from './bounds.ts'
import { figuresOf, judge, rightFiguresOf, rowsOf, type Check, type CheckFigure, type Claim } from './claim.ts'
import { explainer, type Note } from './explain.ts'
import { openLibrary, type Library, type Place, type Printed } from './library.ts'
import { financeOrder, rises } from './series.ts'
import { cofinancedAmounts, recomputed, sumsOfShares } from './shares.ts'
import { statedClaims, type Stated } from './stated.ts'
import { axisSums, jointAxes, planSums, sexSums } from './sums.ts'
import { dueTargets } from './targets.ts'

/** The rows that checks are computed from. */
export interface CheckRows extends Printed, Stated {
  notes: readonly Note[]
  annotations: readonly Annotation[]
}

/** What the figures of any one document must satisfy. */
const families: readonly ((library: Library, place: Place) => Claim[])[] = [
  axisSums,
  jointAxes,
  sexSums,
  planSums,
  recomputed,
  sumsOfShares,
  cofinancedAmounts,
  groupBounds,
  vulnerableSplits,
  financeOrder,
  dueTargets,
]

/** The values that a claim is computed from: two claims with the same ones are one. */
const signatureOf = ({ left, right, denominator = [], factor }: Claim): string =>
  JSON.stringify(
    [left, right, denominator, factor ? [factor] : []].map((figures) => figures.map(({ value }) => value).toSorted()),
  )

/** The claims of each document. What a table, the structure or the slides repeat of a report with its own values is no further claim. */
const claimsOfPlaces = (library: Library): Claim[] => {
  const claims = library.places.flatMap((place) =>
    families
      .flatMap((family) => family(library, place))
      .filter((claim) => comparable(library, figuresOf(claim)))
      .map((claim) => ({ place, claim })),
  )
  const firsts = new Map(
    claims
      .map(({ claim }) => claim)
      .toReversed()
      .map((claim) => [`${claim.code} ${signatureOf(claim)}`, claim]),
  )
  return claims
    .filter(({ claim }) => firsts.get(`${claim.code} ${signatureOf(claim)}`) === claim)
    .map(({ place: { suffix, told }, claim: { code, title, ...rest } }) => ({
      ...rest,
      code: `${code}${suffix}`,
      title: [`${title[0]}${told[0]}`, `${title[1]}${told[1]}`],
    }))
}

const claimsOf = (rows: CheckRows): Claim[] => {
  const library = openLibrary(rows)
  return [...claimsOfPlaces(library), ...rises(library), ...statedClaims(library, rows)]
}

/** What the printed figures must satisfy, and whether they do: every outcome is computed, none is stated. */
export const deriveChecks = (rows: CheckRows): Check[] => {
  const explain = explainer(rows.notes, rows.annotations)
  return claimsOf(rows).map((claim) => {
    const { code, title, relation, family, left, said = [] } = claim
    const { outcome, unit, ...amounts } = judge(claim)
    const note = outcome === 'holds' ? null : explain([...said, ...left], rightFiguresOf(claim))
    const { year, axis } = left[0]!
    return {
      code,
      title: title[0],
      title_en: title[1],
      relation,
      ...amounts,
      outcome: outcome === 'fails' && note !== null ? 'explained' : outcome,
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
