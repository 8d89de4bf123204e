import { oneOf, ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { partTerms, sideTerms } from './terms_checks.ts'

export const claimFigures = defineDataset({
  name: 'claim_figures',
  title: 'Cifre dei conti da rifare',
  title_en: 'Figures of the calculations',
  description: 'Le cifre stampate di ogni riga di claims, e da quale parte del conto stanno.',
  description_en: 'The printed figures of every row of claims, and on which side of the calculation they stand.',
  layer: 'printed',
  key: ['claim', 'side', 'observation'],
  example: ['evaluation-employed-2021-double', 'left', 'summary2022-0212'],
  columns: {
    claim: ref('claims', { title: 'Conto', title_en: 'Claim', description: 'The claim.' }),
    side: oneOf(sideTerms, { title: 'Parte', title_en: 'Side', description: 'Side of the relation.' }),
    observation: ref('observations', {
      title: 'Dato stampato',
      title_en: 'Observation',
      description: 'The printed figure.',
    }),
    part: oneOf(partTerms, {
      title: 'Ruolo',
      title_en: 'Part',
      description: 'What the figure is in the sum or ratio of its side, as in check_figures.',
    }),
  },
})
