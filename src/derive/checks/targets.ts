import type { Claim, Figure, Title } from './claim.ts'
import { find, wantedOf, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

const headOf = ({ basis, year }: Figure): Title =>
  basis === 'n3_target'
    ? [`Target N+3 del ${year} superato`, `N+3 target of ${year} exceeded`]
    : [`Target ${year} raggiunto`, `Target of ${year} reached`]

/** The last words of the section before the target: a list or a sentence says of its targets that they are met. */
const wordsBefore = ({ observations }: Library, target: Figure): Figure[] =>
  [...observations.values()]
    .filter(
      ({ indicator, source, section, axis, line }) =>
        indicator === 'statement' &&
        source === target.source &&
        section === target.section &&
        axis === target.axis &&
        line <= target.line,
    )
    .toSorted((a, b) => a.line - b.line)
    .slice(-1)

const targetClaim = (library: Library, place: Place, target: Figure): Claim[] => {
  const achieved = find(place, wantedOf(target), target)
  if (!achieved) return []
  const spending = target.basis === 'n3_target'
  return [
    {
      code: spending
        ? `target-n3-${target.indicator}-${tailOf(target)}`
        : `target-${target.indicator}-${tailOf(achieved)}`,
      family: 'target',
      title: titled(headOf(target), nameOf(library, achieved)),
      relation: 'ge',
      left: [achieved],
      right: [target],
      said: wordsBefore(library, target),
    },
  ]
}

/** Values against the milestones and targets of the same document that are due by its data; the others are no check yet. */
export const dueTargets = (library: Library, place: Place): Claim[] =>
  [...place.prints.values()]
    .map(([best]) => best!)
    .filter(({ basis, year }) => ['milestone', 'target', 'n3_target'].includes(basis) && year <= place.source.year)
    .flatMap((target) => targetClaim(library, place, target))
