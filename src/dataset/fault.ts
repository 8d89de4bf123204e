import { closest, distance } from 'fastest-levenshtein'

export type FaultCode =
  | 'unknown_parameter'
  | 'repeated_parameter'
  | 'empty_value'
  | 'unknown_value'
  | 'bad_range'
  | 'too_long'
  | 'too_many'

/** What is wrong with one parameter: an entry of a problem's `errors`. */
export interface Fault {
  code: FaultCode
  parameter: string
  value: string
  allowed: readonly string[]
  detail: string
}

/** Characters of what was given that an error repeats. */
const echoMax = 80

const echo = (value: string) => (value.length > echoMax ? `${value.slice(0, echoMax)}…` : value)

export const fault = (
  code: FaultCode,
  parameter: string,
  value: string,
  allowed: readonly string[],
  why: string,
): Fault => ({ code, parameter: echo(parameter), value: echo(value), allowed, detail: `${echo(parameter)}: ${why}` })

/** The fault of a list that is too long; `noun` says what it lists, in the plural. */
export const tooMany = (parameter: string, text: string, count: number, most: number, noun: string): Fault =>
  fault('too_many', parameter, text, [`at most ${most} ${noun}`], `${count} ${noun}; at most ${most} are allowed.`)

/** A value that a parameter may take, with its label and other spellings. */
export interface Known {
  value: string
  title?: string | undefined
  also?: readonly string[] | undefined
}

const shownMax = 12
/** Values that `allowed` lists, and faults that a problem lists: a short URL must not buy a long answer. */
const allowedMax = 120
export const faultsMax = 20

const show = ({ value, title }: Known) => (title === undefined ? value : `${value} (${title})`)

/** The known value closest to what was given, by code, label or other spelling. */
export const nearest = (given: string, known: readonly Known[]): Known | undefined => {
  const spellings = new Map(
    known.flatMap((term) =>
      [term.value, term.title, ...(term.also ?? [])].flatMap((spelling) =>
        spelling === undefined ? [] : [[spelling.toLowerCase(), term] as const],
      ),
    ),
  )
  if (spellings.size === 0) return undefined
  const asked = echo(given).toLowerCase()
  const near = closest(asked, [...spellings.keys()])
  // Further than half of its letters, a suggestion is a guess.
  return distance(asked, near) <= Math.max(2, asked.length / 2) ? spellings.get(near) : undefined
}

/** The fault of a value that is in no list: what was given, the closest one that is, and the list. */
export const unknownValue = (
  parameter: string,
  value: string,
  known: readonly Known[],
  code: FaultCode = 'unknown_value',
) => {
  const suggestion = nearest(value, known)
  const shown = known.slice(0, shownMax).map(show)
  const rest = known.length > shownMax ? ` and ${known.length - shownMax} more` : ''
  return fault(
    code,
    parameter,
    value,
    known.length > allowedMax ? [`one of ${known.length} values`] : known.map((term) => term.value),
    `${code === 'unknown_parameter' ? 'there is no such parameter here' : `"${echo(value)}" is not in the list`}${suggestion ? `; did you mean ${show(suggestion)}?` : '.'} Allowed: ${shown.join(', ')}${rest}.`,
  )
}
