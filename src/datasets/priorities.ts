import { code, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn, axis } from './common.ts'

export const priorities = defineDataset({
  name: 'priorities',
  title: "Priorità d'investimento",
  title_en: 'Investment priorities',
  description: "Le priorità d'investimento che i documenti nominano.",
  description_en: 'The investment priorities that the documents name.',
  layer: 'structure',
  key: ['code'],
  columns: {
    code: code({
      title: 'Codice',
      title_en: 'Code',
      description: 'Code as the reporting system writes it.',
    }),
    axis,
    title,
    title_en: titleEn,
    reference: text({
      title: 'Riferimento',
      title_en: 'Reference',
      description: 'Act or vocabulary of the official title, where certain.',
    }).orNull(),
  },
})
