import type * as z from 'zod'
import type { claimFigures } from '../../datasets/claim_figures.ts'
import type { claims } from '../../datasets/claims.ts'
import type { Claim } from './claim.ts'
import type { Library } from './library.ts'

type ClaimRow = z.infer<typeof claims.row>
type ClaimFigure = z.infer<typeof claimFigures.row>

/** The rows that say what the documents state to add up. */
export interface Stated {
  claims: readonly ClaimRow[]
  claim_figures: readonly ClaimFigure[]
}

/** What documents state to add up, row by row. */
export const statedClaims = (library: Library, { claims: rows, claim_figures: figures }: Stated): Claim[] => {
  const byClaim = Map.groupBy(figures, ({ claim }) => claim)
  return rows.map(({ code, title, title_en, family, relation }) => {
    const pick = (side: ClaimFigure['side'], ...parts: ClaimFigure['part'][]) =>
      (byClaim.get(code) ?? [])
        .filter((figure) => figure.side === side && parts.includes(figure.part))
        .map(({ observation }) => library.observations.get(observation)!)
    const denominator = pick('right', 'denominator', 'both')
    const [factor] = pick('right', 'factor')
    return {
      code,
      family,
      title: [title, title_en],
      relation,
      left: pick('left', 'term'),
      right: pick('right', 'term', 'numerator', 'both'),
      said: pick('left', 'claim'),
      ...(denominator.length > 0 && { denominator }),
      ...(factor && { factor }),
    }
  })
}
