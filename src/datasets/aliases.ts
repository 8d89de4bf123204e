import { code, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { languageTerms } from './terms.ts'

export const aliases = defineDataset({
  name: 'aliases',
  title: 'Altri nomi',
  title_en: 'Other names',
  description:
    'Le parole con cui le persone indicano un codice: «Asse II» per 2. Servono a cercare e a suggerire il codice giusto; i filtri accettano solo i codici. Una parola può corrispondere a più codici.',
  description_en:
    'The words that people use for a code: “Asse II” for 2. They serve to search and to suggest the right code; filters accept codes only. A word may correspond to several codes.',
  layer: 'structure',
  search: ['alias'],
  key: ['subject', 'code', 'alias'],
  example: ['axes', '2', 'Asse II'],
  columns: {
    subject: code({
      title: 'Soggetto',
      title_en: 'Subject',
      description:
        'Dataset whose code it is, or column of a closed list; parameters, values, datasets and paths for what an address is written with.',
    }),
    code: text({ title: 'Codice', title_en: 'Code', description: 'The code, as the data write it.' }),
    alias: text({ title: 'Altro nome', title_en: 'Other name', description: 'The word or spelling that people use.' }),
    language: oneOf(languageTerms, {
      title: 'Lingua',
      title_en: 'Language',
      description: 'Language of the word; none for numerals and signs.',
    }).orNull(),
  },
})
