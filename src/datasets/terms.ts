import type { Terms } from '../dataset/column.ts'

/** The closed lists of the data model, with their labels. */

/** A closed list from its labels alone. */
export const plain = <const V extends string>(
  labels: Record<V, readonly [title: string, title_en: string]>,
): Terms<V> =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(labels).map(([value, [title, title_en]]) => [value, { title, title_en }]),
  ) as Record<V, { title: string; title_en: string }>

export const axisKindTerms = plain({
  axis: ['Asse', 'Axis'],
  group: ['Gruppo di assi', 'Group of axes'],
  programme: ['Programma', 'Programme'],
})

export const sourceKindTerms = plain({
  report: ['Sintesi della relazione', 'Summary of the report'],
  slides: ['Presentazione', 'Slides'],
  structure: ['Struttura del programma', 'Structure of the programme'],
})

export const placeTerms = plain({
  prose: ['Testo', 'Prose'],
  bullet: ['Punto di un elenco', 'Bullet'],
  slide: ['Diapositiva', 'Slide'],
  table: ['Tabella', 'Table'],
  box: ['Riquadro', 'Box'],
  note: ['Nota a piè di pagina o di tabella', 'Footnote or note to a table'],
})

export const basisTerms = plain({
  actual: ['Valore effettivo', 'Actual figure'],
  plan: ['Previsione', 'Plan'],
  milestone: ['Target intermedio', 'Milestone'],
  target: ['Target finale', 'Target'],
  n3_target: [
    'Target di spesa N+3, da certificare entro tre anni',
    'N+3 spending target, to be certified within three years',
  ],
  evaluation: ['Valutazione', 'Evaluation'],
  definition: ['Definizione', 'Definition'],
})

export const sexTerms = plain({ total: ['Totale', 'Total'], female: ['Femmine', 'Female'], male: ['Maschi', 'Male'] })

export const targetGroupTerms = plain({
  total: ['Tutti', 'All'],
  vulnerable: ['Persone vulnerabili', 'Vulnerable people'],
  disabled: ['Persone con disabilità', 'People with disabilities'],
  migrant: ['Migranti, persone di origine straniera, minoranze', 'Migrants, people of foreign background, minorities'],
  other_disadvantaged: ['Altre persone svantaggiate', 'Other disadvantaged people'],
  unemployed: ['Disoccupati', 'Unemployed'],
  inactive: ['Inattivi', 'Inactive'],
  under_25: ['Meno di 25 anni', 'Below 25 years of age'],
  age_26_54: ['Da 26 a 54 anni', '26 to 54 years of age'],
  young: ['Giovani', 'Young people'],
  young_unemployed: ['Giovani disoccupati', 'Young unemployed people'],
  primary_or_secondary_education: ['Diploma di istruzione primaria o secondaria', 'Primary or secondary education'],
})

export const scopeTerms = plain({
  with_cigd: ['Con la CIGD, Cassa Integrazione in Deroga', 'With CIGD, the exceptional wage guarantee fund'],
  without_cigd: ['Senza la CIGD, Cassa Integrazione in Deroga', 'Without CIGD, the exceptional wage guarantee fund'],
})

export const stageTerms = plain({
  ongoing: ['In corso', 'Ongoing'],
  carried_out: ['Realizzate', 'Carried out'],
  concluded: ['Concluse', 'Concluded'],
  held: ['Svolti', 'Held'],
  programmed: ['Programmate', 'Programmed'],
  activated: ['Attivate', 'Activated'],
  confirmed: ['Confermate', 'Confirmed'],
})

export const qualifierTerms = plain({ at_least: ['Almeno (oltre, più di)', 'At least'], about: ['Circa', 'About'] })

