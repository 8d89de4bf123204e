import { distance } from 'fastest-levenshtein'
import { stem, wordsOf } from '../dataset/words.ts'

/** Where the file of the index stands among those of a release, and the version of what makes and reads it. */
export const searchPath = 'search.txt'
export const searchVersion = '1'

/** One thing that can be found: a row, with what a result tells of it. */
export interface SearchEntry {
  dataset: string
  code: string
  title: string
  title_en: string
  /** How it begins to explain itself; null where there is only a title. */
  snippet: string | null
  snippet_en: string | null
  /** Of a fact: what it says. */
  figure?: { value: number | null; unit: string | null; date: string | null; printed: string | null }
}

/** The index as an isolate holds it: lines of the file, of which a question reads only those that it needs. */
export interface SearchIndex {
  /** By term: pairs of the steps from entry to entry and of what the term counts there. */
  terms: ReadonlyMap<string, string>
  /** Entries as JSON. */
  entries: readonly string[]
}

/** Writes the index as lines: how many terms there are, the terms in their order, the entries. */
export const showIndex = ({ terms, entries }: SearchIndex): string =>
  [String(terms.size), ...[...terms].map(([term, places]) => `${term} ${places}`), ...entries].join('\n')

export const readIndex = (text: string): SearchIndex => {
  const [count, ...lines] = text.split('\n')
  const terms = lines.slice(0, Number(count)).map((line): [string, string] => {
    const at = line.indexOf(' ')
    return [line.slice(0, at), line.slice(at + 1)]
  })
  return { terms: new Map(terms), entries: lines.slice(Number(count)) }
}

/** Letters from which on a word may be the beginning of another one, or have a typo. */
const guessedLengthMin = 4
/** What a guessed term counts beside one that was written so. */
const guessWeight = 0.5

const swaps = (word: string): string[] =>
  Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2))

/** Two known words that somebody wrote as one. */
const parts = (word: string, terms: SearchIndex['terms']): string[] | undefined => {
  for (let at = guessedLengthMin; at <= word.length - guessedLengthMin; at += 1) {
    const halves = [stem(word.slice(0, at)), stem(word.slice(at))]
    if (halves.every((half) => terms.has(half))) return halves
  }
  return undefined
}

/** The terms that a word stands for, each with what it counts: the word itself where it is known, else those that it begins or misspells by one letter. */
const termsFor = (word: string, terms: SearchIndex['terms']): ReadonlyMap<string, number>[] => {
  const term = stem(word)
  if (terms.has(term) || /\d/.test(term) || term.length < guessedLengthMin) return [new Map([[term, 1]])]
  const halves = parts(word, terms)
  if (halves) return halves.map((half) => new Map([[half, 1]]))
  const near = [...terms.keys()].filter(
    (other) => other.startsWith(term) || (Math.abs(other.length - term.length) <= 1 && distance(other, term) === 1),
  )
  const swapped = swaps(word)
    .map(stem)
    .filter((other) => terms.has(other))
  return [new Map([...near, ...swapped].map((other) => [other, guessWeight]))]
}

/** What each entry counts for one word: by the best of its terms. */
const countsOf = (word: ReadonlyMap<string, number>, { terms }: SearchIndex): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const [term, weight] of word) {
    const places = terms.get(term)?.split(' ').map(Number) ?? []
    let entry = 0
    for (let at = 0; at < places.length; at += 2) {
      entry += places[at]!
      counts.set(entry, Math.max(counts.get(entry) ?? 0, places[at + 1]! * weight))
    }
  }
  return counts
}

/** How much more an entry counts whose whole name was asked for, and how many of the best may so come first. */
const namedWeight = 3
const namedMost = 60

const isNamed = ({ title, title_en, code }: SearchEntry, asked: ReadonlySet<string>): boolean =>
  [title, title_en, code].some((name) => {
    const stems = new Set(wordsOf(name).map(stem))
    return stems.size === asked.size && [...stems].every((each) => asked.has(each))
  })

/** What each entry counts for all words; one that fewer than half of the words speak of does not count. */
const scoresOf = (asked: readonly ReadonlyMap<string, number>[], index: SearchIndex): Map<number, number> => {
  const sums = new Map<number, { sum: number; words: number }>()
  for (const word of asked)
    for (const [entry, count] of countsOf(word, index)) {
      const { sum, words } = sums.get(entry) ?? { sum: 0, words: 0 }
      sums.set(entry, { sum: sum + count, words: words + 1 })
    }
  return new Map(
    [...sums]
      .filter(([, { words }]) => words * 2 >= asked.length)
      .map(([entry, { sum, words }]) => [entry, sum * (words / asked.length) ** 4]),
  )
}

/** The entries that words mean, best first: what more of the words speak of, more often and in a shorter text, comes first. */
export const findEntries = (
  index: SearchIndex,
  words: readonly string[],
): { total: number; entries: SearchEntry[] } => {
  const asked = words.flatMap((word) => termsFor(word, index.terms))
  const stems = new Set(words.map(stem))
  const scores = [...scoresOf(asked, index)].toSorted(([a, x], [b, y]) => y - x || a - b)
  const best = scores.slice(0, namedMost).map(([at, score]) => {
    const entry = JSON.parse(index.entries[at]!) as SearchEntry
    return { entry, score: isNamed(entry, stems) ? score * namedWeight : score }
  })
  return {
    total: scores.length,
    entries: best.toSorted((a, b) => b.score - a.score).map(({ entry }) => entry),
  }
}
