import type { Dataset, Row } from '../src/dataset/define.ts'
import { namesIn, type CodeName } from '../src/dataset/meaning.ts'
import { datasetNamed, type RowOf } from '../src/datasets/index.ts'
import { searchPath, searchVersion, showIndex, type SearchEntry } from '../src/release/search.ts'
import type { MadeFile, SeedRows } from './store.ts'
import { countTerms, type SearchText } from './terms.ts'

/** What is found, and how much sooner than others: what a figure measures before the figures, those before the checks of them. */
const weights: Readonly<Record<string, number>> = {
  indicators: 1.3,
  initiatives: 1.3,
  axes: 1.2,
  actions: 1,
  facts: 0.8,
  notes: 0.8,
  checks: 0.4,
}

/** How far a figure of each year before the newest stands back, one that no document prints, and one of a part that nobody may have asked for. */
const yearWeight = 0.97
const blankWeight = 0.7
const aspectWeights: Readonly<Record<string, number>> = { initiative: 0.75 }
const aspectWeight = 0.95
/** How a part of an initiative stands behind the whole. */
const partWeight = 0.8

const snippetLengthMax = 160

/** The beginning of a text, ended between words. */
const beginning = (value: unknown): string | null => {
  if (typeof value !== 'string') return null
  if (value.length <= snippetLengthMax) return value
  return `${value.slice(0, value.lastIndexOf(' ', snippetLengthMax))} …`
}

/** What the value of a code column is called in both languages, and the words that people use for it. */
type Names = Pick<CodeName, 'title' | 'title_en'> & { also: readonly string[] }
type Namer = (dataset: Dataset, name: string, value: unknown) => Names | undefined

/** Tells what the value of a code column is called; undefined where nothing is told of it. */
const namer = (rows: SeedRows): Namer => {
  const known = new Map<string, CodeName[]>()
  return (dataset, name, value) => {
    const place = `${dataset.name} ${name}`
    const names = known.get(place) ?? namesIn(dataset, name, { codes: rows, aliases: rows['aliases']! })
    known.set(place, names)
    const found = names.find(({ code }) => code === value)
    // No single word of a longer name means the code.
    return found && { ...found, also: found.aliases.flatMap((words) => (words.length === 1 ? words : [])) }
  }
}

const join = (...parts: readonly unknown[]) => parts.filter(Boolean).join(' ')
const wordsFor = (names: readonly Names[]) => names.flatMap(({ title, title_en }) => [title, title_en])
const textOf = (value: unknown) => String(value)

/** An entry, the words by which it is found, and how likely it is meant beside others: about 1. */
interface Found {
  entry: SearchEntry
  text: SearchText
  weight: number
}

/** Columns that hold words about a row, and closed lists whose words say what kind of thing it is. */
const wordy = ['definition', 'definition_en', 'description', 'description_en', 'text', 'text_en', 'variants'] as const
const kinds = ['kind', 'unit', 'family', 'outcome'] as const

const describe = (rows: SeedRows, name: Namer, dataset: Dataset, row: Row): Found => {
  const { code, title, title_en } = row
  const kind = kinds.flatMap((column) => (dataset.columns[column] && name(dataset, column, row[column])) ?? [])
  const called = rows['aliases']!.filter(({ subject, code: named }) => subject === dataset.name && named === code)
  return {
    entry: {
      dataset: dataset.name,
      code: textOf(code),
      title: textOf(title),
      title_en: textOf(title_en),
      snippet: beginning(row['definition'] ?? row['description'] ?? row['text']),
      snippet_en: beginning(row['definition_en'] ?? row['description_en'] ?? row['text_en']),
    },
    text: {
      title: join(title, title_en, row['year']),
      also: join(code, ...wordsFor(kind), ...kind.flatMap(({ also }) => also), ...called.map(({ alias }) => alias)),
      text: join(...wordy.map((column) => row[column])),
    },
    weight: weights[dataset.name]! * (row['part_of'] ? partWeight : 1),
  }
}

const axisLabel = (row: Row | undefined, word: string, title: unknown) =>
  row && (/^\d$/.test(textOf(row['code'])) ? `${word} ${row['code']} (${title})` : textOf(title))

/** What is told of a figure beside what it measures, and by what of that it is found; `total` is nothing to say of people. */
const aspects = ['initiative', 'sex', 'target_group', 'basis', 'priority', 'scope'] as const
const sought: ReadonlySet<string> = new Set(['initiative', 'sex', 'target_group', 'basis'])
const unsaid: ReadonlySet<unknown> = new Set(['total', 'actual', null])

const weightOf = (row: Row, said: readonly string[], newest: number): number =>
  weights['facts']! *
  yearWeight ** Math.max(0, newest - Number(row['year'])) *
  (row['status'] === 'printed' ? 1 : blankWeight) *
  said.reduce((product, aspect) => product * (aspectWeights[aspect] ?? aspectWeight), 1)

const describeFact = (rows: SeedRows, name: Namer, facts: Dataset, row: Row): Found => {
  const newest = Math.max(...rows['sources']!.map(({ year }) => Number(year)))
  const indicator = textOf(row['indicator'])
  const measure = name(facts, 'indicator', indicator) ?? { title: indicator, title_en: indicator, also: [] }
  const unit = name(facts, 'unit', row['unit'])
  const axis = rows['axes']!.find(({ code }) => code === row['axis'])
  const said = aspects.filter((aspect) => !unsaid.has(row[aspect]))
  const names = (some: readonly string[]) => some.flatMap((column) => name(facts, column, row[column]) ?? [])
  const called = names(said.filter((aspect) => sought.has(aspect)))
  const place = names(['axis'])
  const label = (language: 'title' | 'title_en', word: string) => {
    const parts = [axisLabel(axis, word, axis?.[language]), ...names(said).map((each) => each[language])]
    return `${measure[language]}: ${[...parts, row['period'], row['year']].filter(Boolean).join(', ')}`
  }
  const { value, unit: unitCode, date, printed } = row as RowOf<'facts'>
  return {
    entry: {
      dataset: facts.name,
      code: textOf(row['code']),
      title: label('title', 'asse'),
      title_en: label('title_en', 'axis'),
      snippet: beginning(row['reason']),
      snippet_en: beginning(row['reason_en']),
      figure: { value, unit: unitCode, date, printed },
    },
    text: {
      title: join(...wordsFor([measure, ...called]), row['year'], axisLabel(axis, 'asse axis', '')),
      also: join(
        ...[measure, ...called, ...place, ...(unit ? [unit] : [])].flatMap(({ also }) => also),
        ...wordsFor([...place, ...(unit ? [unit] : [])]),
      ),
      text: join(row['period']),
    },
    weight: weightOf(row, said, newest),
  }
}

const makeIndex = (rows: SeedRows): string => {
  const name = namer(rows)
  // What is too large to be held is not found by words.
  const found = Object.keys(weights).flatMap((listed) => {
    const dataset = datasetNamed(listed)!
    const tell = listed === 'facts' ? describeFact : describe
    return (rows[listed] ?? []).map((row) => tell(rows, name, dataset, row))
  })
  return showIndex({ terms: countTerms(found), entries: found.map(({ entry }) => JSON.stringify(entry)) })
}

/** The index of `/v1/search`. */
export const searchFile: MadeFile = { path: searchPath, version: searchVersion, make: makeIndex }
