import type * as z from 'zod'
import { snapshotMeasures, type snapshots } from '../datasets/snapshots.ts'
import { notesAbout, type Annotation } from './annotations.ts'
import { coreAxes, reportYears } from './blanks.ts'
import type { Fact, Source } from './facts.ts'
import { percentOf } from './percent.ts'

export type Snapshot = z.infer<typeof snapshots.row>
type Measure = (typeof snapshotMeasures)[number]

const groupOf: Partial<Record<Measure, Pick<Fact, 'sex' | 'target_group'>>> = {
  participants: { sex: 'total', target_group: 'total' },
  participants_female: { sex: 'female', target_group: 'total' },
  participants_male: { sex: 'male', target_group: 'total' },
  vulnerable: { sex: 'total', target_group: 'vulnerable' },
  disabled: { sex: 'total', target_group: 'disabled' },
  migrants: { sex: 'total', target_group: 'migrant' },
  other_disadvantaged: { sex: 'total', target_group: 'other_disadvantaged' },
}

type CellFact = Pick<
  Fact,
  'indicator' | 'basis' | 'year' | 'axis' | 'sex' | 'target_group' | 'priority' | 'initiative' | 'period'
>

/** Whether a fact, printed or not, is what a cell of a snapshot is about. */
export const isOfCell = (fact: CellFact, measure: Measure, year: number, axis: string): boolean => {
  const { sex, target_group } = groupOf[measure] ?? { sex: null, target_group: null }
  return (
    fact.indicator === (groupOf[measure] ? 'participants' : measure) &&
    fact.basis === 'actual' &&
    fact.year === year &&
    fact.axis === axis &&
    fact.sex === sex &&
    fact.target_group === target_group &&
    fact.priority === null &&
    fact.initiative === null &&
    fact.period === null
  )
}

/** The fact of a cell. A cell holds only what is printed without qualification. */
const factFor = (facts: readonly Fact[], measure: Measure, year: number, axis: string): Fact | undefined =>
  facts.find((fact) => fact.status === 'printed' && fact.qualifier === null && isOfCell(fact, measure, year, axis))

/** `part` as percent of `whole`; null where one is missing or they differ in scope. */
export const rateOf = (part: Fact | undefined, whole: Fact | undefined): number | null =>
  part?.value == null || whole?.value == null || part.scope !== whole.scope ? null : percentOf(part.value, whole.value)

const snapshotOf = (
  facts: readonly Fact[],
  sources: readonly Source[],
  annotations: readonly Annotation[],
  year: number,
  axis: (typeof coreAxes)[number],
): Snapshot => {
  const fact = Object.fromEntries(
    snapshotMeasures.map((measure) => [measure, factFor(facts, measure, year, axis)]),
  ) as Record<Measure, Fact | undefined>
  const value = (measure: Measure) => fact[measure]?.value ?? null
  const report = sources.find((source) => source.kind === 'report' && source.year === year)
  const cells = Object.fromEntries(snapshotMeasures.map((measure) => [measure, value(measure)])) as Record<
    Measure,
    number | null
  >
  const prints = Object.fromEntries(
    snapshotMeasures.map((measure) => [`${measure}_observation`, fact[measure]?.observation ?? null]),
  ) as Record<`${Measure}_observation`, string | null>
  const notes = notesAbout(annotations, new Set(Object.values(prints).filter((id) => id !== null)))
  return {
    year,
    axis,
    date: report!.data_date!,
    ...cells,
    finance_scope: fact.committed?.scope ?? fact.paid?.scope ?? null,
    programmed_of_allocated: rateOf(fact.programmed, fact.allocated),
    committed_of_allocated: rateOf(fact.committed, fact.allocated),
    paid_of_allocated: rateOf(fact.paid, fact.allocated),
    certified_of_allocated: rateOf(fact.certified, fact.allocated),
    participants_scope: fact.participants?.scope ?? null,
    notes: notes.length > 0 ? notes.join(' ') : null,
    ...prints,
  }
}

/** The core figures of each report year and axis, from facts alone, with the notes that speak of them. */
export const deriveSnapshots = (
  facts: readonly Fact[],
  sources: readonly Source[],
  annotations: readonly Annotation[] = [],
): Snapshot[] =>
  reportYears.flatMap((year) => coreAxes.map((axis) => snapshotOf(facts, sources, annotations, year, axis)))
