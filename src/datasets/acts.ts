import { code, date, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn, source, line } from './common.ts'
import { actKindTerms } from './terms.ts'

export const acts = defineDataset({
  name: 'acts',
  title: 'Atti',
  title_en: 'Acts',
  description: 'Decisioni, delibere, decreti, leggi e accordi che i documenti citano.',
  description_en: 'Decisions, resolutions, decrees, laws and agreements that the documents cite.',
  layer: 'structure',
  search: ['title', 'title_en', 'number'],
  key: ['code'],
  example: ['c-2014-10098'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Kind, number and year.' }),
    title,
    title_en: titleEn,
    number: text({
      title: 'Numero',
      title_en: 'Number',
      description: 'Number as printed; none where none is printed.',
    }).orNull(),
    date: date({ title: 'Data', title_en: 'Date', description: 'Day of the act, where printed.' }).orNull(),
    kind: oneOf(actKindTerms, { title: 'Tipo', title_en: 'Kind', description: 'Kind of act.' }),
    source,
    line,
  },
})
