import type { Identity } from '../facts.ts'
import { membersOf, wholeAxis } from './axes.ts'
import { countsOf, groupsOf } from './bounds.ts'
import { everyOf, type Check, type Claim, type Figure, type Title } from './claim.ts'
import { chosen, find, findOrChosen, statedIn, wantedOf, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

type Whole = Partial<Identity>
type Over = 'axis' | 'sex' | 'target_group'

/**
 * Shares and rates that the parts which the documents print must give again. Their numerator and denominator are those
 * of the indicator, the denominator over the whole of its `over`; `over` and `whole` here say where it differs from that.
 */
const shares: Readonly<Record<string, { family: Check['family']; over?: Over; whole?: Whole }>> = {
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
  initiative_programme_share: { family: 'result_share', over: 'axis', whole: { initiative: null, period: null } },
}

const wholeOver = (library: Library, over: Over): Whole => {
  if (over === 'axis') return { axis: wholeAxis(library) }
  return over === 'sex' ? { sex: 'total' } : { target_group: 'total' }
}

/** The denominator. Where the vulnerable people of an axis are not counted, the document splits them into three groups. */
const wholeOf = (library: Library, place: Place, share: Figure): Figure[] | undefined => {
  const { denominator, over: dimension } = library.indicators.get(share.indicator)!
  const { family, over = dimension, whole } = shares[share.indicator]!
  const wanted = { ...wantedOf(share), ...(over && wholeOver(library, over)), ...whole, indicator: denominator! }
  const figure = family === 'plan_share' ? findOrChosen(library, place, wanted, share) : find(place, wanted, share)
  return figure || family !== 'vulnerable_share' ? figure && [figure] : groupsOf(place, wanted, share)
}

const again: Title = ['Ricalcolo dalle parti', 'Recomputed from its parts']

/** `participants_group_share` in codes: `share-participants-group`. */
const stemOf = (indicator: string) => indicator.replace(/^(.*)_(share|rate)$/, '$2-$1').replaceAll('_', '-')

const shareClaim = (library: Library, place: Place, share: Figure): Claim[] => {
  const rule = shares[share.indicator]
  const numerator = library.indicators.get(share.indicator)?.numerator
  if (!rule || !numerator) return []
  const part = find(place, { ...wantedOf(share), indicator: numerator }, share)
  const denominator = wholeOf(library, place, share)
  // The whole is 100 percent of itself.
  if (!part || !denominator || (denominator.length === 1 && denominator[0] === part)) return []
  return [
    {
      code: `${stemOf(share.indicator)}-${tailOf(share)}`,
      family: rule.family,
      title: titled(again, nameOf(library, share)),
      relation: 'rounds_to',
      left: [share],
      right: [part],
      denominator,
    },
  ]
}

/** Each share and rate of a document against the parts that it prints. */
export const recomputed = (library: Library, place: Place): Claim[] =>
  statedIn(place).flatMap((share) => shareClaim(library, place, share))

/** What a sum of shares goes through. Other shares overlap: their sum says nothing. */
const split: Readonly<Record<string, 'axis' | 'target_group'>> = {
  participants_axis_share: 'axis',
  participants_vulnerable_share: 'target_group',
}

/** The shares of one whole that do not overlap: of two axes that are also printed together, the two. */
const disjoint = (library: Library, figures: readonly Figure[]): Figure[] => {
  const printed = new Set(figures.map(({ axis }) => axis))
  return figures.filter(({ axis }) => {
    const members = membersOf(library, axis!)
    return members.length === 1 || !members.some((member) => printed.has(member))
  })
}

const sumOfShares = (library: Library, place: Place, printed: readonly Figure[]): Claim[] => {
  const left = disjoint(library, printed)
  const [first, second] = left
  if (!second) return []
  const { numerator } = library.indicators.get(first!.indicator)!
  const right = everyOf(
    left.flatMap(
      (share) => countsOf(library, place, { ...wantedOf(share), indicator: numerator! }, share) ?? [undefined],
    ),
  )
  const denominator = right && wholeOf(library, place, first!)
  if (!denominator) return []
  const dimension = split[first!.indicator]!
  return [
    {
      code: `shares-${first!.indicator.replace(/_share$/, '').replaceAll('_', '-')}-${tailOf(first!, [dimension])}`,
      family: shares[first!.indicator]!.family,
      title: titled(['Somma delle quote', 'Sum of the shares'], nameOf(library, first!, [dimension])),
      relation: 'eq',
      left,
      right,
      denominator,
    },
  ]
}

const keyOf = (share: Figure) =>
  JSON.stringify({ ...wantedOf(share), [split[share.indicator]!]: null, scope: share.scope })

/** Shares of one whole, together, against what their people are of it: an axis that is not printed is left out of both. */
export const sumsOfShares = (library: Library, place: Place): Claim[] => {
  const printed = statedIn(place).filter(({ indicator }) => indicator in split)
  return [...Map.groupBy(printed, keyOf).values()].flatMap((figures) => sumOfShares(library, place, figures))
}

/** What the Union, the State and the Region pay, as the printed share of the finest print of the allocation. */
export const cofinancedAmounts = (library: Library, place: Place): Claim[] =>
  statedIn(place)
    .filter(({ indicator }) => shares[indicator]?.family === 'cofinancing')
    .flatMap((share) => {
      const { numerator, denominator } = library.indicators.get(share.indicator)!
      const amount = numerator && find(place, { ...wantedOf(share), indicator: numerator }, share)
      const whole = denominator && chosen(library, place, { ...wantedOf(share), indicator: denominator })
      if (!amount || !whole) return []
      return [
        {
          code: `amount-${stemOf(amount.indicator)}-${tailOf(amount)}`,
          family: 'cofinancing' as const,
          title: titled(['Importo dalla quota stampata', 'Amount from the printed share'], nameOf(library, amount)),
          relation: 'rounds_to' as const,
          left: [amount],
          right: [whole],
          factor: share,
        },
      ]
    })
