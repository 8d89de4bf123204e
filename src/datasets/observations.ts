import { code, integer, number, oneOf, ref, someOf, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import * as terms from './terms.ts'

const periodPattern = '^(\\d{4}|\\d{4}-\\d{4}|\\d{4}/\\d{4}|\\d{4}-Q[1-4])$'

/** The dimensions of a figure, alike in `observations` and `facts`. */
export const dimensions = {
  year: year({
    title: 'Anno',
    title_en: 'Year',
    description: 'Year that the figure speaks of; a target of 2023 is 2023.',
  }),
  period: code({
    title: 'Periodo',
    title_en: 'Period',
    description: 'Only where stated: YYYY, YYYY-YYYY, YYYY/YYYY for school years and editions, YYYY-Qn.',
    pattern: periodPattern,
    expected: 'YYYY, YYYY-YYYY, YYYY/YYYY or YYYY-Qn',
  }).orNull(),
  indicator: ref('indicators', {
    title: 'Indicatore',
    title_en: 'Indicator',
    description: 'What the figure measures.',
  }),
  basis: oneOf(terms.basisTerms, {
    title: 'Natura',
    title_en: 'Basis',
    description: 'Whether it is data, a target, an evaluation or a definition.',
  }),
  axis: ref('axes', {
    title: 'Asse',
    title_en: 'Axis',
    description: 'Priority axis; none where the figure is not about the programme.',
  }).orNull(),
  priority: ref('priorities', {
    title: 'Priorità',
    title_en: 'Priority',
    description: 'Investment priority, where stated.',
  }).orNull(),
  initiative: ref('initiatives', {
    title: 'Iniziativa',
    title_en: 'Initiative',
    description: 'Initiative that the figure is about.',
  }).orNull(),
  sex: oneOf(terms.sexTerms, {
    title: 'Sesso',
    title_en: 'Sex',
    description: 'Sex, for figures that count people.',
  }).orNull(),
  target_group: oneOf(terms.targetGroupTerms, {
    title: 'Gruppo',
    title_en: 'Target group',
    description: 'Group, for figures that count people. One person can be in several groups.',
  }).orNull(),
  main_initiative: ref('initiatives', {
    title: 'Iniziativa principale',
    title_en: 'Main initiative',
    description:
      'Topmost initiative that initiative is a phase, an edition or a line of, or itself: one value finds a measure with all its parts. Computed from initiatives.',
  }).orNull(),
  scope: oneOf(terms.scopeTerms, {
    title: 'Perimetro',
    title_en: 'Scope',
    description: 'With or without the wage-guarantee measure CIGD, where a document tells them apart.',
  }).orNull(),
}

/** How a figure was printed, alike in `observations` and `facts`. */
export const magnitude = {
  value: number({
    title: 'Valore',
    title_en: 'Value',
    description: 'The figure in its unit, as printed; percent as 24.39. None for a statement in words.',
    unit: 'unit',
  }).orNull(),
  unit: oneOf(terms.unitTerms, {
    role: 'attribute',
    title: 'Unità',
    title_en: 'Unit',
    description: 'Unit of value, precision and their like.',
  }).orNull(),
  qualifier: oneOf(terms.qualifierTerms, {
    role: 'attribute',
    title: 'Limitazione',
    title_en: 'Qualifier',
    description: 'At least (oltre, più di) or about (circa), where printed.',
  }).orNull(),
  precision: number({
    role: 'attribute',
    title: 'Precisione',
    title_en: 'Precision',
    description: 'Step of the last printed digit, in unit: 10000 for 958,67 Mln €.',
    example: '10000..',
    unit: 'unit',
  }).orNull(),
}

const { year: yearColumn, period, indicator, basis, axis, priority, initiative, sex, target_group, scope } = dimensions
const { value, unit, qualifier, precision } = magnitude

export const observations = defineDataset({
  name: 'observations',
  title: 'Dati stampati',
  title_en: 'Printed figures',
  description:
    'Una riga per ogni dato che un documento stampa, con il posto in cui sta. Lo stesso dato in due posti è due righe: non si sommano; facts ha ciascun dato una volta.',
  description_en:
    'One row for every figure that a document prints, with its place. The same figure in two places is two rows: never sum them; facts has each once.',
  layer: 'printed',
  search: ['label', 'printed', 'section', 'note', 'note_en'],
  key: ['id'],
  example: ['summary2022-0083'],
  columns: {
    id: code({
      title: 'Identificativo',
      title_en: 'Identifier',
      description: 'Source and four digits, given once and never reused.',
      pattern: '^[a-z0-9]+-\\d{4}$',
      expected: 'a source, - and four digits',
    }),
    source: ref('sources', {
      role: 'provenance',
      title: 'Documento',
      title_en: 'Source',
      description: 'Document that prints the figure.',
    }),
    section: text({
      role: 'provenance',
      title: 'Sezione',
      title_en: 'Section',
      description: 'Number of the section as printed, else its heading; for a table or box its name.',
    }).orNull(),
    line: integer({
      role: 'provenance',
      title: 'Riga',
      title_en: 'Line',
      description: 'Line of the text edition where printed begins.',
      minimum: 1,
    }),
    occurrence: integer({
      role: 'provenance',
      title: 'Occorrenza',
      title_en: 'Occurrence',
      description: 'Which one, when printed begins there more than once.',
      minimum: 1,
    }),
    place: oneOf(terms.placeTerms, {
      role: 'provenance',
      title: 'Posto',
      title_en: 'Place',
      description: 'Kind of place in the document.',
    }),
    label: text({
      role: 'provenance',
      title: 'Etichetta',
      title_en: 'Label',
      description: 'The words that name the figure, as printed.',
    }),
    year: yearColumn,
    period,
    indicator,
    basis,
    axis,
    priority,
    initiative,
    sex,
    target_group,
    scope,
    stage: oneOf(terms.stageTerms, {
      role: 'attribute',
      title: 'Stato',
      title_en: 'Stage',
      description: 'Stage of the initiative, as its list or sentence says.',
    }).orNull(),
    value,
    unit,
    qualifier,
    precision,
    printed: text({
      role: 'provenance',
      title: 'Come stampato',
      title_en: 'As printed',
      description: 'The exact string of the figure; a line break counts as a space.',
    }),
    inferred: someOf(terms.inferredTerms, {
      role: 'provenance',
      title: 'Letto da noi',
      title_en: 'Inferred',
      description: 'Columns that are our reading and are not printed there.',
    }).orNull(),
    note: text({
      title: 'Nota',
      title_en: 'Note (Italian)',
      description: 'Remark on this one figure, in Italian; in releases without note_en it is in English.',
    }).orNull(),
    note_en: text({
      title: 'Nota (inglese)',
      title_en: 'Note',
      description: 'The same remark, in English.',
    }).orNull(),
    main_initiative: dimensions.main_initiative,
  },
})
