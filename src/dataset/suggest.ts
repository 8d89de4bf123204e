import { distance } from 'fastest-levenshtein'
import { wordsOf } from './words.ts'

/** What people write to choose a format; the extension of the address chooses it. */
export const formatParameter = 'format'

/** A value that may be written, with its titles and what else people call it. */
export interface Known {
  value: string
  title?: string | undefined
  title_en?: string | undefined
  also?: readonly string[] | undefined
}

/** What may be written in the place of what was given. */
export type Suggestion = Omit<Known, 'also'>

/** More candidates than these are no help, so there is no suggestion then. */
const candidatesMax = 5
const misspeltMax = 3

/** Words that say nothing of what is meant. */
const stopWords = new Set(
  'a al alla con da dei del della delle di e ed i gli il in la le lo non none not per su the and by for in of on to'.split(
    ' ',
  ),
)

/** A text as words apart by one blank, letters apart from digits: `Asse2` reads as `asse 2`. Signs alone stay as they are. */
const phraseOf = (text: string): string => {
  // The sign of a number is part of it.
  if (/^\s*-\d/.test(text)) return text.trim()
  const words = wordsOf(text).flatMap((word) => word.match(/\d+|\D+/g) ?? [])
  return words.length > 0 ? words.join(' ') : text.trim().toLowerCase()
}

/** A word without the ending that makes it singular or plural. */
const stemOf = (word: string): string => (word.length > 3 ? word.replace(/(?:e?s|[aeio])$/, '') : word)

const stemsOf = (phrase: string): string[] =>
  phrase
    .split(' ')
    .filter((word) => !stopWords.has(word))
    .map(stemOf)

/** The numbers of a phrase, Roman ones included: a suggestion never changes them. */
const numbersOf = (phrase: string): string => (phrase.match(/\d+|(?<![a-z])[ivxlc]+(?![a-z])/g) ?? []).join(' ')

interface Entry {
  term: Known
  value: string
  also: readonly string[]
  titles: readonly string[]
  /** All of them, by the numbers in them. */
  spellings: ReadonlyMap<string, readonly string[]>
}

const entryOf = (term: Known): Entry => {
  const value = phraseOf(term.value)
  const also = (term.also ?? []).map(phraseOf)
  const titles = [term.title, term.title_en].flatMap((title) => (title === undefined ? [] : [phraseOf(title)]))
  return { term, value, also, titles, spellings: Map.groupBy([value, ...also, ...titles], numbersOf) }
}

// A list is asked about for each of many faults, and reading its words takes longer than comparing them.
const entries = new WeakMap<readonly Known[], readonly Entry[]>()

const entriesOf = (known: readonly Known[]): readonly Entry[] => {
  const made = entries.get(known) ?? known.map(entryOf)
  entries.set(known, made)
  return made
}

const among = (all: readonly Entry[], test: (entry: Entry) => boolean) => all.filter(test).map(({ term }) => term)

/** What passes by its code, else by what people call it, else by its title. */
const best = (all: readonly Entry[], test: (phrase: string) => boolean): Known[] => {
  const ways = [
    among(all, ({ value }) => test(value)),
    among(all, ({ also }) => also.some(test)),
    among(all, ({ titles }) => titles.some(test)),
  ]
  return ways.find((found) => found.length > 0) ?? []
}

/** What is called exactly so, whatever the case, accents and signs. */
const named = (given: string, all: readonly Entry[]): Known[] => {
  const asked = phraseOf(given)
  return best(all, (phrase) => phrase === asked)
}

/** What is called so in the singular or the plural. */
const inflected = (given: string, all: readonly Entry[]): Known[] => {
  const stems = stemsOf(phraseOf(given)).join(' ')
  if (stems === '') return []
  return best(all, (phrase) => stemsOf(phrase).join(' ') === stems)
}

