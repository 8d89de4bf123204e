import type * as z from 'zod'
import type { facts } from '../datasets/facts.ts'
import type { observations } from '../datasets/observations.ts'
import type { sources } from '../datasets/sources.ts'
import { compare, intervalOf } from './prints.ts'
import { blanks } from './blanks.ts'

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

const identityOf = (of: Identity): Identity =>
  Object.fromEntries(identity.map((name) => [name, of[name]])) as unknown as Identity

/** The citeable code of a fact: what identifies it, without nulls and without `actual` and a target group of `total`. */
export const factCode = (of: Identity): string =>
  identity
    .filter((name) => of[name] !== null)
    .filter(
      (name) =>
        !(name === 'basis' && of.basis === 'actual') && !(name === 'target_group' && of.target_group === 'total'),
    )
    .map((name) => String(of[name]).toLowerCase())
    .join('-')

const placeRank = { table: 0, note: 1, prose: 2, bullet: 2, slide: 2, box: 2 } as const
const kindRank = { report: 0, structure: 1, slides: 2 } as const

/** Orders prints of one fact, the best first: newest document, finest print, report before slides, table before text. */
const better =
  (sources: ReadonlyMap<string, Source>) =>
  (a: Observation, b: Observation): number => {
    const [ofA, ofB] = [sources.get(a.source)!, sources.get(b.source)!]
    return (
      ofB.year - ofA.year ||
      (a.precision ?? 0) - (b.precision ?? 0) ||
      kindRank[ofA.kind] - kindRank[ofB.kind] ||
      placeRank[a.place] - placeRank[b.place] ||
      (a.id < b.id ? -1 : 1)
    )
  }

/** Whether a printed figure states a fact: statements, evaluations and definitions do not. */
export const isStated = ({ basis, indicator }: { basis?: unknown; indicator?: unknown }): boolean =>
  basis !== 'evaluation' && basis !== 'definition' && indicator !== 'statement'

/** The prints of each fact, the best first. */
export const printsOfFacts = (
  observations: readonly Observation[],
  sources: readonly Source[],
): Map<string, Observation[]> => {
  const order = better(new Map(sources.map((source) => [source.code, source])))
  const stated = observations.filter(isStated)
  const groups = Map.groupBy(stated, factCode)
  return new Map([...groups].map(([code, prints]) => [code, prints.toSorted(order)]))
}

const factOf = (code: string, prints: readonly Observation[]): Fact => {
  const chosen = prints[0]!
  const { value, unit, qualifier, precision, id } = chosen
  return {
    code,
    ...identityOf(chosen),
    value,
    unit,
    qualifier,
    precision,
    ...intervalOf(chosen),
    status: 'printed',
    reason: null,
    observation: id,
    prints: prints.length,
    agree: prints.filter((print) => compare(chosen, print) !== 'differs').length,
    reason_en: null,
  }
}

/** Each printed fact once, then the core figures that no document prints, with the reason. */
export const deriveFacts = (observations: readonly Observation[], sources: readonly Source[]): Fact[] => {
  const printed = [...printsOfFacts(observations, sources)].map(([code, prints]) => factOf(code, prints))
  return [...printed, ...blanks(printed)]
}
