import { code, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { plain } from './terms.ts'

const schemeTerms = plain({
  cci: [
    'Codice comune di identificazione (CCI) della Commissione',
    'Common identification code (CCI) of the Commission',
  ],
  ipa: [
    'Indice dei domicili digitali delle pubbliche amministrazioni e dei gestori di pubblici servizi (IPA)',
    'Index of digital addresses of public administrations and providers of public services (IPA)',
  ],
  nuts: ['NUTS, unità territoriali statistiche', 'NUTS, territorial units for statistics'],
  istat_region: ['Regioni italiane (Istat)', 'Italian regions (Istat)'],
  geonames: ['GeoNames', 'GeoNames'],
  thematic_objective: ['Obiettivi tematici 2014-2020', 'Thematic objectives 2014-2020'],
  investment_priority: ["Priorità d'investimento del FSE 2014-2020", 'Investment priorities of the ESF 2014-2020'],
  common_indicator: ['Indicatori comuni del FSE 2014-2020', 'Common indicators of the ESF 2014-2020'],
  data_theme: ['Temi dei dati (Unione europea)', 'Data themes (European Union)'],
  eurovoc: ['Settori e microthesauri di EuroVoc', 'Domains and microthesauri of EuroVoc'],
})

export const codes = defineDataset({
  name: 'codes',
  title: 'Codici ufficiali',
  title_en: 'Official codes',
  description:
    'Come altri chiamano ufficialmente il programma, gli assi, le priorità e gli indicatori, con il vocabolario e l’atto da cui viene ogni codice.',
  description_en:
    'What the programme, axes, priorities and indicators are officially called elsewhere, with the vocabulary and the act that each code comes from.',
  layer: 'structure',
  search: ['notation', 'reference', 'reference_en'],
  key: ['subject', 'code', 'scheme', 'notation'],
  example: ['programme', '2014it05sfop007', 'nuts', 'ITC4'],
  columns: {
    subject: code({
      title: 'Soggetto',
      title_en: 'Subject',
      description: 'Dataset whose row the official code is of.',
    }),
    code: code({ title: 'Codice', title_en: 'Code', description: 'Key of that row.' }),
    scheme: oneOf(schemeTerms, {
      title: 'Schema',
      title_en: 'Scheme',
      description: 'List that the official code belongs to.',
    }),
    notation: text({
      title: 'Notazione',
      title_en: 'Notation',
      description: 'The official code, as its scheme writes it.',
    }),
    uri: text({
      title: 'URI',
      title_en: 'URI',
      description:
        'Address of the code in the official vocabulary, or else of the act that defines it; none where no address is certain.',
      pattern: '^https?://[^\\s<>"{}|^`\\\\]+$',
      expected: 'an address that begins with http:// or https://',
    }).orNull(),
    reference: text({
      title: 'Riferimento',
      title_en: 'Reference (Italian)',
      description: 'Act or vocabulary that the code comes from, in Italian.',
    }),
    reference_en: text({
      title: 'Riferimento (inglese)',
      title_en: 'Reference',
      description: 'The same, in English.',
    }),
  },
})
