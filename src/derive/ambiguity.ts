import { factCode, identity, isStated, type Observation } from './identity.ts'
import { compare } from './prints.ts'

/** Two facts that may be one: the first leaves a dimension out that the second states, and their values agree. */
export interface Ambiguity {
  vague: Observation
  stated: Observation
  /** The dimensions that the first leaves out. */
  dimensions: (typeof identity)[number][]
}

/** What the first leaves out and the second states; undefined where they differ in anything else. */
const leftOut = (vague: Observation, stated: Observation): Ambiguity['dimensions'] | undefined => {
  const differing = identity.filter((name) => vague[name] !== stated[name])
  return differing.length > 0 && differing.every((name) => vague[name] === null) ? differing : undefined
}

/** Dimensions that are never null: prints that differ in one of them are never one fact. */
const fixed = ({ indicator, basis, year }: Observation) => [indicator, basis, year].join(' ')

/**
 * Prints of two facts that may be one, since one says less than the other and their values agree within what each print admits:
 * a pair of facts once, by its first prints that agree. Where both are one fact, the print that says less is filled in.
 */
export const ambiguities = (observations: readonly Observation[]): Ambiguity[] => {
  const prints = observations.filter((print) => isStated(print) && print.value !== null)
  const pairs = [...Map.groupBy(prints, fixed).values()].flatMap((alike) =>
    alike.flatMap((vague) =>
      alike.flatMap((stated) => {
        const dimensions = leftOut(vague, stated)
        return dimensions && compare(vague, stated) !== 'differs' ? [{ vague, stated, dimensions }] : []
      }),
    ),
  )
  const first = Map.groupBy(pairs, ({ vague, stated }) => `${factCode(vague)} ${factCode(stated)}`)
  return [...first.values()].map(([pair]) => pair!)
}
