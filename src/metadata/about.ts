import { licence } from '../figures/citation.ts'

/** What the documents say of the project, once. */
export const about = {
  title: 'Fondo Aperto',
  summary: 'Every figure that the public reports of the ESF programme 2014-2020 of Regione Lombardia state',
  'x-summary': 'I dati del POR FSE 2014-2020 di Regione Lombardia, ciascuno con il posto in cui è stampato',
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

/** What all data together are called. */
export const titles = {
  title: 'POR FSE 2014-2020 di Regione Lombardia',
  title_en: 'European Social Fund programme 2014-2020 of Regione Lombardia',
}
