import { code, ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { note, noteEn, title, titleEn, source, line, printed } from './common.ts'

export const actions = defineDataset({
  name: 'actions',
  title: 'Azioni',
  title_en: 'Actions',
  description: 'Le azioni di ciascun obiettivo specifico, con il titolo intero come è stampato, refusi compresi.',
  description_en: 'The actions of each specific objective, with the whole title as printed, misprints included.',
  layer: 'structure',
  search: ['title', 'title_en'],
  key: ['code'],
  example: ['8.1.1'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Number of the action, in lower case.' }),
    objective: ref('objectives', {
      title: 'Obiettivo',
      title_en: 'Objective',
      description: 'Specific objective of the action.',
    }),
    printed,
    title,
    title_en: titleEn,
    source,
    line,
    note,
    note_en: noteEn,
  },
})
