import { code, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { line, source } from './common.ts'

export const findings = defineDataset({
  name: 'findings',
  title: 'Risposte della valutazione',
  title_en: 'Findings of the evaluation',
  description:
    'Che cosa i documenti riferiscono delle valutazioni, come domanda e risposta, riassunto con parole nostre. Le cifre sono in observations.',
  description_en:
    'What the documents report of evaluations, as question and answer, summed up in our words. The figures are in observations.',
  layer: 'printed',
  search: ['question', 'question_en', 'answer', 'answer_en'],
  key: ['code'],
  example: ['early-school-leaving'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the finding.' }),
    question: text({
      title: 'Domanda',
      title_en: 'Question (Italian)',
      description: 'The question, in Italian; the answer says where it is worded by us.',
    }),
    question_en: text({
      title: 'Domanda (inglese)',
      title_en: 'Question',
      description: 'The question, in English.',
    }),
    answer: text({
      title: 'Risposta',
      title_en: 'Answer (Italian)',
      description: 'What the document answers, summed up in Italian.',
    }),
    answer_en: text({
      title: 'Risposta (inglese)',
      title_en: 'Answer',
      description: 'What the document answers, summed up in English.',
    }),
    source,
    line,
  },
})
