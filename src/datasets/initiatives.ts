import { code, ref, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'

export const initiatives = defineDataset({
  name: 'initiatives',
  title: 'Iniziative',
  title_en: 'Initiatives',
  description:
    'Le iniziative finanziate: una riga per iniziativa, quale che sia il documento; fasi, edizioni e linee rinviano all’iniziativa di cui fanno parte.',
  description_en:
    'The initiatives funded: one row for each initiative, whatever the document; phases, editions and lines point to the initiative that they are part of.',
  layer: 'structure',
  search: ['title', 'title_en', 'variants', 'description'],
  key: ['code'],
  example: ['nidi-gratis'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Short name.' }),
    title,
    title_en: titleEn,
    part_of: ref('initiatives', {
      title: 'Parte di',
      title_en: 'Part of',
      description: 'Initiative that this is a phase, an edition or a line of.',
    }).orNull(),
    variants: text({
      title: 'Nomi stampati',
      title_en: 'Names as printed',
      description: 'The names in the documents, separated by |.',
    }).orNull(),
    description: text({
      title: 'Descrizione',
      title_en: 'Description (Italian)',
      description: 'What it is, in Italian.',
    }),
    description_en: text({
      title: 'Descrizione (inglese)',
      title_en: 'Description',
      description: 'What it is, in English.',
    }),
  },
})
