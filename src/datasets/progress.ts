import { date, number, oneOf, ref, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { axis } from './common.ts'
import { dimensions } from './observations.ts'
import { plain, unitTerms } from './terms.ts'
import { noPriorityTerms, progressOutcomeTerms, reachedTerms, targetBasisTerms } from './terms_derived.ts'

const { indicator, scope } = dimensions

export const progress = defineDataset({
  name: 'progress',
  title: 'Avanzamento verso i target',
  title_en: 'Progress towards targets',
  description:
    'Ogni valore raggiunto accanto al target che un documento dello stesso anno gli assegna: mai quello di un documento di un altro anno. Se un documento parla di un target solo a parole, la riga non ha esito e dice perché.',
  description_en:
    'Each value achieved beside the target that a document of the same year sets for it: never that of a document of another year. If a document speaks of a target in words alone, the row has no outcome and says why.',
  layer: 'derived',
  key: ['indicator', 'axis', 'priority', 'year', 'basis'],
  example: ['certified', 'total', 'all', '2020', 'n3_target'],
  cube: {
    dimensions: ['year', 'indicator', 'axis', 'priority', 'basis'],
    measures: ['achieved', 'target', 'ratio'],
    reason: 'reason',
    states: plain({
      missing: ['Nessun valore: non stampato, o non calcolabile', 'No value: not printed, or not to be computed'],
    }),
  },
  columns: {
    indicator,
    axis,
    priority: ref(
      'priorities',
      {
        title: 'Priorità',
        title_en: 'Priority',
        description: 'Investment priority; all where the document states none for the figure.',
      },
      noPriorityTerms,
    ),
    year: year({
      title: 'Anno',
      title_en: 'Year',
      description: 'Year that the figure speaks of; the target is stated by a document of the same year.',
    }),
    basis: oneOf(targetBasisTerms, {
      title: 'Tipo di target',
      title_en: 'Kind of target',
      description: 'Milestone, final target or N+3 spending target.',
    }),
    achieved: number({
      title: 'Valore raggiunto',
      title_en: 'Achieved',
      description: 'The figure achieved, as printed; none where it is not printed.',
      unit: 'unit',
      rests: ['achieved_observation'],
    }).orNull(),
    achieved_observation: ref('observations', {
      role: 'provenance',
      title: 'Stampa del valore raggiunto',
      title_en: 'Print of achieved',
      description: 'Observation that achieved was taken from.',
    }).orNull(),
    target_year: year({
      role: 'attribute',
      title: 'Anno del target',
      title_en: 'Year of the target',
      description: 'Year in which the target is due; of several, the next one. None where the words state no year.',
      rests: ['target_observation'],
    }).orNull(),
    target: number({
      title: 'Target',
      title_en: 'Target',
      description: 'The target, as printed; none where it is not printed.',
      unit: 'unit',
      rests: ['target_observation'],
    }).orNull(),
    target_observation: ref('observations', {
      role: 'provenance',
      title: 'Stampa del target',
      title_en: 'Print of the target',
      description: 'Observation that target was taken from.',
    }).orNull(),
    ratio: number({
      title: 'Raggiunto su target',
      title_en: 'Achieved over target',
      description:
        'Our computation: achieved as percent of target, 2 decimals, from the values as printed; none for a target of zero, and where one of them is not printed.',
      example: '100..',
      unit: 'percent',
      rests: ['achieved_observation', 'target_observation'],
    }).orNull(),
    reached: oneOf(reachedTerms, {
      role: 'attribute',
      title: 'Raggiunto',
      title_en: 'Reached',
      description:
        'The bare comparison: whether achieved, at the date of the report, is at least the target. No is not missed: outcome says whether the target was due. None where either is printed with a qualifier or not at all.',
      rests: ['achieved_observation', 'target_observation'],
    }).orNull(),
    scope,
    note: ref('notes', {
      title: 'Nota',
      title_en: 'Note',
      description:
        'The note that speaks of this pair of figures; none where none does. annotations has all notes of each figure.',
    }).orNull(),
    unit: oneOf(unitTerms, {
      role: 'attribute',
      title: 'Unità',
      title_en: 'Unit',
      description: 'Unit of achieved and target.',
    }).orNull(),
    due: date({
      title: 'Scadenza',
      title_en: 'Due',
      description: 'Day on which the target is due; none where the words state no year.',
      rests: ['target_observation'],
    }).orNull(),
    outcome: oneOf(progressOutcomeTerms, {
      role: 'attribute',
      title: 'Esito',
      title_en: 'Outcome',
      description:
        'Reached; missed: due by the day of the data and not reached; not due: due later and not yet reached. None, with the reason, where it cannot be judged.',
      reason: 'reason',
      rests: ['achieved_observation', 'target_observation'],
    }).orNull(),
    reason: text({
      title: 'Ragione',
      title_en: 'Reason (Italian)',
      description: 'Why there is no outcome, in Italian; none where there is one.',
      rests: ['achieved_observation', 'target_observation'],
    }).orNull(),
    reason_en: text({
      title: 'Ragione (inglese)',
      title_en: 'Reason (English)',
      description: 'The same reason, in English.',
      rests: ['achieved_observation', 'target_observation'],
    }).orNull(),
  },
})
