import { describe, expect, it } from 'vitest'
import { referenceOf, referenceOfPrint, type Reference } from '../../../src/figures/reference.ts'
import { bibtex, csl, texText } from '../../../src/formats/citation.ts'
import { seed } from '../real.ts'

const cited = {
  name: 'observations',
  key: ['summary2022-0090'],
  release: { id: '2026-11-21.1', published_at: '2026-11-21T08:00:00.000Z' },
  url: 'https://api.test/v1/releases/2026-11-21.1/observations/summary2022-0090',
} as const

const print = seed.observations.find(({ id }) => id === 'summary2022-0090')!

const vocabulary = { codes: { ...seed }, aliases: [], latest_year: 2022 }

const figure = (language: 'it' | 'en'): Reference =>
  referenceOfPrint({ ...cited, language }, print, '2022-12-31', vocabulary)

describe('a printed figure', () => {
  it('in BibTeX: an entry that every style knows, with what TeX keeps for itself told apart', () => {
    expect(bibtex.write(figure('it'))).toBe(`@misc{fondo-aperto-observations-summary2022-0090-2026-11-21.1,
  author = {{Regione Lombardia}},
  title = {{Spesa certificata, Tutto il programma, 31 dicembre 2022: {\\guillemotleft}691.444.232,24 {\\texteuro}{\\guillemotright}}},
  year = {2026},
  howpublished = {Fondo Aperto, versione 2026-11-21.1},
  note = {In: Sintesi pubblica della relazione annuale di attuazione 2022, Tabella 2, riga 118 della versione in testo. Regione Lombardia {\\\`e} l'autore dei documenti, Fondo Aperto pubblica i dati; l'anno {\\\`e} quello della versione dei dati. Creative Commons Attribution 4.0 International},
  url = {https://api.test/v1/releases/2026-11-21.1/observations/summary2022-0090},
  language = {italian}
}
`)
  })

  it('in CSL-JSON', () => {
    expect(JSON.parse(csl.write(figure('en')))).toEqual([
      {
        id: 'fondo-aperto-observations-summary2022-0090-2026-11-21.1',
        type: 'dataset',
        language: 'en',
        title: 'Certified expenditure, The whole programme, 31 December 2022: «691.444.232,24 €»',
        author: [{ literal: 'Regione Lombardia' }],
        publisher: 'Fondo Aperto',
        version: '2026-11-21.1',
        issued: { 'date-parts': [[2026, 11, 21]] },
        URL: 'https://api.test/v1/releases/2026-11-21.1/observations/summary2022-0090',
        license: 'CC-BY-4.0',
        note: 'Regione Lombardia is the author of the documents, Fondo Aperto publishes the data; the year is that of the release',
        'container-title': 'Public summary of the annual implementation report 2022',
        section: 'Tabella 2, line 118 of the text version',
      },
    ])
  })
})

describe('rows', () => {
  it('are cited by the title of their dataset and their key', () => {
    const reference = referenceOf(
      { ...cited, name: 'snapshots', key: ['2022', 'total'], language: 'it' },
      { title: 'Quadro annuale', title_en: 'Yearly snapshots' },
    )
    expect(reference).toMatchObject({
      id: 'fondo-aperto-snapshots-2022-total-2026-11-21.1',
      title: 'Quadro annuale, 2022, total',
    })
    expect(bibtex.write(reference)).not.toContain('In: ')
    expect(JSON.parse(csl.write(reference))[0]).not.toHaveProperty('container-title')
  })

  it('whose key holds what a name in a bibliography may not have such a name all the same', () => {
    const { id } = referenceOf(
      { ...cited, name: 'aliases', key: ['axes', '2', 'Asse II, "à" {x}'], language: 'it' },
      { title: '', title_en: '' },
    )
    expect(id).toMatch(/^[A-Za-z0-9.-]+$/)
  })
})

describe('text for TeX', () => {
  it.each([
    ['100% & più_o meno #1 $2', '100\\% \\& pi{\\`u}\\_o meno \\#1 \\$2'],
    ['Priorità, È, perché, città', "Priorit{\\`a}, {\\`E}, perch{\\'e}, citt{\\`a}"],
    ['{a} \\ ~ ^', '\\{a\\} {\\textbackslash} {\\textasciitilde} {\\textasciicircum}'],
    ['l’asse – “x”', "l'asse -- ``x''"],
    ['2014IT05SFOP007 (a/b): c;', '2014IT05SFOP007 (a/b): c;'],
  ])('%s', (text, expected) => {
    expect(texText(text)).toBe(expected)
  })

  it('leaves no printed string with a sign of TeX or an open brace', () => {
    for (const { printed, label } of seed.observations) {
      const written = texText(`${label}: «${printed}»`)
      expect([written, /(?<!\\)[%&_#$]/.test(written)]).toEqual([written, false])
      expect([written, /[^\x20-\x7e\n]/.test(written)]).toEqual([written, false])
      const braces = written.replaceAll(/\\[{}]/g, '')
      expect(braces.split('{').length).toBe(braces.split('}').length)
    }
  })
})
