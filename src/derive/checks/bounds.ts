import type { Identity } from '../facts.ts'
import { axesAndWhole, wholeAxis } from './axes.ts'
import { everyOf, type Claim, type Figure, type Title } from './claim.ts'
import { find, statedIn, wantedOf, type Library, type Place, type Wanted } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

/*
 * Vulnerable people and their three groups.
 * A document in which the counts of the groups once add up to the printed vulnerable people splits them into the
 * groups: there they are equal, within rounding, wherever both are printed.
 * In any other document one person may be in several groups: the vulnerable are at most the sum of the groups.
 * In all of them no group is larger than the vulnerable, because it is a part of them.
 */

const groups = ['disabled', 'migrant', 'other_disadvantaged'] as const

/** The vulnerable of an axis and its groups, in one unit: `denominator` is that of the groups. */
interface Vulnerable {
  whole: Figure
  parts: Figure[]
  denominator?: Figure[]
}

type Axis = Identity['axis']

const people = (axis: Axis, target_group: Identity['target_group']): Wanted => ({
  indicator: 'participants',
  sex: 'total',
  axis,
  target_group,
})
const share = (axis: Axis, target_group: Identity['target_group']): Wanted => ({
  ...people(axis, target_group),
  indicator: 'participants_group_share',
})

/** The three groups that stand for the vulnerable people; nothing when the document does not print them all. */
export const groupsOf = (place: Place, vulnerable: Wanted, near?: Figure): Figure[] | undefined =>
  everyOf(groups.map((target_group) => find(place, { ...vulnerable, target_group }, near)))

const counted = (place: Place, axis: Axis): Vulnerable | undefined => {
  const whole = find(place, people(axis, 'vulnerable'))
  const parts = whole && groupsOf(place, people(axis, 'vulnerable'), whole)
  return parts && { whole, parts }
}

/** Only the share of the vulnerable is printed, and the people of each group. */
const halfCounted = (place: Place, axis: Axis): Vulnerable | undefined => {
  const whole = find(place, share(axis, 'vulnerable'))
  const all = whole && find(place, people(axis, 'total'), whole)
  const parts = all && groupsOf(place, people(axis, 'vulnerable'), whole)
  return parts && { whole, parts, denominator: [all] }
}

const shared = (place: Place, axis: Axis): Vulnerable | undefined => {
  const whole = find(place, share(axis, 'vulnerable'))
  const parts = whole && groupsOf(place, share(axis, 'vulnerable'), whole)
  return parts && { whole, parts }
}

const valueOf = (figures: readonly Figure[]) => figures.reduce((sum, { value }) => sum + value!, 0)

/** Whether the document splits the vulnerable people into the groups: somewhere it prints both, and they add up. */
const splits = (library: Library, place: Place): boolean =>
  axesAndWhole(library).some((axis) => {
    const both = counted(place, axis)
    return both !== undefined && both.whole.value === valueOf(both.parts)
  })

/** How many people these are: as printed or, for vulnerable people whom the document splits into groups, those groups. */
export const countsOf = (library: Library, place: Place, wanted: Wanted, near?: Figure): Figure[] | undefined => {
  const figure = find(place, wanted, near)
  if (figure) return [figure]
  return wanted.target_group === 'vulnerable' && splits(library, place) ? groupsOf(place, wanted, near) : undefined
}

const equal: Title = ['Le persone vulnerabili sono la somma dei gruppi', 'The vulnerable are the sum of the groups']
const within: Title = [
  'Le persone vulnerabili non superano la somma dei gruppi',
  'The vulnerable do not exceed the sum of the groups',
]
const above: Title = ['Un gruppo non supera le persone vulnerabili', 'A group does not exceed the vulnerable people']

/** How the vulnerable stand to the sum of the groups in this document, and in what words. */
const ruleOf = (library: Library, place: Place, ratio: boolean): { head: Title; relation: Claim['relation'] } => {
  if (!splits(library, place)) return { head: within, relation: 'le' }
  return { head: equal, relation: ratio ? 'rounds_to' : 'eq' }
}

const boundsOf = (library: Library, place: Place, { whole, parts, denominator }: Vulnerable): Claim[] => {
  const code = `bound-participants-${tailOf(whole, ['target_group'])}`
  const { head, relation } = ruleOf(library, place, denominator !== undefined)
  const rest = { family: 'group_bound', left: [whole], ...(denominator && { denominator }) } as const
  return [
    { ...rest, code: `${code}-vulnerable`, title: titled(head, nameOf(library, whole)), relation, right: parts },
    ...parts.map((part) => ({
      ...rest,
      code: `${code}-${part.target_group}`,
      title: titled(above, nameOf(library, part)),
      relation: 'ge' as const,
      right: [part],
    })),
  ]
}

/** In people where they are counted, else in shares. */
export const groupBounds = (library: Library, place: Place): Claim[] =>
  axesAndWhole(library).flatMap((axis) => {
    const vulnerable = counted(place, axis) ?? halfCounted(place, axis) ?? shared(place, axis)
    return vulnerable ? boundsOf(library, place, vulnerable) : []
  })

/** The part of an axis in the vulnerable people of the programme, where the people of the axis are not counted. */
export const vulnerableSplits = (library: Library, place: Place): Claim[] =>
  statedIn(place)
    .filter(({ indicator, target_group }) => indicator === 'participants_axis_share' && target_group === 'vulnerable')
    .flatMap((part) => {
      const wanted = { ...wantedOf(part), indicator: 'participants' }
      const all = find(place, { ...wanted, axis: wholeAxis(library) }, part)
      const parts = all && groupsOf(place, wanted)
      if (!parts || find(place, wanted)) return []
      const { head, relation } = ruleOf(library, place, true)
      return [
        {
          code: `bound-participants-axis-${tailOf(part)}`,
          family: 'group_bound' as const,
          title: titled(head, nameOf(library, part)),
          relation,
          left: [part],
          right: parts,
          denominator: [all],
        },
      ]
    })
