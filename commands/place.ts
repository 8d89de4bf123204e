/** Where a printed string stands in a text edition, and what number it states. Pure: a page in a browser may use it. */

/** A text edition as one line of text: white space folded, broken words joined, mark-up gone. */
export interface Edition {
  text: string
  /** Line of the text edition on which each character of `text` stands. */
  lines: readonly number[]
}

/** Part of an edition's text, from `start` up to `end`. */
export interface Span {
  start: number
  end: number
}

/** A string as printed: it begins on `line` for the `occurrence`-th time. */
export interface Place {
  line: number
  occurrence: number
  printed: string
}

/** A number as printed, and the step of its last printed digit. */
export interface Amount {
  value: number
  precision: number
}

// A low line inside a word or an address is no emphasis.
const markup = /<\/?[a-z]+>|[*#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu

const fold = (text: string) => text.replace(/\s+/g, ' ')

/** Reads a text edition from a line on. A hyphen at a line's end breaks a word only between two letters. */
export const normalise = (source: string, from = 1): Edition => {
  let text = ''
  const lines: number[] = []
  for (const [index, raw] of source.split('\n').entries()) {
    const line = fold(raw.replace(markup, '')).trim()
    if (index + 1 < from || line === '') continue
    if (/\p{L}-$/u.test(text.slice(-3)) && /^\p{L}/u.test(line)) {
      text = text.slice(0, -1)
      lines.pop()
    } else if (text !== '' && !text.endsWith('-')) {
      text += ' '
      // The blank goes to the line before: what is sought never begins with one.
      lines.push(lines.at(-1) ?? index + 1)
    }
    text += line
    lines.push(...Array.from({ length: line.length }, () => index + 1))
  }
  return { text, lines }
}

const wordBefore = /[\p{L}\p{N}]$/u
const wordAfter = /^[\p{L}\p{N}]/u

/** Whether a string is whole at its place: no word or number goes on over its ends. */
const whole = (before: string, sought: string, after: string) =>
  !(wordAfter.test(sought) && wordBefore.test(before)) &&
  !(wordBefore.test(sought) && wordAfter.test(after)) &&
  !(/^\d/.test(sought) && /\d[.,]$/.test(before)) &&
  !(/\d$/.test(sought) && /^[.,]\d/.test(after))

/** Offsets at which a printed string stands as whole words and numbers. */
export const matches = ({ text }: Edition, printed: string): number[] => {
  const sought = fold(printed)
  const found: number[] = []
  if (sought === '') return found
  let at = text.indexOf(sought)
  while (at >= 0) {
    const end = at + sought.length
    const stands = whole(text.slice(Math.max(0, at - 2), at), sought, text.slice(end, end + 2))
    if (stands) found.push(at)
    at = text.indexOf(sought, stands ? end : at + 1)
  }
  return found
}

/** Where a string stands that begins on a line for the n-th time; undefined when it does not. */
export const locate = (edition: Edition, { line, occurrence, printed }: Place): Span | undefined => {
  const start = matches(edition, printed).filter((at) => edition.lines[at] === line)[occurrence - 1]
  return start === undefined ? undefined : { start, end: start + fold(printed).length }
}

/** Every number of an edition: digits with their points and commas, and the percent sign that follows. */
export const numbers = ({ text }: Edition): Span[] =>
  [...text.matchAll(/\d+(?:[.,]\d+)*(?: ?%)?/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }))

const numberAndScale = /(\d+(?:[.,]\d+)*)(?: ?(mln|mn|m|milioni|mila)(?!\p{L}))?/giu
const italian = /^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/
// A word has no last digit: a half is as coarse as halves are.
const words: Readonly<Record<string, Amount>> = {
  un: { value: 1, precision: 1 },
  due: { value: 2, precision: 1 },
  tre: { value: 3, precision: 1 },
  quattro: { value: 4, precision: 1 },
  doppio: { value: 2, precision: 1 },
  'più della metà': { value: 50, precision: 50 },
}

const scaleOf = (word: string | undefined) => (word === undefined ? undefined : word.toLowerCase() === 'mila' ? 3 : 6)

// Powers of ten are written, not multiplied: 9.58e6 is exact where 9.58 * 1e6 may not be.
const amount = (digits: string, scale: number): Amount => {
  const [integer = '', decimals = ''] = digits.replaceAll('.', '').split(',')
  const exponent = scale - decimals.length
  return { value: Number(`${integer}${decimals}e${exponent}`), precision: Number(`1e${exponent}`) }
}

/**
 * The numbers that a printed string states, in Italian figures or words.
 * `scale` is the power of ten of a number without a word such as `Mln`: 6 where the millions are told elsewhere.
 */
export const amounts = (printed: string, scale = 0): Amount[] => {
  const word = words[printed.toLowerCase()]
  if (word !== undefined) return [word]
  return [...printed.matchAll(numberAndScale)].flatMap(([, digits = '', unit]) =>
    italian.test(digits) ? [amount(digits, scaleOf(unit) ?? scale)] : [],
  )
}
