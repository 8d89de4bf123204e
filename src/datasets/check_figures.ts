import { oneOf, ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { partTerms, sideTerms } from './terms_checks.ts'

export const checkFigures = defineDataset({
  name: 'check_figures',
  title: 'Cifre dei controlli',
  title_en: 'Figures of the checks',
  description:
    'Le cifre stampate su cui si regge ogni controllo, e da quale parte del conto stanno: con queste chiunque lo rifà.',
  description_en:
    'The printed figures that every check rests on, and on which side they stand: with these anyone can redo it.',
  layer: 'derived',
  key: ['check', 'side', 'observation'],
  example: ['sum-certified-2022', 'left', 'summary2022-0090'],
  columns: {
    check: ref('checks', { title: 'Controllo', title_en: 'Check', description: 'The check.' }),
    side: oneOf(sideTerms, { title: 'Parte', title_en: 'Side', description: 'Side of the relation.' }),
    observation: ref('observations', {
      title: 'Dato stampato',
      title_en: 'Observation',
      description: 'The printed figure.',
    }),
    part: oneOf(partTerms, {
      title: 'Ruolo',
      title_en: 'Part',
      description:
        'Terms of a side are summed, then multiplied by the factor where there is one; numerators and denominators are summed, then divided; a claim is the words that the check puts to the test.',
    }),
  },
})
