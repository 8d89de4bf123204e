import { number, oneOf, ref } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { relationTerms, spanTerms } from './terms_derived.ts'

export const restatements = defineDataset({
  name: 'restatements',
  title: 'Stampe a confronto',
  title_en: 'Printed versions compared',
  description:
    'Un dato stampato più volte: ogni altra stampa a confronto con quella scelta in facts. Mostra dove i documenti arrotondano, troncano o non concordano.',
  description_en:
    'A figure that is printed several times: each other printed version compared with the one chosen in facts. It shows where the documents round, truncate or disagree.',
  layer: 'derived',
  key: ['observation'],
  example: ['structure2020-0002'],
  columns: {
    observation: ref('observations', {
      title: 'Stampa',
      title_en: 'Print',
      description: 'The print that was not chosen.',
    }),
    fact: ref('facts', { title: 'Dato', title_en: 'Fact', description: 'The fact that both print.' }),
    other: ref('observations', {
      title: 'Stampa scelta',
      title_en: 'Chosen print',
      description: 'The print that facts takes the value from.',
    }),
    relation: oneOf(relationTerms, {
      title: 'Relazione',
      title_en: 'Relation',
      description:
        'How the two prints relate; the coarser of the two is the one that rounds, truncates or sets the bound.',
    }),
    difference: number({
      title: 'Differenza',
      title_en: 'Difference',
      description: 'Value of observation minus value of other, in the unit of the fact; none where one has no value.',
    }).orNull(),
    span: oneOf(spanTerms, {
      title: 'Distanza',
      title_en: 'Span',
      description:
        'Whether one document prints both, documents of the same year, or the chosen print stands in a document of a later year.',
    }),
    note: ref('notes', {
      title: 'Nota',
      title_en: 'Note',
      description: 'Note that speaks of both prints, where they are not equal; none where no note does.',
    }).orNull(),
  },
})
