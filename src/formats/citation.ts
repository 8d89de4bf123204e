import { licence, words } from '../figures/citation.ts'
import type { Reference } from '../figures/reference.ts'
import { refusesNone, type CitationFormat } from './format.ts'

const common = {
  kind: 'citation',
  version: 2,
  states: ['release', 'origin'],
  describes: true,
  exact: false,
  paged: false,
  refuses: refusesNone,
} as const

const project = 'Fondo Aperto'

/** Signs that TeX keeps for itself, and those that old fonts lack. */
const signs: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  $: '\\$',
  '#': '\\#',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '€': '{\\texteuro}',
  '«': '{\\guillemotleft}',
  '»': '{\\guillemotright}',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '–': '--',
  '—': '---',
  '…': '{\\ldots}',
  '°': '{\\textdegree}',
}

/** Accents that stand behind their letter once it is taken apart. */
const accents: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0308': '"',
}

/** Text as BibTeX wants it: in ASCII as far as TeX has a way to say it, with nothing that TeX would take for a command. */
export const texText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/([A-Za-z])([\u0300\u0301\u0302\u0303\u0308])|[^\w\s]|_/gu, (sign, letter?: string, accent?: string) =>
      letter && accent ? `{\\${accents[accent]}${letter}}` : (signs[sign] ?? sign),
    )
    .normalize('NFC')

/** BibTeX: an entry `@misc`, which every style knows. The address is as it is: packages take it verbatim. */
export const bibtex: CitationFormat = {
  ...common,
  extension: 'bib',
  mediaType: 'application/x-bibtex; charset=utf-8',
  title: 'citation for BibTeX',
  write: ({ id, author, title, document, release, issued, language, url }) => {
    const source = document ? `In: ${document.title}, ${document.place}. ` : ''
    const roles = words[language].roles(author, project)
    const fields = {
      author: `{${texText(author)}}`,
      title: `{${texText(title)}}`,
      year: issued.slice(0, 4),
      howpublished: texText(`${project}, ${words[language].release} ${release}`),
      note: texText(`${source}${roles}. ${licence.title}`),
      url,
      language: language === 'it' ? 'italian' : 'english',
    }
    const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`)
    return `@misc{${id},\n${lines.join(',\n')}\n}\n`
  },
}

const dateParts = (day: string) => [day.split('-').map(Number)]

/** CSL-JSON, which Zotero, Pandoc and citeproc read: a list of one item. */
export const csl: CitationFormat = {
  ...common,
  extension: 'csl.json',
  mediaType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
  title: 'citation as CSL-JSON',
  write: ({ id, author, title, document, release, issued, language, url }: Reference) =>
    `${JSON.stringify(
      [
        {
          id,
          type: 'dataset',
          language,
          title,
          author: [{ literal: author }],
          publisher: project,
          version: release,
          issued: { 'date-parts': dateParts(issued) },
          URL: url,
          license: licence.id,
          note: words[language].roles(author, project),
          ...(document && { 'container-title': document.title, section: document.place }),
        },
      ],
      undefined,
      1,
    )}\n`,
}
