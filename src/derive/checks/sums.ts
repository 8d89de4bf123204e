import type { Identity } from '../facts.ts'
import { axesWith, isWhole, membersOf, wholeAxis } from './axes.ts'
import { countsOf } from './bounds.ts'
import { everyOf, type Claim, type Figure } from './claim.ts'
import { find, findOrChosen, statedIn, wantedOf, type Library, type Place, type Wanted } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

/** Whether figures of the indicator add up over the dimension; initiatives overlap in every one. */
const addsUp = (library: Library, { indicator, initiative }: Figure, dimension: 'axis' | 'sex'): boolean =>
  initiative === null && (library.indicators.get(indicator)?.additive_over ?? '').split(' ').includes(dimension)

// One axis alone says nothing of a sum.
const partsMin = 2

const axisSum = (library: Library, place: Place, total: Figure): Claim[] => {
  const wanted = axesWith(library, total.indicator).map((axis) => ({ ...wantedOf(total), axis }))
  const parts = wanted.map((part) => countsOf(library, place, part, total)).filter((part) => part !== undefined)
  if (parts.length < partsMin) return []
  const whole = parts.length === wanted.length
  return [
    {
      code: `sum-${total.indicator}-${tailOf(total, ['axis'])}`,
      family: 'axis_sum',
      title: titled(
        whole
          ? ['Somma degli assi', 'Sum of the axes']
          : ['Gli assi stampati non superano il totale', 'The axes that are printed do not exceed the total'],
        nameOf(library, total, ['axis']),
      ),
      // An axis that is not printed can only add.
      relation: whole ? 'eq' : 'ge',
      left: [total],
      right: parts.flat(),
    },
  ]
}

/** The axes against the total of the same document. */
export const axisSums = (library: Library, place: Place): Claim[] =>
  statedIn(place)
    .filter((figure) => isWhole(library, figure) && addsUp(library, figure, 'axis'))
    .flatMap((total) => axisSum(library, place, total))

/** Some documents count several axes together; that reading of ours is put to the test here. */
export const jointAxes = (library: Library, place: Place): Claim[] =>
  statedIn(place)
    .filter(({ axis }) => library.axes.get(axis ?? '')?.kind === 'group')
    .filter((figure) => addsUp(library, figure, 'axis'))
    .flatMap((joint) => {
      const members = membersOf(library, joint.axis!)
      const parts = everyOf(members.map((axis) => find(place, { ...wantedOf(joint), axis }, joint)))
      if (!parts) return []
      return [
        {
          code: `sum-${joint.indicator}-${tailOf(joint)}`,
          family: 'axis_sum' as const,
          title: titled(['Somma di due assi', 'Sum of two axes'], nameOf(library, joint)),
          relation: 'eq' as const,
          left: [joint],
          right: parts,
        },
      ]
    })

/** Women and men against the people. */
export const sexSums = (library: Library, place: Place): Claim[] =>
  statedIn(place)
    .filter((figure) => figure.sex === 'female' && addsUp(library, figure, 'sex'))
    .flatMap((women) => {
      const people = (sex: Identity['sex']) => find(place, { ...wantedOf(women), sex }, women)
      const [total, men] = [people('total'), people('male')]
      if (!total || !men) return []
      return [
        {
          code: `sex-${total.indicator}-${tailOf(total)}`,
          family: 'sex_sum' as const,
          title: titled(['Donne più uomini', 'Women plus men'], nameOf(library, total)),
          relation: 'eq' as const,
          left: [total],
          right: [women, men],
        },
      ]
    })

const bodies = ['eu', 'state', 'region']

/** Wholes whose parts are figures of different indicators or shares: the whole may stand in another document. */
const wholesOf = (library: Library) => {
  const axis = wholeAxis(library)
  return [
    {
      code: 'shares-plan',
      family: 'plan_share',
      head: ['Somma delle quote degli assi', 'Sum of the shares of the axes'],
      whole: { indicator: 'allocated_share', axis },
      parts: axesWith(library, 'allocated_share').map((part) => ({ indicator: 'allocated_share', axis: part })),
    },
    {
      code: 'shares-cofinancing',
      family: 'cofinancing',
      head: ['Somma delle quote di UE, Stato e Regione', 'Sum of the shares of EU, State and Region'],
      whole: { indicator: 'allocated_share', axis },
      parts: bodies.map((body) => ({ indicator: `allocated_${body}_share`, axis })),
    },
    {
      code: 'parts-cofinancing',
      family: 'cofinancing',
      head: ['Somma delle parti di UE, Stato e Regione', 'Sum of the parts of EU, State and Region'],
      whole: { indicator: 'allocated', axis },
      parts: bodies.map((body) => ({ indicator: `allocated_${body}`, axis })),
    },
  ] as const satisfies readonly { parts: readonly Wanted[]; [other: string]: unknown }[]
}

/** Shares of the plan and of those who pay for it. */
export const planSums = (library: Library, place: Place): Claim[] =>
  wholesOf(library).flatMap(({ code, family, head, whole, parts }) => {
    const printed = everyOf(parts.map((part) => find(place, part)))
    const total = printed && findOrChosen(library, place, whole, printed[0])
    if (!total) return []
    return [
      {
        code: `${code}-${total.year}`,
        family,
        title: titled(head, nameOf(library, total)),
        relation: 'eq' as const,
        left: [total],
        right: printed,
      },
    ]
  })
