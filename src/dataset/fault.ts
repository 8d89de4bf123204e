import { suggest, suggestName, type Known, type Suggestion } from './suggest.ts'

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
  /** What may be written in its place: a parameter for an unknown parameter, else a value; absent where nothing is clear. */
  suggestions?: readonly Suggestion[]
}

/** Characters of what was given that an error repeats. */
const echoMax = 80

export const echo = (value: string) => (value.length > echoMax ? `${value.slice(0, echoMax)}…` : value)

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const show = ({ value, title }: Suggestion) => (title === undefined ? value : `${value} (${title})`)

const question = (suggestions: readonly Suggestion[]) => `did you mean ${alternatives.format(suggestions.map(show))}?`

/** A fault, with what is wrong as a sentence. */
export const fault = (
  code: FaultCode,
  parameter: string,
  value: string,
  allowed: readonly string[],
  why: string,
): Fault => ({ code, parameter: echo(parameter), value: echo(value), allowed, detail: `${echo(parameter)}: ${why}` })

/** A fault of `value` that asks for what was meant, at its end. */
export const suggesting = (wrong: Fault, value: string, suggestions: readonly Suggestion[]): Fault =>
  suggestions.length === 0
    ? wrong
    : {
        ...wrong,
        value: echo(value),
        detail: `${wrong.detail.replace(/\.$/, '')}; ${question(suggestions)}`,
        suggestions,
      }

/** The fault of a list that is too long; `noun` says what it lists, in the plural. */
export const tooMany = (parameter: string, text: string, count: number, most: number, noun: string): Fault =>
  fault('too_many', parameter, text, [`at most ${most} ${noun}`], `${count} ${noun}; at most ${most} are allowed.`)

const shownMax = 12
/** Values that `allowed` lists, and faults that a problem lists: a short URL must not buy a long answer. */
const allowedMax = 120
export const faultsMax = 20
/** Faults of which a problem says what was meant: that costs more than to say what is wrong. */
export const suggestedMax = 5

/** The sentence that lists what is allowed. */
const allowedShown = (known: readonly Known[]) => {
  const rest = known.length > shownMax ? ` and ${known.length - shownMax} more` : ''
  return `Allowed: ${known.slice(0, shownMax).map(show).join(', ')}${rest}.`
}

const allowedValues = (known: readonly Known[]) =>
  known.length > allowedMax ? [`one of ${known.length} values`] : known.map(({ value }) => value)

/** The fault of a value that is in no list: what was given, what was meant where that is clear, and the list. */
export const unknownValue = (
  parameter: string,
  value: string,
  known: readonly Known[],
  suggestions: readonly Suggestion[] = suggest(echo(value), known),
): Fault => ({
  ...fault('unknown_value', parameter, value, allowedValues(known), ''),
  ...(suggestions.length > 0 && { suggestions }),
  detail: `${echo(parameter)}: "${echo(value)}" is not in the list${suggestions.length > 0 ? `; ${question(suggestions)}` : '.'} ${allowedShown(known)}`,
})

/** Codes that speak for themselves: names of parameters and columns. */
export const bare = (terms: readonly Suggestion[]): Suggestion[] => terms.map(({ value }) => ({ value }))

/** The fault of a parameter that there is not; `advice` is a sentence on what to do instead. */
export const unknownParameter = (
  name: string,
  value: string,
  known: readonly Known[],
  {
    suggestions = suggestName(echo(name), known),
    advice,
  }: { suggestions?: readonly Suggestion[]; advice?: string } = {},
): Fault => {
  const names = bare(known)
  const meant = bare(suggestions)
  const why = `there is no such parameter here${meant.length > 0 ? `; ${question(meant)}` : '.'}`
  return {
    ...fault('unknown_parameter', name, value, allowedValues(known), ''),
    ...(meant.length > 0 && { suggestions: meant }),
    detail: [`${echo(name)}: ${why}`, ...(advice === undefined ? [] : [advice]), allowedShown(names)].join(' '),
  }
}
