import { code, ref, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'

export const withdrawn = defineDataset({
  name: 'withdrawn',
  title: 'Codici ritirati',
  title_en: 'Withdrawn codes',
  description:
    'I codici di facts che una versione ha pubblicato e le successive non hanno più, con il codice che li sostituisce e la ragione.',
  description_en:
    'Codes of facts that a release published and later ones no longer have, with the code that takes their place and the reason.',
  layer: 'structure',
  search: ['code', 'reason', 'reason_en'],
  key: ['code'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'The code that is no longer in facts.' }),
    successor: ref('facts', {
      title: 'Successore',
      title_en: 'Successor',
      description: 'Fact that holds the figure now; none where no fact holds it.',
    }).orNull(),
    reason: text({
      title: 'Ragione',
      title_en: 'Reason (Italian)',
      description: 'Why the code was withdrawn, in Italian.',
    }),
    reason_en: text({
      title: 'Ragione (inglese)',
      title_en: 'Reason (English)',
      description: 'The same reason, in English.',
    }),
  },
})
