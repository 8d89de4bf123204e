import { knownValues, type Vocabulary } from '../dataset/resolve.ts'
import { calledSo, suggest, type Suggestion } from '../dataset/suggest.ts'
import { fold } from '../dataset/words.ts'
import { facts } from '../datasets/facts.ts'

/** What a text that looks like a fact code says: what stands before the year, the year, and what follows. */
interface Parts {
  head: string
  year: string
  tail: string | undefined
}

/** The parts of a fact code, or of what is written like one; undefined where there is no year in it. */
export const readCode = (text: string): Parts | undefined => {
  const [, head, year, tail] = /^(.+?)[-_ ](20\d\d)(?:[-_ ](.+))?$/.exec(fold(text)) ?? []
  return head && year ? { head, year, tail } : undefined
}

/** Dimensions whose values people write in their own words; initiatives hold the sign that separates the parts. */
const worded = ['axis', 'priority', 'sex', 'target_group', 'scope', 'basis'] as const

const knownOf = (column: string, vocabulary: Vocabulary) => knownValues(facts, column, vocabulary) ?? []

/** A part in the words of people as the code writes it: `II` is 2, `donne` is female. */
const mendPart = (part: string, vocabulary: Vocabulary): string =>
  worded.map((column) => calledSo(part, knownOf(column, vocabulary))).find((value) => value !== undefined) ?? part

const mendTail = (tail: string, vocabulary: Vocabulary): string => {
  const whole = mendPart(tail, vocabulary)
  return whole === tail
    ? tail
        .split(/[- ]/)
        .map((part) => mendPart(part, vocabulary))
        .join('-')
    : whole
}

const candidatesMax = 5

/** Codes that are meant by one whose indicator or dimensions are written in words: at most a few, else none. The year stays. */
export const meantCodes = (text: string, codes: readonly string[], vocabulary: Vocabulary): string[] => {
  const parts = readCode(text)
  if (parts?.tail === undefined) return []
  const { head, year } = parts
  const tail = mendTail(parts.tail, vocabulary)
  const known = codes.some((code) => code.startsWith(`${head}-${year}`))
  const heads = known ? [head] : suggest(head, knownOf('indicator', vocabulary)).map(({ value }) => value)
  const written = heads.map((indicator) => `${indicator}-${year}-${tail}`)
  const exact = codes.filter((code) => written.includes(code))
  const longer = codes.filter((code) => written.some((start) => code.startsWith(`${start}-`)))
  const found = exact.length > 0 ? exact : longer
  return found.length > candidatesMax ? [] : found
}

/** The years in which there is the same fact. */
export const yearsOf = ({ head, tail }: Parts, codes: readonly string[]): string[] => {
  const end = tail === undefined ? '' : `-${tail}`
  return codes
    .filter((code) => code.startsWith(`${head}-`) && code.endsWith(end))
    .flatMap((code) => /^20\d\d$/.exec(code.slice(head.length + 1, code.length - end.length)) ?? [])
}

const titleIn = (code: string, vocabulary: Vocabulary, language: 'title' | 'title_en'): string => {
  const [indicator = '', ...rest] = code.split('-')
  const titleOf = (column: string, value: string) => {
    const known = knownOf(column, vocabulary).find((term) => term.value === value)
    return known?.[language] ?? known?.title
  }
  const parts = rest.map((part) => worded.map((column) => titleOf(column, part)).find(Boolean) ?? part)
  return [titleOf('indicator', indicator) ?? indicator, ...parts].join(', ')
}

/** A fact code with what it says in words, in both languages. */
export const titledCode = (code: string, vocabulary: Vocabulary): Suggestion => ({
  value: code,
  title: titleIn(code, vocabulary, 'title'),
  title_en: titleIn(code, vocabulary, 'title_en'),
})
