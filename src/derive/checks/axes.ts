import type { Identity } from '../facts.ts'
import type { Figure } from './claim.ts'
import type { Library } from './library.ts'

type Axis = NonNullable<Identity['axis']>

const axesOfKind = ({ axes }: Library, kind: 'axis' | 'group' | 'programme'): Axis[] =>
  [...axes.values()].filter((axis) => axis.kind === kind).map(({ code }) => code)

/** Whether a figure is about the whole programme. */
export const isWhole = ({ axes }: Library, { axis }: Figure): boolean => axes.get(axis ?? '')?.kind === 'programme'

/** The code that stands for the whole programme. */
export const wholeAxis = (library: Library): Axis => axesOfKind(library, 'programme')[0]!

/** The axes that a group or the programme is made of; an axis is made of itself. */
export const membersOf = ({ axes }: Library, axis: Axis): Axis[] =>
  (axes.get(axis)?.members?.split(' ') as Axis[] | undefined) ?? [axis]

/** The axes that have such figures: those for which any document prints one. Technical assistance has no participants. */
export const axesWith = (library: Library, indicator: string): Axis[] => {
  const printed = new Set(
    [...library.observations.values()]
      .filter((figure) => figure.indicator === indicator && figure.basis === 'actual')
      .map(({ axis }) => axis),
  )
  return axesOfKind(library, 'axis').filter((axis) => printed.has(axis))
}

/** The axes and the whole programme, in that order. */
export const axesAndWhole = (library: Library): Axis[] => [...axesOfKind(library, 'axis'), wholeAxis(library)]

/** Whether figures of this year and axis have one scope only, since no document tells any of them apart by CIGD. */
const hasOneScope = (library: Library, { axis, year, basis, scope }: Figure): boolean =>
  scope === null &&
  basis === 'actual' &&
  axis !== null &&
  membersOf(library, axis).every((member) => !library.scoped.has(`${year} ${member}`))

/** Whether the figures may stand in one computation: figures with and without the CIGD measure may not. */
export const comparable = (library: Library, figures: readonly Figure[]): boolean =>
  new Set(figures.filter((figure) => !hasOneScope(library, figure)).map(({ scope }) => scope)).size <= 1
