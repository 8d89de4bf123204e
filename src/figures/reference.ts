import type { CodeLists } from '../dataset/label.ts'
import type { RowOf } from '../datasets/index.ts'
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

/** The reference of a printed figure: its label and the printed string, the document and the place in it. */
export const referenceOfPrint = (cited: Cited, print: RowOf<'observations'>, sources: CodeLists[string]): Reference => {
  const document = sources.find(({ code }) => code === print.source)
  return {
    ...commonOf(cited),
    title: `${print.label}: «${print.printed}»`,
    document: {
      title: String(document?.[words[cited.language].title] ?? print.source),
      place: placeOf(print, cited.language),
    },
  }
}
