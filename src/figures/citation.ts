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

const publisher = 'Regione Lombardia'

/** How to cite an answer. */
export const citationOf = (
  { title, title_en }: { title: string; title_en: string },
  release: string,
  url: string,
): Citation => ({
  it: `Fondo Aperto, ${title}, versione ${release}, ${url}, CC BY 4.0. Fonte: ${publisher}, sintesi pubbliche delle relazioni di attuazione del POR FSE 2014-2020.`,
  en: `Fondo Aperto, ${title_en}, release ${release}, ${url}, CC BY 4.0. Source: ${publisher}, public summaries of the implementation reports of the POR FSE 2014-2020.`,
})

const words = {
  title: { section: 'sezione', line: 'riga', release: 'versione' },
  title_en: { section: 'section', line: 'line', release: 'release' },
} as const

/** How to cite a printed figure: the document, its place in it, and the string that is printed there. */
export const citationOfPrint = (
  { source, section, line, label, printed }: RowOf<'observations'>,
  sources: CodeLists[string],
  release: string,
  permalink: string,
): Citation => {
  const document = sources.find(({ code }) => code === source)
  const cite = (language: keyof typeof words) => {
    const word = words[language]
    // A section is printed as a number or as a name, and a name needs no word before it.
    const part = section !== null && /^\d/.test(section) ? `${word.section} ${section}` : section
    const place = [document?.[language] ?? source, part, `${word.line} ${line}`, `${label}: «${printed}»`]
    return `${publisher}, ${place.filter(Boolean).join(', ')}. Fondo Aperto, ${word.release} ${release}, ${permalink}, CC BY 4.0.`
  }
  return { it: cite('title'), en: cite('title_en') }
}
