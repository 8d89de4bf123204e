import type * as z from 'zod'
import type { indicators } from '../datasets/indicators.ts'
import type { progress } from '../datasets/progress.ts'
import type { targetClaims } from '../datasets/target_claims.ts'
import { targetBasisTerms } from '../datasets/terms_derived.ts'
import { noteOfPair, type Annotation } from './annotations.ts'
import { dueDay, printsOfFacts, type Deadline } from './facts.ts'
import type { Fact, Identity, Observation, Source } from './identity.ts'
import { percentOf } from './percent.ts'

export type Progress = z.infer<typeof progress.row>
type TargetClaim = z.infer<typeof targetClaims.row>

/** The rows that progress is made from. */
export interface ProgressRows {
  facts: readonly Fact[]
  observations: readonly Observation[]
  sources: readonly Source[]
  annotations: readonly Annotation[]
  deadlines: readonly Deadline[]
  indicators: readonly z.infer<typeof indicators.row>[]
  target_claims: readonly TargetClaim[]
}

/** What a figure and its target have in common. */
const matched = ['indicator', 'axis', 'priority', 'initiative', 'sex', 'target_group', 'period'] as const
const matchKey = (identity: Identity) => JSON.stringify(matched.map((name) => identity[name]))

/** Whether the key of progress says all of a figure: it has no part of an axis but the priority. */
const keyed = ({ initiative, sex, target_group, period }: Identity) =>
  initiative === null && period === null && [sex, target_group].every((part) => part === null || part === 'total')

type Target = Observation & Pick<Progress, 'basis'>
const isTarget = (print: Observation): print is Target => print.basis in targetBasisTerms

/** The best print of each target that documents of the year tell and that is still ahead, the next one first. */
const targetsOf = ({ observations, sources }: ProgressRows, year: number): Target[] => {
  const documents = new Set(sources.filter((source) => source.year === year).map(({ code }) => code))
  const printed = observations.filter(({ source }) => documents.has(source))
  return [...printsOfFacts(printed, sources).values()]
    .map((prints) => prints[0]!)
    .filter(isTarget)
    .filter((target) => target.value !== null && target.year >= year)
    .toSorted((a, b) => a.year - b.year)
}

type Judgement = Pick<Progress, 'outcome' | 'reason' | 'reason_en'>

const open = (reason: string, reason_en: string): Judgement => ({ outcome: null, reason, reason_en })

/** Whether a target was reached, and if not, whether it was due on the day of the figure. */
const judge = (fact: Fact, target: Target, due: string | null): Judgement => {
  if (fact.qualifier !== null || target.qualifier !== null)
    return open(
      'Una delle due cifre è stampata con «circa», «oltre» o simili: il confronto non è certo.',
      'One of the two figures is printed with “about”, “more than” or the like: the comparison is not certain.',
    )
  if (fact.value! >= target.value!) return { outcome: 'reached', reason: null, reason_en: null }
  if (fact.date === null || due === null)
    return open(
      'Manca il giorno dei dati o la scadenza: non si sa se il target era già scaduto.',
      'The day of the data or the due day is missing: whether the target was already due is not known.',
    )
  return { outcome: due > fact.date ? 'not_due' : 'missed', reason: null, reason_en: null }
}

const progressOf = (fact: Fact, target: Target, { annotations, deadlines }: ProgressRows): Progress => {
  const [achieved, goal] = [fact.value!, target.value!]
  const qualified = fact.qualifier !== null || target.qualifier !== null
  const due = dueDay(deadlines, target)
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
    unit: fact.unit,
    due,
    ...judge(fact, target, due),
  }
}

/** Whether a claim is about a figure or target of the same kind. */
const claims = (claim: TargetClaim, { indicator, axis, priority }: Identity) =>
  claim.indicator === indicator && claim.axis === axis && claim.priority === (priority ?? 'all')

/** A target that a document speaks of in words: what is printed of it, and why nothing is computed. */
const claimedOf = (claim: TargetClaim, rows: ProgressRows, achievements: readonly Fact[]): Progress => {
  const { indicator, axis, priority, year, basis, reason, reason_en } = claim
  const fact = achievements.find((achieved) => achieved.year === year && claims(claim, achieved))
  const target = targetsOf(rows, year).find((print) => print.basis === basis && keyed(print) && claims(claim, print))
  const target_year = target?.year ?? claim.target_year
  return {
    indicator,
    axis,
    priority,
    year,
    basis,
    achieved: fact?.value ?? null,
    achieved_observation: fact?.observation ?? null,
    target_year,
    target: target?.value ?? null,
    target_observation: target?.id ?? null,
    ratio: null,
    reached: null,
    scope: fact?.scope ?? null,
    note: noteOfPair(rows.annotations, claim.observation, fact?.observation ?? target?.id ?? claim.observation),
    unit: rows.indicators.find(({ code }) => code === indicator)!.unit,
    due: target_year === null ? null : dueDay(rows.deadlines, { basis, year: target_year }),
    ...open(reason, reason_en),
  }
}

const keyOf = ({ indicator, axis, priority, year, basis }: Pick<Progress, keyof TargetClaim & keyof Progress>) =>
  [indicator, axis, priority, year, basis].join('/')

/**
 * Each figure achieved beside the targets that documents of its own year give for it: one of each kind, the next that is due.
 * Then the targets that a document speaks of in words, where nothing can be computed.
 */
export const deriveProgress = (rows: ProgressRows): Progress[] => {
  const achievements = rows.facts.filter(
    (fact) => fact.basis === 'actual' && fact.value !== null && fact.axis !== null && keyed(fact),
  )
  const computed = [...Map.groupBy(achievements, ({ year }) => year)].flatMap(([year, ofYear]) => {
    const targets = Map.groupBy(targetsOf(rows, year), matchKey)
    return ofYear.flatMap((fact) => {
      const next = Map.groupBy(targets.get(matchKey(fact)) ?? [], ({ basis }) => basis)
      return [...next.values()].map(([target]) => progressOf(fact, target!, rows))
    })
  })
  const keys = new Set(computed.map(keyOf))
  const claimed = rows.target_claims.filter((claim) => !keys.has(keyOf(claim)))
  return [...computed, ...claimed.map((claim) => claimedOf(claim, rows, achievements))]
}
