/** Other ways to write numbers, days and ranges, and ours for them. None changes a number. */

type Kind = 'integer' | 'number' | 'date'

const pad = (part: string) => part.padStart(2, '0')

/** A number with the thousands of Italy or of English, a decimal comma, or the sign of the euro. */
const plainNumber = (text: string): string => {
  const bare = text.replaceAll(/^(€|eur)\s*|\s*(€|eur|euro)$/gi, '').trim()
  if (/^-?\d{1,3}([\s'’]\d{3}){2,}([.,]\d+)?$/.test(bare)) return bare.replaceAll(/[\s'’]/g, '').replace(',', '.')
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.')
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return bare.replaceAll(',', '')
  return /^-?\d+,\d+$/.test(bare) ? bare.replace(',', '.') : bare
}

/** A whole number as a spreadsheet or a program may write it: `2022.0`. */
const wholeNumber = (text: string): string => plainNumber(text.replace(/\.0$/, ''))

/** A day as Italians write it, where it is clear which number is the month; or with other signs, or without zeros. */
const day = (text: string): string => {
  const [, year, month, date] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? []
  if (year && month && date) return `${year}-${pad(month)}-${pad(date)}`
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  if (first && second && last && (Number(first) > 12 || Number(first) === Number(second)))
    return `${last}-${pad(second)}-${pad(first)}`
  return text
}

const lastDay = (year: string, month: string) => new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()

/** The first or last day of a year or a month. */
const bound = (text: string, end: 'from' | 'to'): string => {
  if (/^\d{4}$/.test(text)) return end === 'from' ? `${text}-01-01` : `${text}-12-31`
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? []
  if (year && month) return `${year}-${pad(month)}-${end === 'from' ? '01' : lastDay(year, month)}`
  return day(text)
}

const spell: Readonly<Record<Kind, (text: string, end: 'from' | 'to') => string>> = {
  integer: wholeNumber,
  number: plainNumber,
  date: bound,
}

const token: Readonly<Record<Kind, string>> = {
  integer: '\\d+',
  number: '\\d[\\d.,]*',
  date: '\\d{1,4}(?:[-/.]\\d{1,2}){0,2}(?:[-/.]\\d{4})?',
}

/** A range with another sign or word between its bounds, or with its bounds the wrong way round. */
const ranges = (kind: Kind, text: string): string[] => {
  const write = (from: string, to: string) =>
    `${from === '' ? '' : spell[kind](from, 'from')}..${to === '' ? '' : spell[kind](to, 'to')}`
  const value = `(${token[kind]})`
  const between =
    kind === 'date' ? '\\.{2,}|…|\\s+-\\s+|–|—|/|\\s+(?:to|a|al|e|and)\\s+' : '\\.{2,}|…|-|–|—|:|/|to|a|al'
  const [, low, high] = new RegExp(`^\\[?${value}\\s*(?:${between})\\s*${value}\\]?$`, 'i').exec(text) ?? []
  if (low && high) return [write(low, high), write(high, low)]
  const [, least] = new RegExp(`^>=\\s*${value}$|^${value}\\s*[-–]$`).exec(text)?.filter(Boolean) ?? []
  if (least) return [write(least, '')]
  const [, most] = new RegExp(`^<=\\s*${value}$`).exec(text) ?? []
  return most ? [write('', most)] : []
}

/** Spellings of ours that a text may stand for, the likeliest first; the one who asks takes the first that is valid. */
export const mend = (kind: Kind, given: string): string[] => {
  const text = given.trim()
  const whole =
    kind === 'date' && /^\d{4}(-\d{1,2})?$/.test(text) ? [`${bound(text, 'from')}..${bound(text, 'to')}`] : []
  const separated = text.split(/[;|\s]+/).filter((part) => part !== '')
  const list = separated.length > 1 ? [separated.map((part) => spell[kind](part, 'from')).join(',')] : []
  return [...whole, spell[kind](text, 'from'), ...ranges(kind, text), ...list].filter((spelling) => spelling !== given)
}
