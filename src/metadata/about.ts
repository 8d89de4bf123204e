import { licence } from '../figures/citation.ts'

/** What the documents say of the project, once. */
export const about = {
  title: 'Fondo Aperto',
  summary:
    'Every figure in the text of the public documents of Regione Lombardia on its European Social Fund (ESF) programme 2014-2020 (POR FSE)',
  'x-summary':
    'Ogni cifra che si legge nel testo dei documenti pubblici di Regione Lombardia sul programma del Fondo sociale europeo 2014-2020 (POR FSE)',
  'x-api-id': 'fondo-aperto-por-fse-lombardia-2014-2020',
  version: '1.0.0',
  termsOfService: 'https://creativecommons.org/licenses/by/4.0/',
  contact: {
    name: 'Fondo Aperto',
    url: 'https://fondo-aperto.example/',
    email: 'dati@fondo-aperto.example',
  },
  license: { name: licence.title, identifier: licence.id },
} as const

/** What the summary must not hide. */
export const omission = {
  it: 'Mancano tabelle e grafici che erano immagini: vedi gaps.',
  en: 'Tables and charts that were images are missing: see gaps.',
} as const

/** What all data together are called. */
export const titles = {
  title: 'POR FSE 2014-2020 di Regione Lombardia',
  title_en: 'European Social Fund programme 2014-2020 of Regione Lombardia',
}
