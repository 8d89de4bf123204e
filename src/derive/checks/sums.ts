import type { Identity } from '../facts.ts'
import { everyOf, type Claim, type Figure } from './claim.ts'
import { find, findOrChosen, sectionOf, type Library, type Place, type Wanted } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

type Axis = Identity['axis']
type People = Pick<Identity, 'sex' | 'target_group'>

const axesOfMoney: readonly Axis[] = ['1', '2', '3', '4', '5']
// Axis 5, technical assistance, has no participants.
const axesOfPeople: readonly Axis[] = ['1', '2', '3', '4']

const sexes: readonly People[] = (['total', 'female', 'male'] as const).map((sex) => ({ sex, target_group: 'total' }))
const groups: readonly People[] = (['vulnerable', 'disabled', 'migrant', 'other_disadvantaged'] as const).map(
  (target_group) => ({ sex: 'total', target_group }),
)

const additive: readonly { of: Wanted; axes: readonly Axis[] }[] = [
  ...['allocated', 'programmed', 'committed', 'paid', 'certified'].map((indicator) => ({
    of: { indicator },
    axes: axesOfMoney,
  })),
  ...[...sexes, ...groups].map((people) => ({ of: { indicator: 'participants', ...people }, axes: axesOfPeople })),
]

/** Tables that print a total which the best print of the document, in another table, would hide. */
const furtherTables = [
  { source: 'summary2022', section: 'Tabella 1', suffix: '-table-1', told: [' (tabella 1)', ' (table 1)'] },
] as const

const placesOf = ({ places }: Library): Place[] => [
  ...places,
  ...furtherTables.flatMap(({ source, section, suffix, told }) =>
    places.filter((place) => place.source.code === source).map((place) => sectionOf(place, section, suffix, told)),
  ),
]

// One axis alone says nothing of a sum.
const partsMin = 2

const axisSum = (library: Library, place: Place, { of, axes }: (typeof additive)[number]): Claim[] => {
  const total = find(place, { ...of, axis: 'total' })
  if (!total) return []
  const parts = axes.map((axis) => find(place, { ...of, axis }, total)).filter((part) => part !== undefined)
  if (parts.length < partsMin) return []
  const whole = parts.length === axes.length
  return [
    {
      code: `sum-${of.indicator}-${tailOf(total, ['axis'])}${place.suffix}`,
      family: 'axis_sum',
      title: titled(
        whole
          ? ['Somma degli assi', 'Sum of the axes']
          : ['Gli assi stampati non superano il totale', 'The axes that are printed do not exceed the total'],
        nameOf(library, total, ['axis']),
        place,
      ),
      // An axis that is not printed can only add.
      relation: whole ? 'eq' : 'ge',
      left: [total],
      right: parts,
    },
  ]
}

/** The axes against the total of the same document. */
export const axisSums = (library: Library): Claim[] =>
  placesOf(library).flatMap((place) => additive.flatMap((measure) => axisSum(library, place, measure)))

/** Some documents count axes III and IV together; that reading of ours is put to the test here. */
export const jointAxes = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    additive.flatMap(({ of }) => {
      const both = find(place, { ...of, axis: '3_4' })
      const parts = both && everyOf((['3', '4'] as const).map((axis) => find(place, { ...of, axis }, both)))
      if (!parts) return []
      return [
        {
          code: `sum-${of.indicator}-${tailOf(both)}${place.suffix}`,
          family: 'axis_sum' as const,
          title: titled(['Somma di due assi', 'Sum of two axes'], nameOf(library, both), place),
          relation: 'eq' as const,
          left: [both],
          right: parts,
        },
      ]
    }),
  )

const sexSum = (library: Library, place: Place, axis: Axis): Claim[] => {
  const people = (sex: Identity['sex'], near?: Figure) =>
    find(place, { indicator: 'participants', axis, sex, target_group: 'total' }, near)
  const women = people('female')
  const figures = women && everyOf([people('total', women), women, people('male', women)])
  if (!figures) return []
  const [total, ...parts] = figures
  return [
    {
      code: `sex-participants-${tailOf(total!)}${place.suffix}`,
      family: 'sex_sum',
      title: titled(['Donne più uomini', 'Women plus men'], nameOf(library, total!), place),
      relation: 'eq',
      left: [total!],
      right: parts,
    },
  ]
}

/** Women and men against the people. */
export const sexSums = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    ([...axesOfPeople, 'total'] as Axis[]).flatMap((axis) => sexSum(library, place, axis)),
  )

/** Wholes whose parts are figures of different indicators or shares: the whole may stand in another document. */
const wholes = [
  {
    code: 'shares-plan',
    family: 'plan_share',
    head: ['Somma delle quote degli assi', 'Sum of the shares of the axes'],
    whole: { indicator: 'allocated_share', axis: 'total' },
    parts: axesOfMoney.map((axis) => ({ indicator: 'allocated_share', axis })),
  },
  {
    code: 'shares-cofinancing',
    family: 'cofinancing',
    head: ['Somma delle quote di UE, Stato e Regione', 'Sum of the shares of EU, State and Region'],
    whole: { indicator: 'allocated_share', axis: 'total' },
    parts: ['eu', 'state', 'region'].map((body) => ({ indicator: `allocated_${body}_share`, axis: 'total' })),
  },
  {
    code: 'parts-cofinancing',
    family: 'cofinancing',
    head: ['Somma delle parti di UE, Stato e Regione', 'Sum of the parts of EU, State and Region'],
    whole: { indicator: 'allocated', axis: 'total' },
    parts: ['eu', 'state', 'region'].map((body) => ({ indicator: `allocated_${body}`, axis: 'total' })),
  },
] as const satisfies readonly { parts: readonly Wanted[]; [other: string]: unknown }[]

/** Shares of the plan and of those who pay for it. */
export const planSums = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    wholes.flatMap(({ code, family, head, whole, parts }) => {
      const printed = everyOf(parts.map((part) => find(place, part)))
      const total = printed && findOrChosen(library, place, whole, printed[0])
      if (!total) return []
      return [
        {
          code: `${code}-${total.year}${place.suffix}`,
          family,
          title: titled(head, nameOf(library, total), place),
          relation: 'eq' as const,
          left: [total],
          right: printed,
        },
      ]
    }),
  )
