import { date, oneOf, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { line, printed, source } from './common.ts'
import { targetBasisTerms } from './terms_derived.ts'

export const deadlines = defineDataset({
  name: 'deadlines',
  title: 'Scadenze dei target',
  title_en: 'Deadlines of targets',
  description:
    'Entro quale giorno va raggiunto ogni tipo di target, anno per anno. Se il documento stampa solo l’anno, vale il 31 dicembre.',
  description_en:
    'The day by which each kind of target is to be reached, year by year. If the document prints only the year, it is 31 December.',
  layer: 'structure',
  key: ['basis', 'year'],
  example: ['milestone', '2018'],
  columns: {
    basis: oneOf(targetBasisTerms, {
      title: 'Tipo di target',
      title_en: 'Kind of target',
      description: 'Milestone, final target or N+3 spending target.',
    }),
    year: year({ title: 'Anno', title_en: 'Year', description: 'Year of the target.' }),
    due: date({ title: 'Scadenza', title_en: 'Due', description: 'Day on which the target is due.' }),
    printed: { ...printed, description: 'The words that state the day or the year, as the document prints them.' },
    source,
    line,
  },
})
