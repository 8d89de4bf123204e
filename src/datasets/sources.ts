import { code, date, integer, oneOf, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'
import { sourceKindTerms } from './terms.ts'

export const sources = defineDataset({
  name: 'sources',
  title: 'Documenti',
  title_en: 'Sources',
  description:
    'I documenti da cui viene ogni cifra, con il codice di controllo (SHA-256) della loro versione in testo.',
  description_en: 'The documents that every figure comes from, with the checksum (SHA-256) of their text version.',
  layer: 'structure',
  key: ['code'],
  example: ['summary2022'],
  columns: {
    code: code({
      title: 'Codice',
      title_en: 'Code',
      description: 'Code of the document: its kind and the year of its data.',
    }),
    title,
    title_en: titleEn,
    kind: oneOf(sourceKindTerms, { title: 'Tipo', title_en: 'Kind', description: 'Kind of document.' }),
    year: year({
      role: 'attribute',
      title: 'Anno dei dati',
      title_en: 'Year of the data',
      description: 'Year that the document reports on.',
    }),
    data_date: date({
      title: 'Data dei dati',
      title_en: 'Date of the data',
      description: 'Day to which the data refer, as printed.',
    }).orNull(),
    approval_date: date({
      title: 'Data di approvazione',
      title_en: 'Approval date',
      description: 'Day on which the monitoring committee approved it, where printed.',
    }).orNull(),
    publisher: text({ title: 'Editore', title_en: 'Publisher', description: 'Body that published the document.' }),
    lines: integer({ title: 'Righe', title_en: 'Lines', description: 'Lines of the text edition.', minimum: 1 }),
    sha256: text({
      title: 'SHA-256',
      title_en: 'SHA-256',
      description: 'Digest of the text edition, hexadecimal.',
      pattern: '^[0-9a-f]{64}$',
      expected: '64 hexadecimal digits',
    }),
    licence: text({
      title: 'Licenza',
      title_en: 'Licence',
      description: 'Licence printed in the document; none where it prints none.',
    }).orNull(),
  },
})