export const unitTerms = plain({
  EUR: ['Euro', 'Euro'],
  percent: ['Percento', 'Percent'],
  person: ['Persone', 'People'],
  family: ['Famiglie', 'Families'],
  project: ['Progetti', 'Projects'],
  administration: ['Amministrazioni', 'Administrations'],
  enterprise: ['Imprese', 'Enterprises'],
  application: ['Domande', 'Applications'],
  operation: ['Operazioni', 'Operations'],
  programme: ['Programmi', 'Programmes'],
  initiative: ['Iniziative', 'Initiatives'],
  lot: ['Lotti', 'Lots'],
  procedure: ['Procedure', 'Procedures'],
  axis: ['Assi', 'Axes'],
  line_of_action: ['Direttrici di intervento', 'Lines of action'],
  policy_area: ['Aree di policy', 'Policy areas'],
  target: ['Target', 'Targets'],
  study: ['Studi', 'Studies'],
  course: ['Percorsi', 'Courses'],
  year_of_age: ['Anni di età', 'Years of age'],
  times: ['Volte', 'Times'],
})

export const inferredTerms = plain({
  axis: ['Asse', 'Axis'],
  priority: ['Priorità', 'Priority'],
  sex: ['Sesso', 'Sex'],
  target_group: ['Gruppo', 'Target group'],
  unit: ['Unità', 'Unit'],
  indicator: ['Indicatore', 'Indicator'],
  initiative: ['Iniziativa', 'Initiative'],
  period: ['Periodo', 'Period'],
  scope: ['Perimetro', 'Scope'],
})

export const indicatorKindTerms = plain({
  finance: ['Dati finanziari', 'Financial figures'],
  initiative_finance: ['Dati finanziari delle iniziative', 'Financial figures of initiatives'],
  participants: ['Destinatari', 'Participants'],
  initiative_participants: ['Destinatari delle iniziative', 'Participants of initiatives'],
  output: ['Realizzazione', 'Output'],
  result: ['Risultato', 'Result'],
  count: ['Conteggio', 'Count'],
  context: ['Contesto', 'Context'],
  evaluation: ['Valutazione', 'Evaluation'],
  definition: ['Definizione', 'Definition'],
  statement: ['Affermazione', 'Statement'],
})

export const accumulationTerms = plain({
  cumulative: ['Cumulato dal 2014', 'Cumulative since 2014'],
  annual: ["Dell'anno", 'Annual'],
  increment: ["Aggiunto nell'anno", 'Added in the year'],
  point_in_time: ['Alla data dei dati', 'At the date of the data'],
  unstated: ['Non detto dal documento', 'Not stated by the document'],
})

export const additiveTerms = plain({ axis: ['Asse', 'Axis'], sex: ['Sesso', 'Sex'] })

export const overlapTerms = plain({
  axis: ['Asse', 'Axis'],
  sex: ['Sesso', 'Sex'],
  target_group: ['Gruppo', 'Target group'],
  initiative: ['Iniziativa', 'Initiative'],
})

export const roleTerms = plain({
  beneficiary: ['Beneficiari', 'Beneficiaries'],
  recipient: ['Destinatari', 'Participants'],
})

export const actKindTerms = plain({
  ec_approval: ['Decisione di approvazione della Commissione', 'Approval decision of the Commission'],
  ec_amendment: ['Decisione di modifica della Commissione', 'Amending decision of the Commission'],
  state_region_agreement: ['Accordo Stato-Regione', 'State-Region agreement'],
  cipe_resolution: ['Delibera CIPE', 'CIPE resolution'],
  regional_resolution: ['Delibera della Giunta regionale', 'Resolution of the regional government'],
  regional_decree: ['Decreto regionale', 'Regional decree'],
  national_law: ['Legge nazionale', 'National law'],
  eu_regulation: ['Regolamento UE', 'EU regulation'],
  technical_standard: ['Norma tecnica', 'Technical standard'],
  committee_approval: ['Approvazione del Comitato di sorveglianza', 'Approval by the monitoring committee'],
})

export const factStatusTerms = plain({
  printed: ['Stampato in un documento', 'Printed in a document'],
  missing: ['Nessun documento lo riporta', 'No document prints it'],
  lost: ["Era in un'immagine perduta", 'It stood in a lost image'],
  not_applicable: ['Non applicabile', 'Not applicable'],
})

export const languageTerms = plain({ it: ['Italiano', 'Italian'], en: ['Inglese', 'English'] })
