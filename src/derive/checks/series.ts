import { axesAndWhole } from './axes.ts'
import type { Claim, Figure, Title } from './claim.ts'
import { find, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

const rise: Title = ['Non scende fra due rapporti', 'Does not fall between two reports']

/** Years of one figure: equal in everything else, scope included. */
const seriesKey = ({ indicator, axis, priority, sex, target_group, scope }: Figure) =>
  [indicator, axis, priority, sex, target_group, scope].join(' ')

/**
 * Figures since 2014 of consecutive reports. Programmed is a family of its own: what an act assigned, another can take
 * away, and notes say where it did.
 */
export const rises = (library: Library): Claim[] => {
  const cumulative = [...library.facts.values()]
    .map(([first]) => first!)
    .filter(
      ({ basis, initiative, period, qualifier, indicator }) =>
        basis === 'actual' &&
        initiative === null &&
        period === null &&
        qualifier === null &&
        library.indicators.get(indicator)?.accumulation === 'cumulative',
    )
  return [...Map.groupBy(cumulative, seriesKey).values()].flatMap((figures) => {
    const series = figures.toSorted((a, b) => a.year - b.year)
    return series.slice(1).map((later, at) => {
      const earlier = series[at]!
      const [it, en] = nameOf(library, later, ['year'])
      return {
        code: `rise-${later.indicator}-${tailOf(later)}`,
        family: later.indicator === 'programmed' ? ('programmed' as const) : ('cumulative' as const),
        title: titled(rise, [`${it}, ${earlier.year}-${later.year}`, `${en}, ${earlier.year}-${later.year}`]),
        relation: 'ge' as const,
        left: [later],
        right: [earlier],
      }
    })
  })
}

/** What is committed was programmed before, what is paid was committed, and what is certified was paid. */
const order = [
  ['programmed', 'committed'],
  ['committed', 'paid'],
  ['paid', 'certified'],
  ['certified', 'certified_eu'],
] as const

const headOf = (library: Library, { indicator }: Figure): Title => {
  const { title, title_en } = library.indicators.get(indicator)!
  return [title, title_en]
}

const noMoreThan = ([it, en]: Title): Title => [`non più di ${it}`, `no more than ${en}`]

/** The order of the financial measures in one document, as observed: no rule states it. */
export const financeOrder = (library: Library, place: Place): Claim[] =>
  axesAndWhole(library).flatMap((axis) =>
    order.flatMap(([above, below]) => {
      const more = find(place, { indicator: above, axis })
      const less = more && find(place, { indicator: below, axis }, more)
      if (!less) return []
      return [
        {
          code: `order-${above}-${below}-${tailOf(more)}`,
          family: 'finance_order' as const,
          title: titled(headOf(library, less), noMoreThan(nameOf(library, more))),
          relation: 'ge' as const,
          left: [more],
          right: [less],
        },
      ]
    }),
  )
