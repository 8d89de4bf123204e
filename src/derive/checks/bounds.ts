import type { Identity } from '../facts.ts'
import { everyOf, type Claim, type Figure, type Title } from './claim.ts'
import { find, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'
import { groups } from './shares.ts'

/*
 * Vulnerable people and their three groups.
 * Necessary: no group is larger than the vulnerable, because it is a part of them.
 * Expected: the vulnerable are at most the sum of the groups, because the documents split them into these three; a
 * record that says vulnerable and names no group would break it.
 * Not expected: that they are equal to the sum. They are, wherever a document prints both; but one person can be in
 * several groups, and then the sum is larger without an error.
 */

const axes = ['1', '2', '3', '4', 'total'] as const

/** The vulnerable of an axis and its groups, in one unit: `of` is the denominator of the groups. */
interface Vulnerable {
  whole: Figure
  parts: Figure[]
  of?: Figure[]
}

type Part = Partial<Identity> & Pick<Identity, 'axis'>

const people = (place: Place, part: Part, near?: Figure) =>
  find(place, { indicator: 'participants', sex: 'total', ...part }, near)
const share = (place: Place, part: Part, near?: Figure) =>
  find(place, { indicator: 'participants_group_share', sex: 'total', ...part }, near)

const counted = (place: Place, axis: Identity['axis']): Vulnerable | undefined => {
  const whole = people(place, { axis, target_group: 'vulnerable' })
  const parts = whole && everyOf(groups.map((target_group) => people(place, { axis, target_group }, whole)))
  return parts && { whole, parts }
}

/** Only the share of the vulnerable is printed, and the people of each group. */
const halfCounted = (place: Place, axis: Identity['axis']): Vulnerable | undefined => {
  const whole = share(place, { axis, target_group: 'vulnerable' })
  const all = whole && people(place, { axis, target_group: 'total' }, whole)
  const parts = all && everyOf(groups.map((target_group) => people(place, { axis, target_group }, whole)))
  return parts && { whole, parts, of: [all] }
}

const shared = (place: Place, axis: Identity['axis']): Vulnerable | undefined => {
  const whole = share(place, { axis, target_group: 'vulnerable' })
  const parts = whole && everyOf(groups.map((target_group) => share(place, { axis, target_group }, whole)))
  return parts && { whole, parts }
}

const within: Title = [
  'Le persone vulnerabili non superano la somma dei gruppi',
  'The vulnerable do not exceed the sum of the groups',
]
const above: Title = ['Un gruppo non supera le persone vulnerabili', 'A group does not exceed the vulnerable people']

const boundsOf = (library: Library, place: Place, { whole, parts, of }: Vulnerable): Claim[] => {
  const code = `bound-participants-${tailOf(whole, ['target_group'])}`
  const rest = { family: 'group_bound', left: [whole], ...(of && { of }) } as const
  return [
    {
      ...rest,
      code: `${code}-vulnerable${place.suffix}`,
      title: titled(within, nameOf(library, whole), place),
      relation: 'le',
      right: parts,
    },
    ...parts.map((part) => ({
      ...rest,
      code: `${code}-${part.target_group}${place.suffix}`,
      title: titled(above, nameOf(library, part), place),
      relation: 'ge' as const,
      right: [part],
    })),
  ]
}

/** In people where they are counted, else in shares. */
export const groupBounds = (library: Library): Claim[] =>
  library.places.flatMap((place) =>
    axes.flatMap((axis) => {
      const vulnerable = counted(place, axis) ?? halfCounted(place, axis) ?? shared(place, axis)
      return vulnerable ? boundsOf(library, place, vulnerable) : []
    }),
  )

const splitOf = (library: Library, place: Place, axis: Identity['axis']): Claim[] => {
  const part = find(place, {
    indicator: 'participants_axis_share',
    axis,
    sex: 'total',
    target_group: 'vulnerable',
  })
  const all = part && people(place, { axis: 'total', target_group: 'vulnerable' }, part)
  const parts = all && everyOf(groups.map((target_group) => people(place, { axis, target_group })))
  // Where the vulnerable of the axis are counted, the share is done again from them.
  if (!parts || people(place, { axis, target_group: 'vulnerable' })) return []
  return [
    {
      code: `bound-participants-axis-${tailOf(part)}${place.suffix}`,
      family: 'group_bound',
      title: titled(within, nameOf(library, part), place),
      relation: 'le',
      left: [part],
      right: parts,
      of: [all],
    },
  ]
}

/** The part of an axis in the vulnerable people of the programme. */
export const vulnerableSplits = (library: Library): Claim[] =>
  library.places.flatMap((place) => axes.flatMap((axis) => splitOf(library, place, axis)))
