import type { Identity } from '../facts.ts'
import { everyOf, type Check, type Claim, type Figure, type Title } from './claim.ts'
import { find, findOrChosen, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

export const groups = ['disabled', 'migrant', 'other_disadvantaged'] as const

type Whole = Partial<Identity>

/**
 * Shares and rates that the parts which the documents print must give again. Their numerator and denominator are those
 * of the indicator; `whole` says what else the denominator has, where the indicator's `over` does not.
 */
const shares: Readonly<Record<string, { family: Check['family']; whole?: Whole }>> = {
  allocated_share: { family: 'plan_share' },
  allocated_eu_share: { family: 'cofinancing' },
  allocated_state_share: { family: 'cofinancing' },
  allocated_region_share: { family: 'cofinancing' },
  programmed_rate: { family: 'rate' },
  committed_rate: { family: 'rate' },
  paid_rate: { family: 'rate' },
  certified_rate: { family: 'rate' },
  certified_eu_rate: { family: 'rate' },
  participants_sex_share: { family: 'sex_share' },
  participants_group_share: { family: 'group_share' },
  participants_axis_share: { family: 'axis_share' },
  participants_vulnerable_share: { family: 'vulnerable_share', whole: { target_group: 'vulnerable' } },
  initiative_placement_rate: { family: 'result_share' },
  initiative_group_share: { family: 'result_share' },
  initiative_programme_share: { family: 'result_share', whole: { axis: 'total', initiative: null, period: null } },
}

const total = { axis: { axis: 'total' }, sex: { sex: 'total' }, target_group: { target_group: 'total' } } as const

const identityOf = ({ axis, priority, initiative, sex, target_group, period }: Figure): Partial<Identity> => ({
  axis,
  priority,
  initiative,
  sex,
  target_group,
  period,
})

/** The denominator. Where the vulnerable people of an axis are not counted, the document splits them into three groups. */
const wholeOf = (library: Library, place: Place, share: Figure): Figure[] | undefined => {
  const { denominator, over } = library.indicators.get(share.indicator)!
  const { family, whole = over ? total[over as keyof typeof total] : {} } = shares[share.indicator]!
  const wanted = { ...identityOf(share), ...whole, indicator: denominator! }
  const figure = family === 'plan_share' ? findOrChosen(library, place, wanted, share) : find(place, wanted, share)
  if (figure || family !== 'vulnerable_share') return figure && [figure]
  return everyOf(groups.map((target_group) => find(place, { ...wanted, target_group }, share)))
}

const again: Title = ['Ricalcolo dalle parti', 'Recomputed from its parts']

/** `participants_group_share` in codes: `share-participants-group`. */
const stemOf = (indicator: string) => indicator.replace(/^(.*)_(share|rate)$/, '$2-$1').replaceAll('_', '-')

const shareClaim = (library: Library, place: Place, share: Figure): Claim[] => {
  const rule = shares[share.indicator]
  const numerator = library.indicators.get(share.indicator)?.numerator
  if (!rule || !numerator) return []
  const part = find(place, { ...identityOf(share), indicator: numerator }, share)
  const whole = wholeOf(library, place, share)
  // The whole is 100 percent of itself.
  if (!part || !whole || (whole.length === 1 && whole[0] === part)) return []
  return [
    {
      code: `${stemOf(share.indicator)}-${tailOf(share)}${place.suffix}`,
      family: rule.family,
      title: titled(again, nameOf(library, share), place),
      relation: 'rounds_to',
      left: [share],
      right: [part],
      of: whole,
    },
  ]
}

/** Each share and rate of a document against the parts that it prints. */
export const recomputed = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    [...place.prints.values()].flatMap(([share]) =>
      share!.basis === 'actual' && share!.year === place.source.year ? shareClaim(library, place, share!) : [],
    ),
  )

/** Results whose denominator no indicator fixes: the parts are those that the document prints beside them. */
const results = [
  {
    share: 'result_employed_6_months-2022-1-8i',
    part: 'result_employed_6_months_people-2022-1-total',
    whole: 'output_unemployed-2022-1-total',
  },
  {
    share: 'result_it_administrations_rate-2020-4-11i',
    part: 'result_it_administrations-2020-4',
    whole: 'output_administrations-2020-4',
  },
] as const

const resultShare = (library: Library, place: Place, codes: (typeof results)[number]): Claim[] => {
  const figures = everyOf([codes.share, codes.part, codes.whole].map((code) => place.prints.get(code)?.[0]))
  if (!figures) return []
  const [share, part, whole] = figures as [Figure, Figure, Figure]
  return [
    {
      code: `share-${share.indicator.replace(/_rate$/, '').replaceAll('_', '-')}-${tailOf(share)}${place.suffix}`,
      family: 'result_share',
      title: titled(again, nameOf(library, share), place),
      relation: 'rounds_to',
      left: [share],
      right: [part],
      of: [whole],
    },
  ]
}

export const resultShares = (library: Library): Claim[] =>
  library.places.flatMap((place) => results.flatMap((codes) => resultShare(library, place, codes)))
