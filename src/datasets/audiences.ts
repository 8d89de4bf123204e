import { code, integer, oneOf } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { note, noteEn, title, titleEn, axis, source, line } from './common.ts'
import { plain, roleTerms } from './terms.ts'

const listTerms = plain({
  closed: ['Elenco chiuso', 'Closed list'],
  open: ['Elenco aperto: finisce con «ecc.»', 'Open list: it ends with “ecc.” (and so on)'],
})

export const audiences = defineDataset({
  name: 'audiences',
  title: 'Beneficiari e destinatari',
  title_en: 'Beneficiaries and participants',
  description: 'A chi si rivolge ciascun asse: chi riceve i fondi e chi partecipa.',
  description_en: 'Whom each axis addresses: who receives funds and who takes part.',
  layer: 'structure',
  search: ['title', 'title_en'],
  key: ['code'],
  example: ['1-recipient-01'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Axis, role and order.' }),
    axis,
    role: oneOf(roleTerms, { title: 'Ruolo', title_en: 'Role', description: 'Who receives funds, or who takes part.' }),
    order: integer({ title: 'Ordine', title_en: 'Order', description: 'Place in the printed list.', minimum: 1 }),
    title,
    title_en: titleEn,
    source,
    line,
    list: oneOf(listTerms, {
      title: 'Elenco',
      title_en: 'List',
      description:
        'Whether the printed list that the row belongs to ends with “ecc.” (and so on), so that it names examples only. None in releases older than this column.',
    }).orNull(),
    note,
    note_en: noteEn,
  },
})
