import { integer, ref, text } from '../dataset/column.ts'

/** Columns that several datasets have. */

export const title = text({ title: 'Titolo', title_en: 'Title (Italian)', description: 'Name in Italian.' })
export const titleEn = text({ title: 'Titolo (inglese)', title_en: 'Title (English)', description: 'Name in English.' })
export const axis = ref('axes', { title: 'Asse', title_en: 'Axis', description: 'Priority axis of the programme.' })
export const source = ref('sources', {
  role: 'provenance',
  title: 'Documento',
  title_en: 'Source',
  description: 'Document in which it stands.',
})
export const line = integer({
  role: 'provenance',
  title: 'Riga',
  title_en: 'Line',
  description: 'Line of the text edition of the source where it begins.',
  example: '500..',
  minimum: 1,
})
export const note = text({
  title: 'Osservazione',
  title_en: 'Remark (Italian)',
  description: 'Remark on how the document prints the row, such as a misprint, in Italian.',
}).orNull()
export const noteEn = text({
  title: 'Osservazione (inglese)',
  title_en: 'Remark',
  description: 'The same remark, in English.',
}).orNull()
export const printed = text({
  role: 'provenance',
  title: 'Come stampato',
  title_en: 'As printed',
  description: 'The code as the document prints it.',
})
