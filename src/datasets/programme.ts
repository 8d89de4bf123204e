import { code, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'

const reference = (official: string, it: string) =>
  text({
    title: `Riferimento ${it}`,
    title_en: `Reference of ${official}`,
    description: `Act or vocabulary that ${official} comes from; the documents print none.`,
  })

export const programme = defineDataset({
  name: 'programme',
  title: 'Programma',
  title_en: 'Programme',
  description: 'Il programma operativo: codici ufficiali, fondo, periodo, regione, amministrazione.',
  description_en: 'The operational programme: official codes, fund, period, region, managing body.',
  layer: 'structure',
  key: ['code'],
  example: ['2014it05sfop007'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'The CCI code in lower case, for URLs.' }),
    title,
    title_en: titleEn,
    cci: text({ title: 'CCI', title_en: 'CCI', description: 'Common identification code of the programme.' }),
    cci_reference: reference('the CCI', 'del CCI'),
    fund: text({ title: 'Fondo', title_en: 'Fund (Italian)', description: 'Fund of the European Union, in Italian.' }),
    fund_en: text({ title: 'Fondo (inglese)', title_en: 'Fund', description: 'Fund of the European Union.' }),
    period_start: year({
      role: 'attribute',
      title: 'Inizio',
      title_en: 'Start',
      description: 'First year of the programming period.',
      example: '2014',
    }),
    period_end: year({
      role: 'attribute',
      title: 'Fine',
      title_en: 'End',
      description: 'Last year of the programming period.',
      example: '2020',
    }),
    region: text({ title: 'Regione', title_en: 'Region', description: 'Region of the programme.' }),
    nuts: text({ title: 'NUTS', title_en: 'NUTS', description: 'NUTS 2 code of the region.' }),
    nuts_reference: reference('the NUTS code', 'del NUTS'),
    managing_body: text({
      title: 'Amministrazione',
      title_en: 'Managing body',
      description: 'Public body that manages the programme.',
    }),
    ipa: text({
      title: 'Codice IPA',
      title_en: 'IPA code',
      description: 'Code of the managing body in the Italian index of public administrations.',
    }),
    ipa_reference: reference('the IPA code', 'del codice IPA'),
  },
})
