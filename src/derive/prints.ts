/** A printed figure, as far as it can be compared with another print. */
export interface Print {
  value: number | null
  unit: string | null
  qualifier: 'at_least' | 'about' | null
  precision: number | null
}

/** How a print relates to another: the same value, a rounding or truncation of it, a bound that it keeps, or another value. */
export type Relation = 'equal' | 'rounds' | 'truncates' | 'bounds' | 'differs'

// Values have at most two decimals and twelve digits: half a thousandth is far above what binary fractions lose.
const tolerance = 0.0005
const centPrecision = 0.01

/** Whether a unit is measured, so that its figures are rounded; counts are exact. */
export const measured = (unit: string | null) => unit === 'EUR' || unit === 'percent'

/** Half the step of the last printed digit, in the unit. Counts and amounts to the cent are exact. */
const halfStep = ({ unit, precision }: Print): number =>
  !measured(unit) || precision === null || (unit === 'EUR' && precision <= centPrecision) ? 0 : precision / 2

// Sums of decimals such as 24.39 + 0.005 would show their binary fraction.
const clean = (bound: number) => Number(bound.toFixed(4))

/** The interval of values that a print admits; null where it sets no bound. */
export const intervalOf = (print: Print): { low: number | null; high: number | null } => {
  const { value, qualifier, precision } = print
  if (value === null) return { low: null, high: null }
  if (qualifier === 'at_least') return { low: value, high: null }
  const around = qualifier === 'about' ? (precision ?? 0) : halfStep(print)
  return { low: clean(value - around), high: clean(value + around) }
}

const inside = (value: number, { low, high }: ReturnType<typeof intervalOf>) =>
  (low === null || value >= low - tolerance) && (high === null || value <= high + tolerance)

/** How `other` relates to `chosen`. The coarser of the two is the one that rounds, truncates or bounds; equally fine prints are equal or differ. */
export const compare = (chosen: Print, other: Print): Relation => {
  if (chosen.value === null || other.value === null) return chosen.value === other.value ? 'equal' : 'differs'
  const difference = chosen.value - other.value
  if (Math.abs(difference) < tolerance && chosen.qualifier === other.qualifier) return 'equal'
  if (other.qualifier !== null && inside(chosen.value, intervalOf(other))) return 'bounds'
  if (chosen.qualifier !== null && inside(other.value, intervalOf(chosen))) return 'bounds'
  if (chosen.qualifier !== null || other.qualifier !== null) return 'differs'
  if (chosen.precision === other.precision) return 'differs'
  const [fine, coarse] = (other.precision ?? 0) >= (chosen.precision ?? 0) ? [chosen, other] : [other, chosen]
  const excess = fine.value! - coarse.value!
  if (Math.abs(excess) <= halfStep(coarse) + tolerance && halfStep(coarse) > halfStep(fine)) return 'rounds'
  return excess > 0 && excess < (coarse.precision ?? 0) - tolerance && measured(coarse.unit) ? 'truncates' : 'differs'
}
