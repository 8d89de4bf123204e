import { knownValues, type Vocabulary } from '../dataset/resolve.ts'
import type { RowOf } from '../datasets/index.ts'
import { observations } from '../datasets/observations.ts'
import { isStated } from '../derive/identity.ts'
import { placeOf, publisher, words, type Language } from './citation.ts'

/** What a bibliography holds of an answer: of a dataset, a release, or one printed figure. The day of access is the reader's to add. */
export interface Reference {
  /** Unique among what is cited from here, of letters, digits, points and hyphens. */
  id: string
  language: Language
  author: string
  title: string
  /** The document that prints the figure, and the place in it; none for what is no printed figure. */
  document?: { title: string; place: string }
  /** A release, and the day on which it was published, `YYYY-MM-DD`. */
  release: string
  issued: string
  /** Where the same rows and values stay. */
  url: string
}

/** What is cited: the path of its dataset and key, and its release. */
interface Cited {
  name: string
  key: readonly string[]
  release: { id: string; published_at: string }
  url: string
  language: Language
}

const commonOf = ({ name, key, release, url, language }: Cited) => ({
  id: ['fondo-aperto', name, ...key, release.id].join('-').replaceAll(/[^A-Za-z0-9.-]+/g, '-'),
  language,
  author: publisher,
  release: release.id,
  issued: release.published_at.slice(0, 10),
  url,
})

/** The reference of rows: a dataset, a part of it, or a row that is no printed figure. */
export const referenceOf = (cited: Cited, titles: { title: string; title_en: string }): Reference => ({
  ...commonOf(cited),
  title: [titles[words[cited.language].title], ...cited.key].join(', '),
})

/** What is said of a figure beside what it measures and its axis. */
const aspects = ['priority', 'initiative', 'basis', 'sex', 'target_group', 'scope'] as const
const unsaid: ReadonlySet<unknown> = new Set(['total', 'actual', null])

const days = {
  it: new Intl.DateTimeFormat('it', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const

/** What a printed figure says, in words: `Spesa certificata, asse 2 (Inclusione sociale e lotta alla povertà), 31 dicembre 2022`. */
const titleOf = (print: RowOf<'observations'>, day: string | null, vocabulary: Vocabulary, language: Language) => {
  const word = words[language]
  const name = (column: 'indicator' | 'axis' | (typeof aspects)[number]) => {
    const known = knownValues(observations, column, vocabulary)?.find(({ value }) => value === print[column])
    return known?.[word.title] ?? known?.title ?? print[column]
  }
  const { axis, period, year } = print
  const place = axis !== null && /^\d$/.test(axis) ? `${word.axis} ${axis} (${name('axis')})` : name('axis')
  const said = aspects.filter((aspect) => !unsaid.has(print[aspect])).map(name)
  const when = day === null ? year : days[language].format(new Date(day))
  // What states no fact is not told by its indicator.
  return [isStated(print) ? name('indicator') : print.label, place, ...said, period, when].filter(Boolean).join(', ')
}

/**
 * The reference of a printed figure: what it says and the printed string, the document and the place in it. `day` is the one that the
 * figure speaks of, where that is known.
 */
export const referenceOfPrint = (
  cited: Cited,
  print: RowOf<'observations'>,
  day: string | null,
  vocabulary: Vocabulary,
): Reference => {
  const document = vocabulary.codes['sources']?.find(({ code }) => code === print.source)
  return {
    ...commonOf(cited),
    title: `${titleOf(print, day, vocabulary, cited.language)}: «${print.printed}»`,
    document: {
      title: String(document?.[words[cited.language].title] ?? print.source),
      place: placeOf(print, cited.language),
    },
  }
}
