import { code, oneOf, ref, refs, someOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { factStatusTerms, targetGroupTerms } from './terms.ts'

const { printed: _, ...gapStatusTerms } = factStatusTerms

export const gaps = defineDataset({
  name: 'gaps',
  title: 'Dati che mancano',
  title_en: 'Gaps',
  description:
    'Che cosa non si trova nel testo e perché: tabelle perdute perché erano immagini, cifre mai stampate, cifre che non hanno senso in quel caso. Da qui viene la ragione di ogni dato vuoto in facts e snapshots.',
  description_en:
    'What we could not find in the text and why: tables lost as images, figures never printed, figures that do not apply. The reason of every empty figure in facts and snapshots comes from here.',
  layer: 'structure',
  search: ['place', 'reason', 'reason_en'],
  key: ['code'],
  example: ['axis-4-groups'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Short name of the gap.' }),
    source: ref('sources', {
      title: 'Documento',
      title_en: 'Source',
      description: 'Document that lacks it; none where the reason holds for every report.',
    }).orNull(),
    place: text({
      title: 'Posto',
      title_en: 'Place',
      description: 'Table, slide or section, as the document names it.',
    }).orNull(),
    status: oneOf(gapStatusTerms, {
      title: 'Stato',
      title_en: 'Status',
      description:
        'Missing, lost or not applicable. Where several gaps hold for a figure, not applicable goes before lost and lost before missing.',
    }),
    indicators: refs('indicators', {
      title: 'Indicatori',
      title_en: 'Indicators',
      description: 'Indicators whose figures are absent; none where the document does not say.',
    }).orNull(),
    axes: refs('axes', {
      title: 'Assi',
      title_en: 'Axes',
      description: 'Axes whose figures are absent; none for all.',
    }).orNull(),
    target_groups: someOf(targetGroupTerms, {
      title: 'Gruppi',
      title_en: 'Target groups',
      description: 'Groups of people whose figures are absent; none for all, and for figures that count no people.',
    }).orNull(),
    notes: refs('notes', {
      title: 'Note',
      title_en: 'Notes',
      description: 'Notes that explain the gap, separated by spaces.',
    }).orNull(),
    reason: text({
      title: 'Ragione',
      title_en: 'Reason (Italian)',
      description: 'Why the figure is absent, in Italian.',
    }),
    reason_en: text({
      title: 'Ragione (inglese)',
      title_en: 'Reason (English)',
      description: 'The same reason, in English.',
    }),
  },
})
