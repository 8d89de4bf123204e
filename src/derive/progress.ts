import type * as z from 'zod'
import type { progress } from '../datasets/progress.ts'
import { targetBasisTerms } from '../datasets/terms_derived.ts'
import { noteOfPair, type Annotation } from './annotations.ts'
import { printsOfFacts, type Fact, type Identity, type Observation, type Source } from './facts.ts'
import { percentOf } from './percent.ts'

export type Progress = z.infer<typeof progress.row>

/** What a figure and its target have in common. */
const matched = ['indicator', 'axis', 'priority', 'initiative', 'sex', 'target_group', 'period'] as const
const matchKey = (of: Identity) => JSON.stringify(matched.map((name) => of[name]))

/** Whether the key of progress says all of a figure: it has no part of an axis but the priority. */
const keyed = ({ initiative, sex, target_group, period }: Identity) =>
  initiative === null && period === null && [sex, target_group].every((part) => part === null || part === 'total')

type Target = Observation & Pick<Progress, 'basis'>
const isTarget = (print: Observation): print is Target => print.basis in targetBasisTerms

/** The best print of each target that documents of the year tell and that is still ahead, the next one first. */
const targetsTold = (observations: readonly Observation[], sources: readonly Source[], year: number): Target[] => {
  const then = new Set(sources.filter((source) => source.year === year).map(({ code }) => code))
  const told = observations.filter(({ source }) => then.has(source))
  return [...printsOfFacts(told, sources).values()]
    .map((prints) => prints[0]!)
    .filter(isTarget)
    .filter((target) => target.value !== null && target.year >= year)
    .toSorted((a, b) => a.year - b.year)
}

const progressOf = (fact: Fact, target: Target, annotations: readonly Annotation[]): Progress => {
  const [achieved, goal] = [fact.value!, target.value!]
  const qualified = fact.qualifier !== null || target.qualifier !== null
  return {
    indicator: fact.indicator,
    axis: fact.axis!,
    priority: fact.priority ?? 'all',
    year: fact.year,
    basis: target.basis,
    achieved,
    achieved_observation: fact.observation!,
    target_year: target.year,
    target: goal,
    target_observation: target.id,
    ratio: percentOf(achieved, goal),
    reached: qualified ? null : achieved >= goal ? 'yes' : 'no',
    scope: fact.scope,
    note: noteOfPair(annotations, fact.observation!, target.id),
  }
}

/** Each figure achieved beside the targets that documents of its own year give for it: one of each kind, the next that is due. */
export const deriveProgress = (
  facts: readonly Fact[],
  observations: readonly Observation[],
  sources: readonly Source[],
  annotations: readonly Annotation[],
): Progress[] => {
  const achieved = facts.filter(
    (fact) => fact.basis === 'actual' && fact.value !== null && fact.axis !== null && keyed(fact),
  )
  return [...Map.groupBy(achieved, ({ year }) => year)].flatMap(([year, ofYear]) => {
    const targets = Map.groupBy(targetsTold(observations, sources, year), matchKey)
    return ofYear.flatMap((fact) => {
      const next = Map.groupBy(targets.get(matchKey(fact)) ?? [], ({ basis }) => basis)
      return [...next.values()].map(([target]) => progressOf(fact, target!, annotations))
    })
  })
}
