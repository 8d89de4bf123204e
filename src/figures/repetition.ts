import type { Dataset, Row } from '../dataset/define.ts'
import { factCode, isStated } from '../derive/facts.ts'
import type { Link } from './link.ts'

/** Said where rows of `observations` print one fact several times: then their sum would count it several times. */
export interface Repetition {
  rows: number
  facts: number
  it: string
  en: string
  link: string
}

export const repetitionIn = ({ name }: Dataset, rows: readonly Row[], link: Link): Repetition | undefined => {
  if (name !== 'observations') return undefined
  const stated = rows.filter(isStated)
  const facts = new Set(stated.map(factCode)).size
  return stated.length === facts
    ? undefined
    : {
        rows: stated.length,
        facts,
        it: `Queste righe stampano ${facts} dati, alcuni più volte: non si sommano. Ciascun dato è una volta sola in facts.`,
        en: `These rows print ${facts} facts, some of them several times: do not sum them. facts has each of them once.`,
        link: link('facts'),
      }
}