/** Values that were separated by something else than commas, when each of them is clear. */
const listed = (given: string, all: readonly Entry[]): Known[] => {
  const parts = given.split(/[;|\s]+/).filter((part) => part !== '')
  const found = parts.map((part) => named(part, all))
  return parts.length > 1 && found.every(({ length }) => length === 1)
    ? [{ value: [...new Set(found.map(([term]) => term!.value))].join(',') }]
    : []
}

/** What has all the words in its code, in one of its titles or in something that people call it. */
const worded = (given: string, all: readonly Entry[]): Known[] => {
  const stems = stemsOf(phraseOf(given))
  if (!stems.some((stem) => /\p{L}{3}/u.test(stem))) return []
  const has = (phrase: string) => {
    const words = new Set(stemsOf(phrase))
    return stems.every((stem) => words.has(stem))
  }
  return among(all, ({ value, also, titles }) => [value, ...also, ...titles].some(has))
}

const typosMax = (word: string) => (word.length > 7 ? 2 : word.length > 3 ? 1 : 0)

const letters = (word: string) => [...word].toSorted().join('')

/** Typos between two words: letters that are wrong, missing or too many; two that changed places are one. */
const typos = (given: string, right: string): number => {
  const count = distance(given, right)
  return count === 2 && letters(given) === letters(right) ? 1 : count
}

/** Typos between two phrases, word by word; infinite where a word has too many. */
const phraseTypos = (given: string, right: string): number => {
  const [words, others] = [given.split(' '), right.split(' ')]
  if (words.length !== others.length)
    return typosMax(given) > 0 && distance(given, right) === 1 ? 1 : Number.POSITIVE_INFINITY
  return words.reduce((sum, word, at) => {
    const count = typos(word, others[at]!)
    return sum + (count > typosMax(word) ? Number.POSITIVE_INFINITY : count)
  }, 0)
}

/** What is spelt nearly so: the nearest, where few are as near. */
const misspelt = (given: string, all: readonly Entry[]): Known[] => {
  const phrase = phraseOf(given)
  const numbers = numbersOf(phrase)
  const ranked = all.map(({ term, spellings }) => ({
    term,
    count: Math.min(...(spellings.get(numbers) ?? []).map((spelling) => phraseTypos(phrase, spelling))),
  }))
  const least = Math.min(...ranked.map(({ count }) => count))
  const found = Number.isFinite(least) ? ranked.filter(({ count }) => count === least).map(({ term }) => term) : []
  return found.length > misspeltMax ? [] : found
}

/** `perPage` as people say it. */
const camel = (given: string, all: readonly Entry[]): Known[] =>
  named(given.replaceAll(/([a-z])([A-Z])/g, '$1 $2'), all)

const firstOf = (ways: readonly (typeof named)[], given: string, known: readonly Known[]): Suggestion[] => {
  const all = entriesOf(known)
  for (const way of ways) {
    const found = way(given, all)
    if (found.length > 0) return found.length > candidatesMax ? [] : found.map(({ also: _, ...term }) => term)
  }
  return []
}

/**
 * What was meant by a text that is in no list: what is called so, a list with other separators, what has its words, what is spelt nearly so.
 * Several where the text means several; nothing where there are more than a few, since a suggestion that is wrong is worse than none. No
 * number becomes another one.
 */
export const suggest = (given: string, known: readonly Known[]): Suggestion[] =>
  firstOf([named, camel, inflected, listed, worded, misspelt], given, known)

/** What was meant by the name of a parameter or a column. A word of a title means too little: `asse` is not the axes of a group. */
export const suggestName = (given: string, known: readonly Known[]): Suggestion[] =>
  firstOf([named, camel, inflected, listed, misspelt], given, known)

/** What was meant by a code that is in no list: another spelling of one. A part of a code means nothing by itself. */
export const suggestSpelling = (given: string, known: readonly Known[]): Suggestion[] =>
  firstOf([named, misspelt], given, known)

/** The one value that is called exactly so; undefined where there is none, or several. */
export const calledSo = (given: string, known: readonly Known[]): string | undefined => {
  const found = named(given, entriesOf(known))
  return found.length === 1 ? found[0]!.value : undefined
}
