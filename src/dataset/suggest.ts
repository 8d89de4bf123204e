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

const stemsOf = (words: readonly string[]): string[] => words.filter((word) => !stopWords.has(word)).map(stemOf)

/** The numbers of a phrase, Roman ones included: a suggestion never changes them. */
const numbersOf = (phrase: string): string => (phrase.match(/\d+|(?<![a-z])[ivxlc]+(?![a-z])/g) ?? []).join(' ')

/** A way to say a value: its words, without their endings, and the numbers in them. */
interface Spelling {
  phrase: string
  words: readonly string[]
  stems: readonly string[]
  numbers: string
}

interface Entry {
  term: Known
  /** By its code, by what people call it, by its titles. */
  ways: readonly (readonly Spelling[])[]
  all: readonly Spelling[]
}

const spellingOf = (text: string): Spelling => {
  const phrase = phraseOf(text)
  const words = phrase.split(' ')
  return { phrase, words, stems: stemsOf(words), numbers: numbersOf(phrase) }
}

const entryOf = (term: Known): Entry => {
  const titles = [term.title, term.title_en].filter((title) => title !== undefined)
  const ways = [[spellingOf(term.value)], (term.also ?? []).map(spellingOf), titles.map(spellingOf)]
  return { term, ways, all: ways.flat() }
}

// A list is asked about for each of many faults, and reading its words takes longer than comparing them.
const entries = new WeakMap<readonly Known[], readonly Entry[]>()

const entriesOf = (known: readonly Known[]): readonly Entry[] => {
  const made = entries.get(known) ?? known.map(entryOf)
  entries.set(known, made)
  return made
}

/** What passes by its code, else by what people call it, else by its title. */
const best = (all: readonly Entry[], test: (spelling: Spelling) => boolean): Known[] =>
  [0, 1, 2]
    .map((way) => all.filter(({ ways }) => ways[way]!.some(test)).map(({ term }) => term))
    .find((found) => found.length > 0) ?? []

/** What is called exactly so, whatever the case, accents and signs. */
const named = (given: string, all: readonly Entry[]): Known[] => {
  const asked = phraseOf(given)
  return best(all, ({ phrase }) => phrase === asked)
}

const sameStems = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((stem, at) => stem === other[at])

/** What is called so in the singular or the plural. */
const inflected = (given: string, all: readonly Entry[]): Known[] => {
  const { stems } = spellingOf(given)
  return stems.length === 0 ? [] : best(all, (spelling) => sameStems(spelling.stems, stems))
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
  const { stems } = spellingOf(given)
  if (!stems.some((stem) => /\p{L}{3}/u.test(stem))) return []
  const has = (spelling: Spelling) => stems.every((stem) => spelling.stems.includes(stem))
  return all.filter((entry) => entry.all.some(has)).map(({ term }) => term)
}

const typosMax = (word: string) => (word.length > 7 ? 2 : word.length > 3 ? 1 : 0)

const letters = (word: string) => [...word].toSorted().join('')

/** Typos between two words: letters that are wrong, missing or too many; two that changed places are one. Infinite where there are too many. */
const typos = (given: string, right: string): number => {
  const most = typosMax(given)
  if (given === right) return 0
  if (Math.abs(given.length - right.length) > most) return Number.POSITIVE_INFINITY
  const count = distance(given, right)
  if (count <= most) return count
  return most > 0 && count === 2 && letters(given) === letters(right) ? 1 : Number.POSITIVE_INFINITY
}

/** Typos between two phrases, word by word, or of one blank; infinite where a number is another. */
const phraseTypos = (given: Spelling, right: Spelling): number => {
  if (given.numbers !== right.numbers) return Number.POSITIVE_INFINITY
  if (given.words.length === right.words.length)
    return given.words.reduce((sum, word, at) => (Number.isFinite(sum) ? sum + typos(word, right.words[at]!) : sum), 0)
  return typos(given.phrase, right.phrase) === 1 ? 1 : Number.POSITIVE_INFINITY
}

/** What is spelt nearly so: the nearest, where few are as near. */
const misspelt = (given: string, all: readonly Entry[]): Known[] => {
  const asked = spellingOf(given)
  const ranked = all.map((entry) => ({
    term: entry.term,
    count: Math.min(...entry.all.map((spelling) => phraseTypos(asked, spelling))),
  }))
  const least = Math.min(...ranked.map(({ count }) => count))
  const found = Number.isFinite(least) ? ranked.filter(({ count }) => count === least) : []
  return found.length > misspeltMax ? [] : found.map(({ term }) => term)
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
