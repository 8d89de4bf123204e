import { code, number, oneOf, ref, year } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'
import { plain, unitTerms } from './terms.ts'

const relationTerms = plain({
  eq: ['Uguale', 'Equal'],
  le: ['Non oltre', 'At most'],
  ge: ['Non meno di', 'At least'],
  rounds_to: ['Arrotondamento', 'Rounding'],
})

const outcomeTerms = plain({
  holds: ['Torna', 'Holds'],
  within_rounding: ['Torna entro gli arrotondamenti', 'Holds within rounding'],
  fails: ['Non torna', 'Fails'],
  explained: ['Non torna, e una nota dice perché', 'Fails, and a note says why'],
})

const familyTerms = plain({
  axis_sum: ['Somme degli assi', 'Sums of the axes'],
  sex_sum: ['Donne e uomini', 'Women and men'],
  group_bound: ['Gruppi e persone vulnerabili', 'Groups and vulnerable people'],
  plan_share: ['Quote del piano finanziario', 'Shares of the financial plan'],
  cofinancing: ['Cofinanziamento', 'Cofinancing'],
  rate: ['Tassi di avanzamento', 'Rates of progress'],
  sex_share: ['Quote per sesso', 'Shares by sex'],
  group_share: ['Quote dei gruppi', 'Shares of the groups'],
  axis_share: ['Quote degli assi', 'Shares of the axes'],
  vulnerable_share: ['Quote sulle persone vulnerabili', 'Shares of the vulnerable people'],
  result_share: ['Rapporti di cui sono stampate le parti', 'Ratios whose parts are printed'],
  finance_order: ['Ordine delle misure finanziarie', 'Order of the financial measures'],
  target: ['Target', 'Targets'],
  cumulative: ['Dati cumulati fra due rapporti', 'Cumulative figures between reports'],
  programmed: ['Programmato fra due rapporti', 'Programmed between reports'],
  reprogramming: ['Riprogrammazione', 'Reprogramming'],
  framework_output: ['Indicatori di output e destinatari', 'Framework outputs and participants'],
  evaluation: ['Valutazione e monitoraggio', 'Evaluation and monitoring'],
  initiative_sum: ['Iniziative: somme', 'Initiatives: sums'],
  initiative_part: ['Iniziative: parti', 'Initiatives: parts'],
  table_table: ['Tabella e tabella', 'Table against table'],
  text_table: ['Testo e tabella', 'Text against table'],
  text_text: ['Testo e testo', 'Text against text'],
  slides_report: ['Slide e relazione', 'Slides against report'],
  structure_report: ['Struttura e relazione', 'Structure against report'],
  later_report: ['Relazioni di anni diversi', 'Reports of different years'],
})

export const checks = defineDataset({
  name: 'checks',
  title: 'Controlli',
  title_en: 'Checks',
  description:
    'I conti che le cifre stampate devono far tornare: somme, quote, ristampe, limiti. Ogni esito è calcolato dalle cifre in check_figures; nessuna cifra è corretta.',
  description_en:
    'What the printed figures must satisfy: sums, shares, reprints, limits. Every outcome is computed from the figures in check_figures; no figure is corrected.',
  layer: 'derived',
  search: ['code', 'title', 'title_en'],
  key: ['code'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the check. Never changes once published.' }),
    title,
    title_en: titleEn,
    relation: oneOf(relationTerms, {
      title: 'Relazione',
      title_en: 'Relation',
      description:
        'How left must stand to right; rounds_to: left is right rounded (half up) to the last printed digit of left.',
    }),
    left: number({
      title: 'Sinistra',
      title_en: 'Left',
      description: 'The figure that is checked, or the sum of the figures on the left.',
      unit: 'unit',
    }),
    right: number({
      title: 'Destra',
      title_en: 'Right',
      description: 'What it is held against: the sum of the figures on the right, or their ratio.',
      unit: 'unit',
    }),
    difference: number({
      title: 'Differenza',
      title_en: 'Difference',
      description: 'left minus right.',
      unit: 'unit',
    }),
    tolerance: number({
      title: 'Tolleranza',
      title_en: 'Tolerance',
      description:
        'What the rounding of the printed figures can explain: half the last printed digit of each amount and percentage, nothing for counts; for a ratio what its parts admit.',
      unit: 'unit',
    }),
    outcome: oneOf(outcomeTerms, {
      title: 'Esito',
      title_en: 'Outcome',
      description: 'Whether the relation is exactly true, true within the tolerance, or not, with or without a note.',
    }),
    note: ref('notes', {
      title: 'Nota',
      title_en: 'Note',
      description: 'Note that says why the check fails; only where the outcome is explained.',
    }).orNull(),
    family: oneOf(familyTerms, { title: 'Famiglia', title_en: 'Family', description: 'Kind of check.' }),
    year: year({
      title: 'Anno',
      title_en: 'Year',
      description: 'Year that the checked figure speaks of; between two reports the later one.',
    }),
    axis: ref('axes', {
      title: 'Asse',
      title_en: 'Axis',
      description: 'Priority axis of the checked figure.',
    }).orNull(),
    unit: oneOf(unitTerms, {
      title: 'Unità',
      title_en: 'Unit',
      description: 'Unit of left, right, difference and tolerance.',
    }),
  },
})
