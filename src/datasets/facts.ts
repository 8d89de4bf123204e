import { code, date, integer, number, oneOf, ref, refs, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { dimensions, magnitude } from './observations.ts'
import { factStatusTerms, qualifierTerms } from './terms.ts'

const { year: yearColumn, period, indicator, basis, axis, priority, initiative, sex, target_group, scope } = dimensions
const { value, unit, qualifier, precision } = magnitude

export const facts = defineDataset({
  name: 'facts',
  title: 'Dati',
  title_en: 'Facts',
  description:
    'Ogni cifra una volta sola, con un codice da citare e, se è stampata più volte, la versione scelta; le cifre principali hanno una riga anche quando il testo non le dà, con la ragione.',
  description_en:
    'Each figure once only, with a code to cite and, if it is printed several times, the version chosen; the core figures have a row even where the text does not give them, with the reason.',
  layer: 'derived',
  search: ['code', 'reason', 'reason_en'],
  key: ['code'],
  example: ['paid-2022-1'],
  // What is not here is in `only`: so the two are the identity of a fact, and no two of them share a cell.
  cube: {
    dimensions: ['year', 'indicator', 'axis', 'sex', 'target_group', 'scope'],
    measures: ['value'],
    only: { basis: 'actual', priority: null, initiative: null, period: null },
    missing: 'status',
    qualifier: 'qualifier',
    reason: 'reason',
    states: { ...factStatusTerms, ...qualifierTerms },
  },
  columns: {
    code: code({
      title: 'Codice',
      title_en: 'Code',
      description: 'Indicator and dimensions, joined by -. Never changes once published.',
    }),
    indicator,
    basis,
    year: yearColumn,
    axis,
    priority,
    initiative,
    sex,
    target_group,
    period,
    scope,
    value,
    unit,
    qualifier,
    precision,
    low: number({
      role: 'attribute',
      title: 'Minimo',
      title_en: 'Low',
      description: 'Least value that the print admits; none where it sets no lower bound.',
      unit: 'unit',
    }).orNull(),
    high: number({
      role: 'attribute',
      title: 'Massimo',
      title_en: 'High',
      description: 'Greatest value that the print admits; none where it sets no upper bound.',
      unit: 'unit',
    }).orNull(),
    status: oneOf(factStatusTerms, {
      role: 'attribute',
      title: 'Stato',
      title_en: 'Status',
      description: 'Whether a document prints it.',
    }),
    reason: text({
      title: 'Ragione',
      title_en: 'Reason (Italian)',
      description: 'Why there is no value, in Italian; none where there is one.',
    }).orNull(),
    observation: ref('observations', {
      role: 'provenance',
      title: 'Stampa scelta',
      title_en: 'Chosen print',
      description: 'Observation that the value was taken from.',
    }).orNull(),
    prints: integer({ title: 'Stampe', title_en: 'Prints', description: 'How many observations print the fact.' }),
    agree: integer({
      title: 'Concordi',
      title_en: 'In agreement',
      description:
        'How many of the prints are equal to the chosen one or a rounding, a truncation or a bound of it, itself included.',
    }),
    reason_en: text({
      title: 'Ragione (inglese)',
      title_en: 'Reason (English)',
      description: 'The same reason, in English.',
    }).orNull(),
    date: date({
      title: 'Data',
      title_en: 'Date',
      description:
        'Day that the figure speaks of: for a target its due day, otherwise the day to which the data of its document refer; none for a quarter, and where no document of that year states a day.',
    }).orNull(),
    printed: text({
      role: 'provenance',
      title: 'Come stampato',
      title_en: 'As printed',
      description: 'The exact string of the chosen print; none where no document prints the figure.',
    }).orNull(),
    notes: refs('notes', {
      title: 'Note',
      title_en: 'Notes',
      description:
        'Codes of the notes that speak of a print of the fact, or that explain why it is absent, separated by spaces; none where none does.',
    }).orNull(),
    main_initiative: dimensions.main_initiative,
  },
})
