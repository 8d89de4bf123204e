import { code, oneOf } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { source, title, titleEn } from './common.ts'
import { checkRelationTerms, familyTerms } from './terms_checks.ts'

export const claims = defineDataset({
  name: 'claims',
  title: 'Conti che i documenti permettono di rifare',
  title_en: 'Calculations that the documents let you redo',
  description:
    'Conti fra cifre che un documento stesso mette in rapporto: il totale di due edizioni, la parte di un tutto, un rapporto di cui stampa le parti. Ogni riga diventa un controllo con lo stesso codice.',
  description_en:
    'Calculations on figures that a document itself relates: the total of two editions, the part of a whole, a ratio whose parts it prints. Each row becomes a check with the same code.',
  layer: 'printed',
  search: ['code', 'title', 'title_en'],
  key: ['code'],
  example: ['evaluation-employed-2021-double'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the claim, and of its check.' }),
    title,
    title_en: titleEn,
    family: oneOf(familyTerms, { title: 'Famiglia', title_en: 'Family', description: 'Kind of check.' }),
    relation: oneOf(checkRelationTerms, {
      title: 'Relazione',
      title_en: 'Relation',
      description: 'How the figures on the left must stand to those on the right.',
    }),
    source,
  },
})
