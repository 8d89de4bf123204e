import { number, oneOf, ref, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { axis } from './common.ts'
import { dimensions } from './observations.ts'
import { priorityOrAllTerms, reachedTerms, targetBasisTerms } from './terms_derived.ts'

const { indicator, scope } = dimensions

export const progress = defineDataset({
  name: 'progress',
  title: 'Avanzamento verso i target',
  title_en: 'Progress towards targets',
  description:
    'Ogni valore raggiunto accanto al target che un documento dello stesso anno gli dà. Un target di un altro anno non è mai usato; ciò che i documenti dicono solo a parole non è qui.',
  description_en:
    'Each figure achieved beside the target that a document of the same year gives for it. A target told in another year is never used; what the documents say in words alone is not here.',
  layer: 'derived',
  key: ['indicator', 'axis', 'priority', 'year', 'basis'],
  columns: {
    indicator,
    axis,
    priority: oneOf(priorityOrAllTerms, {
      title: 'Priorità',
      title_en: 'Priority',
      description: 'Investment priority; all where the document states none for the figure.',
    }),
    year: year({
      title: 'Anno',
      title_en: 'Year',
      description: 'Year of the report that tells both the figure and its target.',
    }),
    basis: oneOf(targetBasisTerms, {
      title: 'Tipo di target',
      title_en: 'Kind of target',
      description: 'Milestone, final target or N+3 spending target.',
    }),
    achieved: number({
      title: 'Valore raggiunto',
      title_en: 'Achieved',
      description: 'The figure achieved, in the unit of the indicator, as printed.',
    }),
    achieved_observation: ref('observations', {
      title: 'Stampa del valore raggiunto',
      title_en: 'Print of achieved',
      description: 'Observation that achieved was taken from.',
    }),
    target_year: year({
      title: 'Anno del target',
      title_en: 'Year of the target',
      description: 'Year in which the target is due; of several, the next one.',
    }),
    target: number({
      title: 'Target',
      title_en: 'Target',
      description: 'The target, in the unit of the indicator, as printed.',
    }),
    target_observation: ref('observations', {
      title: 'Stampa del target',
      title_en: 'Print of the target',
      description: 'Observation that target was taken from.',
    }),
    ratio: number({
      title: 'Raggiunto su target',
      title_en: 'Achieved over target',
      description:
        'Our computation: achieved as percent of target, 2 decimals, from the values as printed; none for a target of zero.',
      unit: 'percent',
    }).orNull(),
    reached: oneOf(reachedTerms, {
      title: 'Raggiunto',
      title_en: 'Reached',
      description:
        'Our reading: whether achieved, at the date of the report, is at least the target; none where either is printed with a qualifier.',
    }).orNull(),
    scope,
    note: ref('notes', {
      title: 'Nota',
      title_en: 'Note',
      description: 'A note about achieved or target; annotations has them all.',
    }).orNull(),
  },
})
