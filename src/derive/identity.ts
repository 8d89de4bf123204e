import type * as z from 'zod'
import type { facts } from '../datasets/facts.ts'
import type { observations } from '../datasets/observations.ts'
import type { sources } from '../datasets/sources.ts'

export type Observation = z.infer<typeof observations.row>
export type Source = z.infer<typeof sources.row>
export type Fact = z.infer<typeof facts.row>

/** What makes two observations print the same fact, in the order in which its code names them. */
export const identity = [
  'indicator',
  'basis',
  'year',
  'axis',
  'priority',
  'initiative',
  'sex',
  'target_group',
  'period',
  'scope',
] as const

export type Identity = Pick<Fact, (typeof identity)[number]>

export const identityOf = (figure: Identity): Identity => {
  const { indicator, basis, year, axis, priority, initiative, sex, target_group, period, scope } = figure
  return { indicator, basis, year, axis, priority, initiative, sex, target_group, period, scope }
}

/** The citeable code of a fact: what identifies it, without nulls and without `actual` and a target group of `total`. */
export const factCode = (figure: Partial<Record<keyof Identity, unknown>>): string =>
  identity
    .filter((name) => figure[name] != null)
    .filter(
      (name) =>
        !(name === 'basis' && figure.basis === 'actual') &&
        !(name === 'target_group' && figure.target_group === 'total'),
    )
    .map((name) => String(figure[name]).toLowerCase())
    .join('-')

/** Whether a printed figure states a fact: statements, evaluations and definitions do not. */
export const isStated = ({ basis, indicator }: { basis?: unknown; indicator?: unknown }): boolean =>
  basis !== 'evaluation' && basis !== 'definition' && indicator !== 'statement'
