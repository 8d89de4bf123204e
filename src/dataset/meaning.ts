import type { Column } from './column.ts'
import type { Dataset, Row } from './define.ts'
import { isWhole, searchWords, stem } from './words.ts'

/** What a code is called: its titles, their words with those of the code itself, and the names that people use, each as the stems of its words. */
export interface CodeName {
  code: string
  title: string
  title_en: string
  /** The words, each behind a blank, and their stems. */
  words: string
  stems: ReadonlySet<string>
  aliases: readonly (readonly string[])[]
}

/** The codes that one word of a search means, by column. */
export interface Sense {
  word: string
  codes: Readonly<Record<string, readonly string[]>>
}

/** What only a release knows: its codes with their titles, and what people call them. */
interface Words {
  codes: Readonly<Record<string, readonly Row[]>>
  aliases: readonly Row[]
}

type Title = Readonly<Record<'title' | 'title_en', unknown>>

const wordsIn = (text: unknown) => searchWords(String(text)).words

/** The codes of a column with their titles: of the dataset that it names, and of its closed list. */
const titlesOf = (dataset: Dataset, name: string, { codes }: Words): Map<string, Title> => {
  const { ref, terms } = dataset.columns[name] as Column
  const rows = codes[ref ?? (name === 'code' ? dataset.name : '')] ?? []
  return new Map([
    ...rows.map(({ code, title, title_en }): [string, Title] => [String(code), { title, title_en }]),
    ...Object.entries<Title>(terms ?? {}),
  ])
}

/** Whether the values of a column are a closed list by which figures are told apart. */
const closed = ({ kind, role, terms }: Column) => kind === 'code' && role === 'dimension' && terms !== undefined

/**
 * What the codes of a column are called. A word that is a value of a closed list of the same dataset is that value, and no other name of a
 * code of a dataset: women are a sex, however the participants are called.
 */
export const namesIn = (dataset: Dataset, name: string, words: Words): CodeName[] => {
  const column = dataset.columns[name] as Column
  const subjects = new Set<unknown>([name, column.ref ?? (name === 'code' ? dataset.name : name)])
  const lists = closed(column) ? [] : Object.keys(dataset.columns).filter((other) => closed(dataset.columns[other]!))
  const taken = new Set(
    words.aliases.filter(({ subject }) => lists.includes(String(subject))).map(({ alias }) => alias),
  )
  const used = words.aliases.filter(({ subject, alias }) => subjects.has(subject) && !taken.has(alias!))
  const aliases = Object.groupBy(used, ({ code }) => String(code))
  return [...titlesOf(dataset, name, words)].map(([code, { title, title_en }]) => {
    const own = [title, title_en, code].flatMap(wordsIn)
    return {
      code,
      title: String(title),
      title_en: String(title_en),
      words: ` ${own.join(' ')}`,
      stems: new Set(own.map(stem)),
      aliases: (aliases[code] ?? []).map(({ alias }) => wordsIn(alias).map(stem)),
    }
  })
}

const meant = (word: string, asked: ReadonlySet<string>, { words, stems, aliases }: CodeName): boolean =>
  stems.has(stem(word)) ||
  (!isWhole(word) && words.includes(` ${word}`)) ||
  aliases.some((alias) => alias.includes(stem(word)) && alias.every((part) => asked.has(part)))

// Names are the same for all questions about a release.
const kept = new WeakMap<object, Map<string, { column: string; names: CodeName[] }[]>>()

const namesOf = (dataset: Dataset, words: Words) => {
  const known = kept.get(words.aliases) ?? new Map<string, { column: string; names: CodeName[] }[]>()
  kept.set(words.aliases, known)
  const all =
    known.get(dataset.name) ??
    dataset.header
      // A list tells what else a row has to do with, such as notes on it.
      .filter((column) => dataset.columns[column]!.kind === 'code')
      .map((column) => ({ column, names: namesIn(dataset, column, words) }))
      .filter(({ names }) => names.length > 0)
  known.set(dataset.name, all)
  return all
}

const yearPattern = /^\d{4}$/

const timesOf = ({ columns, header }: Dataset) =>
  header.filter((name) => columns[name]!.role === 'time' && columns[name]!.kind === 'integer')

/** The codes that each word of a search means in the columns of a dataset: by its titles in both languages, or a name that people use, all of whose words are there. */
export const sensesOf = (dataset: Dataset, words: readonly string[], vocabulary: Words): Sense[] => {
  const stems = new Set(words.map(stem))
  return words.map((word) => ({
    word,
    codes: Object.fromEntries(
      [
        ...(yearPattern.test(word) ? timesOf(dataset).map((column) => ({ column, codes: [word] })) : []),
        ...namesOf(dataset, vocabulary).map(({ column, names }) => ({
          column,
          codes: names.filter((name) => meant(word, stems, name)).map(({ code }) => code),
        })),
      ]
        .filter(({ codes }) => codes.length > 0)
        .map(({ column, codes }) => [column, codes]),
    ),
  }))
}
