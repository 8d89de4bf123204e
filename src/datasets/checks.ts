import { code, number, oneOf, ref, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { axis, title, titleEn } from './common.ts'
import { unitTerms } from './terms.ts'
import { checkRelationTerms, familyTerms, outcomeTerms } from './terms_checks.ts'

export const checks = defineDataset({
  name: 'checks',
  title: 'Controlli',
  title_en: 'Checks',
  description:
    'I conti che devono tornare fra le cifre stampate: somme, quote, limiti. Ogni esito è calcolato dalle cifre in check_figures; nessuna cifra è corretta. Due stampe dello stesso dato sono a confronto in restatements.',
  description_en:
    'The calculations that the printed figures must satisfy: sums, shares, limits. Every outcome is computed from the figures in check_figures; no figure is corrected. Two prints of one fact are compared in restatements.',
  layer: 'derived',
  search: ['code', 'title', 'title_en'],
  key: ['code'],
  example: ['sum-certified-2022'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the check. Never changes once published.' }),
    title,
    title_en: titleEn,
    relation: oneOf(checkRelationTerms, {
      title: 'Relazione',
      title_en: 'Relation',
      description:
        'How left must stand to right; rounds_to: left is right rounded (half up) to the last printed digit of left.',
    }),
    left: number({
      title: 'Sinistra',
      title_en: 'Left',
      description: 'The figure that is checked, or the sum of the figures on the left.',
      unit: 'unit',
    }),
    right: number({
      title: 'Destra',
      title_en: 'Right',
      description: 'What it is held against: the sum of the figures on the right, their ratio, or a share of them.',
      unit: 'unit',
    }),
    difference: number({
      title: 'Differenza',
      title_en: 'Difference',
      description: 'left minus right.',
      unit: 'unit',
    }),
    tolerance: number({
      title: 'Tolleranza',
      title_en: 'Tolerance',
      description:
        'What the rounding of the printed figures can explain: half the last printed digit of each amount and percentage, nothing for counts; for a ratio or a share what its parts admit.',
      unit: 'unit',
    }),
    outcome: oneOf(outcomeTerms, {
      title: 'Esito',
      title_en: 'Outcome',
      description: 'Whether the relation is exactly true, true within the tolerance, or not, with or without a note.',
    }),
    note: ref('notes', {
      title: 'Nota',
      title_en: 'Note',
      description:
        'Note that says why the check fails or holds within rounding only; none where no note speaks of these figures.',
    }).orNull(),
    family: oneOf(familyTerms, { title: 'Famiglia', title_en: 'Family', description: 'Kind of check.' }),
    year: year({
      title: 'Anno',
      title_en: 'Year',
      description: 'Year that the checked figure speaks of; between two reports the later one.',
    }),
    axis: axis.orNull(),
    unit: oneOf(unitTerms, {
      title: 'Unità',
      title_en: 'Unit',
      description: 'Unit of left, right, difference and tolerance.',
    }),
  },
})
