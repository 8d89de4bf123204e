import type * as z from 'zod'
import type { checkFigures } from '../../datasets/check_figures.ts'
import type { checks } from '../../datasets/checks.ts'
import type { Observation } from '../facts.ts'
import { measured } from '../prints.ts'

export type Check = z.infer<typeof checks.row>
export type CheckFigure = z.infer<typeof checkFigures.row>
export type Figure = Observation
/** A title in Italian and English. */
export type Title = readonly [it: string, en: string]

/** What printed figures must satisfy. `right` is a sum; with `denominator` a ratio of two sums, with `factor` a share of one. */
export interface Claim {
  code: string
  family: Check['family']
  title: Title
  relation: Check['relation']
  left: readonly Figure[]
  right: readonly Figure[]
  denominator?: readonly Figure[]
  /** A percentage that the sum is multiplied by. */
  factor?: Figure
  /** The words of the document that say so. */
  said?: readonly Figure[]
}

interface Amount {
  value: number
  low: number
  high: number
}

// Figures have at most two decimals and their halves three: in thousandths, sums of them are whole numbers.
const scale = 1000
const thousandths = (value: number) => Math.round(value * scale)
// A quotient loses binary fractions; what differs by less than this, in thousandths, is equal.
const epsilon = 1e-6

/** Half the last printed digit, in thousandths. Unlike a print that is compared with itself, a sum also rounds its cents. */
const halfStep = ({ unit, precision }: Figure): number => (measured(unit) ? thousandths((precision ?? 0) / 2) : 0)

const sumOf = (figures: readonly Figure[]): Amount => {
  const value = figures.reduce((sum, figure) => sum + thousandths(figure.value!), 0)
  const half = figures.reduce((sum, figure) => sum + halfStep(figure), 0)
  return { value, low: value - half, high: value + half }
}

const hundred = 100 * scale

const ratioOf = (part: Amount, whole: Amount, unit: string | null): Amount => {
  const unity = unit === 'percent' ? hundred : scale
  return {
    value: (unity * part.value) / whole.value,
    low: (unity * part.low) / whole.high,
    high: (unity * part.high) / whole.low,
  }
}

const shareOf = (whole: Amount, share: Amount): Amount => ({
  value: (whole.value * share.value) / hundred,
  low: (whole.low * share.low) / hundred,
  high: (whole.high * share.high) / hundred,
})

const rightOf = ({ right, denominator, factor }: Claim, unit: string | null): Amount => {
  const sum = sumOf(right)
  if (denominator) return ratioOf(sum, sumOf(denominator), unit)
  return factor ? shareOf(sum, sumOf([factor])) : sum
}

// Left is a single print here: its last digit is what right is rounded to.
const rounds = (left: Amount, right: Amount, step: number) =>
  right.value >= left.value - step / 2 - epsilon && right.value < left.value + step / 2 - epsilon

const isTrue = ({ relation, left: [first] }: Claim, left: Amount, right: Amount): boolean => {
  const difference = left.value - right.value
  if (relation === 'eq' || Math.abs(difference) < epsilon) return Math.abs(difference) < epsilon
  if (relation === 'le') return difference < epsilon
  if (relation === 'ge') return difference > -epsilon
  return rounds(left, right, thousandths(first!.precision ?? 0))
}

/** What rounding can explain of a difference: how far the two sides may move towards each other. */
const reach = (left: Amount, right: Amount): number =>
  left.value > right.value
    ? left.value - left.low + (right.high - right.value)
    : left.high - left.value + (right.value - right.low)

const decimals = 4
const rounded = (amount: number) => Number((amount / scale).toFixed(decimals))

export type Judgement = Pick<Check, 'left' | 'right' | 'difference' | 'tolerance' | 'outcome' | 'unit'>

/** Computes a claim from its figures. */
export const judge = (claim: Claim): Judgement => {
  const { unit } = claim.left[0]!
  const left = sumOf(claim.left)
  const right = rightOf(claim, unit)
  const difference = left.value - right.value
  const tolerance = reach(left, right)
  const near = Math.abs(difference) <= tolerance + epsilon
  return {
    left: rounded(left.value),
    right: rounded(right.value),
    difference: rounded(difference),
    tolerance: rounded(tolerance),
    outcome: isTrue(claim, left, right) ? 'holds' : near ? 'within_rounding' : 'fails',
    unit: unit!,
  }
}

/** The figures on the right of a claim. */
export const rightFiguresOf = ({ right, denominator = [], factor }: Claim): Figure[] => [
  ...right,
  ...denominator,
  ...(factor ? [factor] : []),
]

/** The figures that a claim is computed from; the words that state it are none of them. */
export const figuresOf = (claim: Claim): Figure[] => [...claim.left, ...rightFiguresOf(claim)]

/** The rows of `check_figures` for a claim. */
export const rowsOf = ({ code, left, right, denominator, factor, said = [] }: Claim): CheckFigure[] => {
  const below = new Set(denominator?.map(({ id }) => id))
  const row = (side: CheckFigure['side'], part: CheckFigure['part']) => (figure: Figure) => ({
    check: code,
    side,
    observation: figure.id,
    part,
  })
  const above = new Set(right.map(({ id }) => id))
  return [
    ...said.map(row('left', 'claim')),
    ...left.map(row('left', 'term')),
    ...right.map((figure) =>
      row('right', denominator ? (below.has(figure.id) ? 'both' : 'numerator') : 'term')(figure),
    ),
    ...(denominator ?? []).filter(({ id }) => !above.has(id)).map(row('right', 'denominator')),
    ...(factor ? [row('right', 'factor')(factor)] : []),
  ]
}

/** The figures, or nothing when one of them is not printed. */
export const everyOf = (figures: readonly (Figure | undefined)[]): Figure[] | undefined => {
  const printed = figures.filter((figure) => figure !== undefined)
  return printed.length === figures.length ? printed : undefined
}
