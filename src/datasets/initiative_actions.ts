import { ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { source, line } from './common.ts'

export const initiativeActions = defineDataset({
  name: 'initiative_actions',
  title: 'Azioni delle iniziative',
  title_en: 'Actions of initiatives',
  description: 'Le azioni su cui un documento colloca un’iniziativa.',
  description_en: 'The actions under which a document places an initiative.',
  layer: 'structure',
  key: ['initiative', 'action'],
  example: ['nidi-gratis', '9.3.3'],
  columns: {
    initiative: ref('initiatives', { title: 'Iniziativa', title_en: 'Initiative', description: 'The initiative.' }),
    action: ref('actions', { title: 'Azione', title_en: 'Action', description: 'The action that funds it.' }),
    source,
    line,
  },
})
