import { oneOf, ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { annotationRoleTerms } from './terms_derived.ts'

export const annotations = defineDataset({
  name: 'annotations',
  title: 'Annotazioni',
  title_en: 'Annotations',
  description: 'Quali dati stampati riguarda ogni nota, e se la nota parla di quel dato o lo usa come prova.',
  description_en:
    'Which printed figures each note is about, and whether the note speaks of the figure or uses it as evidence.',
  layer: 'printed',
  key: ['note', 'observation'],
  example: ['committed-2020-without-cigd', 'slides2020-0020'],
  columns: {
    note: ref('notes', { title: 'Nota', title_en: 'Note', description: 'The note.' }),
    observation: ref('observations', {
      title: 'Dato stampato',
      title_en: 'Observation',
      description: 'The printed figure.',
    }),
    role: oneOf(annotationRoleTerms, {
      title: 'Ruolo',
      title_en: 'Role',
      description:
        'Whether the note speaks of the figure (subject), or the figure shows what the note says (evidence).',
    }),
  },
})
