import { code, oneOf, refs, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'
import { axisKindTerms } from './terms.ts'

export const axes = defineDataset({
  name: 'axes',
  title: 'Assi prioritari',
  title_en: 'Priority axes',
  description: 'I cinque assi, il gruppo III-IV usato da un documento, e il programma intero.',
  description_en: 'The five axes, the group III-IV that one document uses, and the whole programme.',
  layer: 'structure',
  key: ['code'],
  example: ['2'],
  columns: {
    code: code({
      title: 'Codice',
      title_en: 'Code',
      description: 'Number of an axis, numbers joined by _ for axes taken together, total for the programme.',
    }),
    kind: oneOf(axisKindTerms, {
      title: 'Tipo',
      title_en: 'Kind',
      description: 'An axis, a group of axes, or the programme.',
    }),
    title,
    title_en: titleEn,
    numeral: text({ title: 'Numero romano', title_en: 'Numeral', description: 'Roman numeral as printed.' }).orNull(),
    thematic_objective: text({
      title: 'Obiettivo tematico',
      title_en: 'Thematic objective (Italian)',
      description: 'Thematic objective as printed: OT 8 is “obiettivo tematico 8”, thematic objective 8.',
    }).orNull(),
    members: refs('axes', {
      title: 'Assi compresi',
      title_en: 'Members',
      description: 'Axes that a group or the programme is made of.',
    }).orNull(),
    thematic_objective_en: text({
      title: 'Obiettivo tematico (inglese)',
      title_en: 'Thematic objective',
      description: 'The same thematic objective in English (TO 8).',
    }).orNull(),
  },
})
