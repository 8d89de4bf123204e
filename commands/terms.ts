import { stem, wordsOf } from '../src/dataset/words.ts'

/** The words by which something is found: those of its titles, what else it is called, and what is written about it. */
export interface SearchText {
  title: string
  also: string
  text: string
}

// Okapi BM25 over fields: how soon a word that is repeated counts no more, and how much a long text is held against it.
const saturation = 1.2
const lengthShare = 0.7
const fieldWeights: SearchText | Record<keyof SearchText, number> = { title: 3, also: 2, text: 1 }
const fields = ['title', 'also', 'text'] as const

/** What a term counts in an entry is told as a whole number of so many to one. */
const scale = 20

const stemsOf = (text: string) => wordsOf(text).map(stem)

const tally = (stems: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const each of stems) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

/**
 * What each term counts in each entry, by BM25: as pairs of the steps from entry to entry and a whole number. It is reckoned when
 * publishing, so that a question only adds.
 */
export const countTerms = (found: readonly { text: SearchText; weight: number }[]): Map<string, string> => {
  const stems = found.map(({ text }) => fields.map((field) => stemsOf(text[field])))
  const average = fields.map((_, at) => stems.reduce((sum, each) => sum + each[at]!.length, 0) / stems.length)
  const holding = tally(stems.flatMap((each) => [...new Set(each.flat())]))
  const rarity = (term: string) => Math.log(1 + (found.length - holding.get(term)! + 0.5) / (holding.get(term)! + 0.5))
  const places = new Map<string, { entry: number; count: number }[]>()
  for (const [entry, each] of stems.entries()) {
    const sums = new Map<string, number>()
    for (const [at, field] of fields.entries()) {
      const pull = saturation * (1 - lengthShare + (lengthShare * each[at]!.length) / (average[at]! || 1))
      for (const [term, times] of tally(each[at]!))
        sums.set(
          term,
          (sums.get(term) ?? 0) + (Number(fieldWeights[field]) * times * (saturation + 1)) / (times + pull),
        )
    }
    for (const [term, sum] of sums) {
      const count = Math.max(1, Math.round(scale * sum * rarity(term) * found[entry]!.weight))
      places.set(term, [...(places.get(term) ?? []), { entry, count }])
    }
  }
  return new Map(
    [...places]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([term, list]) => [
        term,
        list.map(({ entry, count }, at) => `${entry - (at === 0 ? 0 : list[at - 1]!.entry)} ${count}`).join(' '),
      ]),
  )
}
