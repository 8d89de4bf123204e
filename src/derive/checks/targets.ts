import type { Claim, Figure, Title } from './claim.ts'
import { chosen, find, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

const reached = ({ year }: Figure): Title => [`Target ${year} raggiunto`, `Target of ${year} reached`]

/** The words by which a list or box says that its targets are met. */
const claims: ReadonlySet<string> = new Set([
  'risultano conseguiti',
  'risultano così conseguiti',
  'assicura il superamento dei target al 2023',
])

const saidOf = (library: Library, { source, section, axis }: Figure): Figure[] =>
  library.observations.filter(
    (other) =>
      other.indicator === 'statement' &&
      other.source === source &&
      other.section === section &&
      other.axis === axis &&
      claims.has(other.printed),
  )

const same = ['source', 'section', 'place', 'indicator', 'axis', 'priority', 'sex', 'target_group'] as const

/** The value that a list or box prints with this target. */
const achievedOf = (place: Place, library: Library, target: Figure): Figure | undefined =>
  library.observations.find(
    (other) =>
      other.basis === 'actual' &&
      other.year === place.source.year &&
      other.qualifier === null &&
      same.every((name) => other[name] === target[name]),
  )

const targetClaim = (library: Library, place: Place, target: Figure): Claim[] => {
  const said = saidOf(library, target)
  // A list of the performance framework is about its targets; a box only where it says that they are met.
  if (target.place !== 'bullet' && !(target.place === 'box' && said.length > 0)) return []
  const achieved = achievedOf(place, library, target)
  if (!achieved) return []
  return [
    {
      code: `target-${target.indicator}-${tailOf(achieved)}`,
      family: 'target',
      title: titled(reached(target), nameOf(library, achieved)),
      relation: 'ge',
      left: [achieved],
      right: [target],
      said,
    },
  ]
}

/** Values against the milestones and targets that the performance framework lists beside them. */
export const listedTargets = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    library.observations
      .filter(
        ({ source, basis, qualifier }) =>
          source === place.source.code && (basis === 'milestone' || basis === 'target') && qualifier === null,
      )
      .flatMap((target) => targetClaim(library, place, target)),
  )

/** Spending targets that a report says are exceeded; the target of the year after is not always due yet. */
const spending = [
  { source: 'summary2018', target: 'certified-n3_target-2018-total' },
  { source: 'summary2020', target: 'certified-n3_target-2020-total' },
  { source: 'summary2020', target: 'certified_eu-n3_target-2021-total' },
] as const

export const spendingTargets = (library: Library): Claim[] =>
  spending.flatMap(({ source, target }) => {
    const place = library.places.find((one) => one.source.code === source)
    const due = chosen(library, target)
    const certified = place && due && find(place, { indicator: due.indicator, axis: due.axis }, due)
    if (!certified) return []
    return [
      {
        code: `target-n3-${due.indicator}-${tailOf(due)}`,
        family: 'target' as const,
        title: titled(
          [`Target N+3 del ${due.year} superato`, `N+3 target of ${due.year} exceeded`],
          nameOf(library, certified),
        ),
        relation: 'ge' as const,
        left: [certified],
        right: [due],
      },
    ]
  })
