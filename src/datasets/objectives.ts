import { code } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { note, noteEn, title, titleEn, axis, source, line, printed } from './common.ts'

export const objectives = defineDataset({
  name: 'objectives',
  title: 'Obiettivi specifici',
  title_en: 'Specific objectives',
  description:
    'Gli obiettivi specifici di ciascun asse. Il titolo è ciò che sta prima del codice, come è stampato, refusi compresi.',
  description_en:
    'The specific objectives of each axis. The title is what stands before the code, as printed, misprints included.',
  layer: 'structure',
  search: ['title', 'title_en'],
  key: ['code'],
  example: ['8.1'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Number of the objective, in lower case.' }),
    axis,
    printed,
    title,
    title_en: titleEn,
    source,
    line,
    note,
    note_en: noteEn,
  },
})
