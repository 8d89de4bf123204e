import { oneOf, ref, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { axis } from './common.ts'
import { dimensions } from './observations.ts'
import { plain } from './terms.ts'
import { noPriorityTerms, targetBasisTerms } from './terms_derived.ts'

export const targetClaims = defineDataset({
  name: 'target_claims',
  title: 'Target detti a parole',
  title_en: 'Targets stated in words',
  description:
    'Dove un documento parla di un target senza stampare ciò che serve a verificarlo: che cosa dice, dove, e perché non si calcola nulla.',
  description_en:
    'Where a document speaks of a target without printing what is needed to verify it: what it says, where, and why nothing is computed.',
  layer: 'printed',
  search: ['reason', 'reason_en'],
  key: ['indicator', 'axis', 'priority', 'year', 'basis'],
  example: ['output_communication_projects', '5', 'all', '2020', 'target'],
  columns: {
    indicator: dimensions.indicator,
    axis,
    priority: ref(
      'priorities',
      {
        title: 'Priorità',
        title_en: 'Priority',
        description: 'Investment priority; all where the document states none.',
      },
      noPriorityTerms,
    ),
    year: year({ title: 'Anno', title_en: 'Year', description: 'Year of the data that the words are about.' }),
    basis: oneOf(targetBasisTerms, {
      title: 'Tipo di target',
      title_en: 'Kind of target',
      description: 'Milestone, final target or N+3 spending target.',
    }),
    claim: oneOf(plain({ reached: ['Raggiunto', 'Reached'], not_reached: ['Non raggiunto', 'Not reached'] }), {
      title: 'Affermazione',
      title_en: 'Claim',
      description: 'What the words say of the target; none where they only set another figure beside it.',
    }).orNull(),
    target_year: year({
      role: 'attribute',
      title: 'Anno del target',
      title_en: 'Year of the target',
      description: 'Year of the target, where the words state it.',
    }).orNull(),
    observation: ref('observations', {
      title: 'Dato stampato',
      title_en: 'Observation',
      description: 'The words or the figure, with their place.',
    }),
    reason: text({
      title: 'Ragione',
      title_en: 'Reason (Italian)',
      description: 'Why nothing is computed, in Italian.',
    }),
    reason_en: text({
      title: 'Ragione (inglese)',
      title_en: 'Reason (English)',
      description: 'The same reason, in English.',
    }),
  },
})
