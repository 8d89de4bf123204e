import type { CodeLists } from '../dataset/label.ts'
import type { RowOf } from '../datasets/index.ts'

/** Licence of the data, as every envelope, catalogue and distribution states it. */
export const licence = {
  id: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const

/** How to cite, in Italian and English. The day of access is the reader's to add. */
export interface Citation {
  it: string
  en: string
}

/** Who published the documents. */
export const publisher = 'Regione Lombardia'

/** How to cite an answer. */
export const citationOf = (
  { title, title_en }: { title: string; title_en: string },
  release: string,
  url: string,
): Citation => ({
  it: `Fondo Aperto, ${title}, versione ${release}, ${url}, CC BY 4.0. Fonte: ${publisher}, documenti pubblici sul POR FSE 2014-2020.`,
  en: `Fondo Aperto, ${title_en}, release ${release}, ${url}, CC BY 4.0. Source: ${publisher}, public documents on the POR FSE 2014-2020.`,
})

export type Language = 'it' | 'en'

/** The words of a citation, and the column that titles are in, by language. */
export const words = {
  it: {
    title: 'title',
    section: 'sezione',
    axis: 'asse',
    line: (line: number) => `riga ${line} della versione in testo`,
    release: 'versione',
    roles: (author: string, project: string) =>
      `${author} è l'autore dei documenti, ${project} pubblica i dati; l'anno è quello della versione dei dati`,
  },
  en: {
    title: 'title_en',
    section: 'section',
    axis: 'axis',
    line: (line: number) => `line ${line} of the text version`,
    release: 'release',
    roles: (author: string, project: string) =>
      `${author} is the author of the documents, ${project} publishes the data; the year is that of the release`,
  },
} as const

/** Where in its document a figure is printed: `Tabella 2, riga 118 della versione in testo`. */
export const placeOf = ({ section, line }: Pick<RowOf<'observations'>, 'section' | 'line'>, language: Language) => {
  const word = words[language]
  // A section is printed as a number or as a name, and a name needs no word before it.
  const part = section !== null && /^\d/.test(section) ? `${word.section} ${section}` : section
  return [part, word.line(line)].filter(Boolean).join(', ')
}

/** How to cite a printed figure: the document, its place in it, and the string that is printed there. */
export const citationOfPrint = (
  print: RowOf<'observations'>,
  sources: CodeLists[string],
  release: string,
  permalink: string,
): Citation => {
  const { source, label, printed } = print
  const document = sources.find(({ code }) => code === source)
  const cite = (language: Language) => {
    const title = document?.[words[language].title] ?? source
    const place = [title, placeOf(print, language), `${label}: «${printed}»`].join(', ')
    return `${publisher}, ${place}. Fondo Aperto, ${words[language].release} ${release}, ${permalink}, CC BY 4.0.`
  }
  return { it: cite('it'), en: cite('en') }
}
