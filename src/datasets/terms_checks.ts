import { plain } from './terms.ts'

/** The closed lists of `checks` and `claims`, with their labels. */

export const checkRelationTerms = plain({
  eq: ['Uguale', 'Equal'],
  le: ['Non oltre', 'At most'],
  ge: ['Non meno di', 'At least'],
  rounds_to: ['Arrotondamento', 'Rounding'],
})

export const outcomeTerms = plain({
  holds: ['Torna', 'Holds'],
  within_rounding: ['Torna entro gli arrotondamenti', 'Holds within rounding'],
  fails: ['Non torna', 'Fails'],
  explained: ['Non torna, e una nota dice perché', 'Fails, and a note says why'],
})

export const familyTerms = plain({
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
  framework_output: ['Indicatori di output e destinatari', 'Output indicators and participants'],
  evaluation: ['Valutazione e monitoraggio', 'Evaluation and monitoring'],
  initiative_sum: ['Iniziative: somme', 'Initiatives: sums'],
  initiative_part: ['Iniziative: parti', 'Initiatives: parts'],
})

export const sideTerms = plain({ left: ['Sinistra', 'Left'], right: ['Destra', 'Right'] })

export const partTerms = plain({
  term: ['Addendo', 'Term'],
  numerator: ['Numeratore', 'Numerator'],
  denominator: ['Denominatore', 'Denominator'],
  both: ['Numeratore e addendo del denominatore', 'Numerator and term of the denominator'],
  factor: ['Quota applicata agli addendi', 'Share that the terms are multiplied by'],
  claim: ['Affermazione in parole', 'Statement in words'],
})
