import { plain } from './terms.ts'

/** The closed lists of notes and of the derived datasets, with their labels. */

export const noteKindTerms = plain({
  error: ['Errore del documento', 'Error in the document'],
  contradiction: ['Contraddizione', 'Contradiction'],
  scope: ['Perimetro: che cosa è compreso', 'Scope: what is included'],
  definition: ['Definizione', 'Definition'],
  rounding: ['Arrotondamento o troncamento', 'Rounding or truncation'],
  decrease: ['Diminuzione', 'Decrease'],
  revision: ['Modifica', 'Revision'],
  label: ['Denominazione', 'Label'],
  gap: ['Dato mancante', 'Gap'],
})

export const annotationRoleTerms = plain({
  subject: ['Il dato di cui la nota parla', 'The figure that the note speaks of'],
  evidence: ['Un dato che lo mostra', 'A figure that shows it'],
})

export const targetBasisTerms = plain({
  milestone: ['Target intermedio', 'Milestone'],
  target: ['Target finale', 'Target'],
  n3_target: [
    'Target di spesa N+3, da certificare entro tre anni',
    'N+3 spending target, to be certified within three years',
  ],
})

/** A key cannot be null: `all` stands where a figure has no priority. */
export const noPriorityTerms = plain({ all: ['Nessuna priorità indicata', 'No priority stated'] })

export const reachedTerms = plain({ yes: ['Sì', 'Yes'], no: ['No', 'No'] })

export const progressOutcomeTerms = plain({
  reached: ['Raggiunto', 'Reached'],
  missed: ['Mancato', 'Missed'],
  not_due: ['Non ancora scaduto alla data del documento', 'Not yet due at the date of the document'],
})

export const relationTerms = plain({
  equal: ['Uguale', 'Equal'],
  rounds: ['Arrotondamento', 'Rounding'],
  truncates: ['Troncamento', 'Truncation'],
  bounds: ['Limite rispettato', 'Bound that holds'],
  differs: ['Diverso', 'Different'],
})

export const spanTerms = plain({
  same_document: ['Stesso documento', 'Same document'],
  same_year: ['Documenti dello stesso anno', 'Documents of the same year'],
  later_report: ['Documento di un anno successivo', 'Document of a later year'],
})
