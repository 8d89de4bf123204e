import { amounts, type Amount } from './place.ts'

/** A figure and the string that it was read from. Pure: a page in a browser may use it. */

/** A row of observations, as far as its printed string decides. */
export interface Figure {
  indicator: string
  value: number | null
  unit: string | null
  precision: number | null
  printed: string
  /** The columns that are our reading, separated by blanks. */
  inferred: string | null
}

/** The numbers that a figure's string states. Where the unit stands elsewhere on the page, so do the millions. */
const statedBy = ({ printed, unit, inferred }: Figure): Amount[] =>
  amounts(printed, unit === 'EUR' && inferred?.split(' ').includes('unit') ? 6 : 0)

const unitStated = (printed: string): string | undefined => {
  if (printed.includes('%')) return 'percent'
  return /€|euro/i.test(printed) ? 'EUR' : undefined
}

/** Compares value, precision and unit of a figure with its printed string: `column: expected ..., got "..."` for each that differs. */
export const checkPrinted = (figure: Figure): string[] => {
  const { indicator, value, unit, precision, printed } = figure
  const problem = (column: 'value' | 'unit' | 'precision', expected: string) =>
    `${column}: expected ${expected}, got "${figure[column] ?? ''}"`
  const asIn = `as in "${printed}"`
  const statement = indicator === 'statement'
  if (statement !== (value === null))
    return [problem('value', statement ? 'nothing, since this is a statement' : 'a number, since this is no statement')]
  if (value === null) return precision === null ? [] : [problem('precision', 'nothing, since there is no value')]
  const stated = statedBy(figure)
  const amount = stated.find((one) => one.value === value)
  const values = stated.map((one) => one.value).join(' or ') || 'a number that stands there'
  if (!amount) return [problem('value', `${values}, ${asIn}`)]
  const expectedUnit = unitStated(printed) ?? unit
  return [
    ...(precision === amount.precision ? [] : [problem('precision', `${amount.precision}, ${asIn}`)]),
    ...(unit === expectedUnit ? [] : [problem('unit', `${expectedUnit}, ${asIn}`)]),
  ]
}
