import { date, number, oneOf, ref, refs, text, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { plain, scopeTerms } from './terms.ts'

const money = (name: string, titleIt: string, titleEn: string) =>
  number({
    title: titleIt,
    title_en: titleEn,
    description: `${titleEn}, in euro, as printed.`,
    unit: 'EUR',
    indicator: name,
    rests: [`${name}_observation`],
  }).orNull()
const people = (name: string, titleIt: string, titleEn: string) =>
  number({
    title: titleIt,
    title_en: titleEn,
    description: `${titleEn}, people since 2014, as printed.`,
    example: '1000..',
    unit: 'person',
    indicator: 'participants',
    rests: [`${name}_observation`],
  }).orNull()
const rate = (measure: string, titleIt: string) =>
  number({
    title: `${titleIt} su dotazione`,
    title_en: `${measure} of allocated`,
    description: `Our computation: ${measure.toLowerCase()} as percent of allocated, 2 decimals; none where the two differ in scope.`,
    example: '50..',
    unit: 'percent',
    rests: [`${measure.toLowerCase()}_observation`, 'allocated_observation'],
  }).orNull()
const from = (measure: string) =>
  ref('observations', {
    role: 'provenance',
    title: `Stampa di ${measure}`,
    title_en: `Print of ${measure}`,
    description: `Observation that ${measure} was taken from.`,
  }).orNull()

/** Columns of a snapshot that hold a printed figure. */
export const snapshotMeasures = [
  'allocated',
  'programmed',
  'committed',
  'paid',
  'certified',
  'participants',
  'participants_female',
  'participants_male',
  'vulnerable',
  'disabled',
  'migrants',
  'other_disadvantaged',
] as const

/** Why a cell is empty: as `facts` says of its figure, or why a printed figure gives none. */
const blankTerms = plain({
  missing: ['Nessun documento lo riporta', 'No document prints it'],
  lost: ["Era in un'immagine perduta", 'It stood in a lost image'],
  not_applicable: ['Non applicabile', 'Not applicable'],
  qualified: ['Stampato solo come almeno o circa', 'Printed as at least or about only'],
  scope: ['I due dati hanno un perimetro diverso', 'The two figures differ in scope'],
  zero: ['Il denominatore è zero', 'The denominator is zero'],
})

export const snapshotBlankTerms = Object.keys(blankTerms) as readonly (keyof typeof blankTerms)[]

/** Columns of a snapshot that hold a rate of ours. */
const snapshotRates = [
  'programmed_of_allocated',
  'committed_of_allocated',
  'paid_of_allocated',
  'certified_of_allocated',
] as const

export const snapshots = defineDataset({
  name: 'snapshots',
  title: 'Quadro annuale',
  title_en: 'Yearly snapshots',
  description:
    'Una riga per anno e asse con le cifre principali. La colonna blanks dice perché una cella è vuota. Nessuna cifra è una somma fatta da noi; le percentuali sulla dotazione le calcoliamo noi.',
  description_en:
    'One row for each year and axis with the core figures. The column blanks says why a cell is empty. No figure is a sum of ours; the percentages of the allocation are computed by us.',
  layer: 'derived',
  key: ['year', 'axis'],
  example: ['2022', 'total'],
  cube: {
    dimensions: ['year', 'axis'],
    measures: [...snapshotMeasures, ...snapshotRates],
    missing: 'blanks',
    states: blankTerms,
  },
  columns: {
    year: year({ title: 'Anno', title_en: 'Year', description: 'Year of the report.' }),
    axis: ref('axes', { title: 'Asse', title_en: 'Axis', description: 'Axis, or total for the programme.' }),
    date: date({
      title: 'Data dei dati',
      title_en: 'Date of the data',
      description: 'Day to which the figures refer.',
    }),
    allocated: money('allocated', 'Dotazione', 'Allocated'),
    programmed: money('programmed', 'Programmato', 'Programmed'),
    committed: money('committed', 'Impegnato', 'Committed'),
    paid: money('paid', 'Pagato', 'Paid'),
    certified: money('certified', 'Certificato', 'Certified'),
    finance_scope: oneOf(scopeTerms, {
      role: 'attribute',
      title: 'Perimetro finanziario',
      title_en: 'Scope of finance',
      description: 'Whether committed and paid include the wage-guarantee measure CIGD, where the document says so.',
      rests: ['committed_observation', 'paid_observation'],
    }).orNull(),
    programmed_of_allocated: rate('Programmed', 'Programmato'),
    committed_of_allocated: rate('Committed', 'Impegnato'),
    paid_of_allocated: rate('Paid', 'Pagato'),
    certified_of_allocated: rate('Certified', 'Certificato'),
    participants: people('participants', 'Destinatari', 'Participants'),
    participants_female: people('participants_female', 'Destinatari, femmine', 'Participants, female'),
    participants_male: people('participants_male', 'Destinatari, maschi', 'Participants, male'),
    vulnerable: people('vulnerable', 'Persone vulnerabili', 'Vulnerable participants'),
    disabled: people('disabled', 'Persone con disabilità', 'Participants with disabilities'),
    migrants: people('migrants', 'Migranti', 'Migrant participants'),
    other_disadvantaged: people(
      'other_disadvantaged',
      'Altre persone svantaggiate',
      'Other disadvantaged participants',
    ),
    participants_scope: oneOf(scopeTerms, {
      role: 'attribute',
      title: 'Perimetro dei destinatari',
      title_en: 'Scope of participants',
      description:
        'Whether the beneficiaries of the wage-guarantee measure CIGD are counted, where the document says so.',
      rests: ['participants_observation'],
    }).orNull(),
    notes: refs('notes', {
      title: 'Note',
      title_en: 'Notes',
      description:
        'Codes of the notes that speak of a figure of the row, or explain why one is not printed, separated by spaces; none where none does.',
    }).orNull(),
    allocated_observation: from('allocated'),
    programmed_observation: from('programmed'),
    committed_observation: from('committed'),
    paid_observation: from('paid'),
    certified_observation: from('certified'),
    participants_observation: from('participants'),
    participants_female_observation: from('participants_female'),
    participants_male_observation: from('participants_male'),
    vulnerable_observation: from('vulnerable'),
    disabled_observation: from('disabled'),
    migrants_observation: from('migrants'),
    other_disadvantaged_observation: from('other_disadvantaged'),
    blanks: text({
      title: 'Celle vuote',
      title_en: 'Blanks',
      description:
        'The figures and rates that are empty, each as column:reason, separated by spaces; none where none is. missing: no document prints it; lost: it stood in a lost image; not_applicable: there is no such figure; qualified: printed as at least or about only; for rates also scope: the two figures differ in scope; zero: the denominator is zero. A figure and its observation column are empty together.',
      pattern: `^[a-z_]+:(${snapshotBlankTerms.join('|')})( [a-z_]+:(${snapshotBlankTerms.join('|')}))*$`,
      expected: 'columns and reasons, such as programmed:lost',
    }).orNull(),
  },
})
