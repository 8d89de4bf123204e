/** A text as a reader compares it: without letter case and accents. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .normalize('NFC')

/** The words of a text, folded, in their order: runs of letters and digits. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Words that say nothing of what is looked for, in Italian and English, folded. Not "its" and "it": here they are a kind of course and computing. */
const stopWords: ReadonlySet<string> = new Set(
  `il lo la i gli le l un uno una di del dello della dei degli delle dell d da dal dalla dai dalle dall a al alla ai agli alle all
  in nel nella nei nelle nell con su sul sulla sui sulle per tra fra e ed o che chi cui non si se ci c come dove quando quanto quanta
  quanti quante quale quali cosa cos perche sono stato stata stati state ha hanno ho ne piu anche questo questa quello quella
  the an of on at to for from by with and or is are was were be been how much many what which who where when why do does did
  has have had this that these those there`
    .trim()
    .split(/\s+/),
)

/** What is looked for: the words that say something, folded, each once, and the others. `I`, written large, is the numeral of an axis and no article. */
export const searchWords = (text: string): { words: string[]; ignored: string[] } => {
  const all = new Set(wordsOf(text.normalize('NFC').replaceAll(/(?<![\p{L}\p{N}])I(?![\p{L}\p{N}])/gu, '1')))
  return {
    words: [...all].filter((word) => !stopWords.has(word)),
    ignored: [...all].filter((word) => stopWords.has(word)),
  }
}

const irregular: Readonly<Record<string, string>> = {
  women: 'woman',
  men: 'man',
  children: 'child',
  people: 'person',
  uomini: 'uomo',
  axes: 'axis',
}

/** Letters of the longest word that stands for itself alone. */
const wholeLengthMax = 3

/** Whether a word stands for itself alone, and not for longer ones that begin so: a short one, or a number. */
export const isWhole = (word: string): boolean => word.length <= wholeLengthMax || /\d/.test(word)

/** Letters that a stem keeps at least. */
const stemLengthMin = 3

/** What singular and plural of a folded word have in common, in Italian and in English: `donna`, `donne`; `impegno`, `impegni`; `targets`. */
export const stem = (word: string): string => {
  const singular = irregular[word] ?? word
  if (singular.length <= stemLengthMin || /\d/.test(singular)) return singular
  const regular = singular.replace(/([^s])s$/, '$1')
  const bare = regular.replace(/[aeioy]+$/, '')
  const cut = bare.length < stemLengthMin ? regular.slice(0, stemLengthMin) : bare
  return cut.replace(/([cg])h$/, '$1')
}
