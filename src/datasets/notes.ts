import { code, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'
import { noteKindTerms } from './terms_derived.ts'

export const notes = defineDataset({
  name: 'notes',
  title: 'Note',
  title_en: 'Notes',
  description:
    'Che cosa non torna, non si confronta o manca nei documenti, e perché. I dati restano come sono stampati; annotations dice a quali si riferisce ogni nota.',
  description_en:
    'What does not add up, cannot be compared or is missing in the documents, and why. The figures stay as printed; annotations says which of them a note is about.',
  layer: 'printed',
  search: ['title', 'title_en', 'text', 'text_en'],
  key: ['code'],
  example: ['committed-2020-without-cigd'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the note.' }),
    kind: oneOf(noteKindTerms, { title: 'Tipo', title_en: 'Kind', description: 'Kind of remark.' }),
    title,
    title_en: titleEn,
    text: text({ title: 'Testo', title_en: 'Text (Italian)', description: 'The note, in Italian.' }),
    text_en: text({ title: 'Testo (inglese)', title_en: 'Text', description: 'The note, in English.' }),
  },
})
