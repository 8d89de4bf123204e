import type * as z from 'zod'
import { snapshotMeasures, type snapshotBlankTerms, type snapshots } from '../datasets/snapshots.ts'
import { notesAbout, type Annotation } from './annotations.ts'
import { coreAxes, reportsOf, type Axis } from './blanks.ts'
import { scopeTerms } from '../datasets/terms.ts'
import { factCode, type Fact, type Source } from './facts.ts'
import { percentOf } from './percent.ts'

export type Snapshot = z.infer<typeof snapshots.row>
type Measure = (typeof snapshotMeasures)[number]

/** The rows that snapshots are made from. */
export interface SnapshotRows {
  facts: readonly Fact[]
  sources: readonly Source[]
  axes: readonly Axis[]
  annotations: readonly Annotation[]
}

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

/** The codes that the fact of a cell of a snapshot may have: it is of one scope, or of none. */
export const codesOfCell = (measure: Measure, year: number, axis: string): string[] =>
  [null, ...Object.keys(scopeTerms)].map((scope) =>
    factCode({
      indicator: groupOf[measure] ? 'participants' : measure,
      basis: 'actual',
      year,
      axis,
      ...groupOf[measure],
      scope,
    }),
  )

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

/** `part` as percent of `whole`; null where one is missing or they differ in scope. */
export const rateOf = (part: Fact | undefined, whole: Fact | undefined): number | null =>
  part?.value == null || whole?.value == null || part.scope !== whole.scope ? null : percentOf(part.value, whole.value)

type Blank = (typeof snapshotBlankTerms)[number]
type Cells = Record<Measure, Fact | undefined>

/** Whether a cell holds its fact: only what is printed without qualification. */
const shown = (fact: Fact | undefined): Fact | undefined =>
  fact?.status === 'printed' && fact.qualifier === null ? fact : undefined

/** Why a cell is empty; null for one that is not. */
const blankOf = (fact: Fact | undefined): Blank | null => {
  if (shown(fact)) return null
  if (fact === undefined) return 'missing'
  return fact.status === 'printed' ? 'qualified' : fact.status
}

/** The rates of a snapshot: their columns, and the measure above the line. The allocation is below. */
const rates = (['programmed', 'committed', 'paid', 'certified'] as const).map(
  (measure) => [`${measure}_of_allocated`, measure] as const,
)

const rateBlankOf = (part: Fact | undefined, whole: Fact | undefined): Blank | null => {
  const side = blankOf(part) ?? blankOf(whole)
  if (side !== null) return side
  if (part!.scope !== whole!.scope) return 'scope'
  return rateOf(part, whole) === null ? 'zero' : null
}

/** The empty cells of a row with their reasons, in the order of the columns. */
const blanksOf = (cells: Cells): string | null => {
  const found = [
    ...snapshotMeasures.map((measure) => [measure, blankOf(cells[measure])] as const),
    ...rates.map(([rate, measure]) => [rate, rateBlankOf(cells[measure], cells.allocated)] as const),
  ].filter(([, reason]) => reason !== null)
  return found.map(([column, reason]) => `${column}:${reason}`).join(' ') || null
}

const byMeasure = <T>(valueOf: (measure: Measure) => T): Record<Measure, T> =>
  Object.fromEntries(snapshotMeasures.map((measure) => [measure, valueOf(measure)])) as Record<Measure, T>

/** The notes that speak of the figures of a row, and those that explain why one is not printed. */
const notesOf = (cells: Cells, annotations: readonly Annotation[]): string | null => {
  const facts = Object.values(cells).filter((fact) => fact !== undefined)
  const chosen = facts.flatMap((fact) => shown(fact)?.observation ?? [])
  const explaining = facts.flatMap(({ status, notes }) => (status === 'printed' ? [] : (notes?.split(' ') ?? [])))
  return [...new Set([...notesAbout(annotations, new Set(chosen)), ...explaining])].toSorted().join(' ') || null
}

const snapshotOf = (
  { facts, annotations }: SnapshotRows,
  { year, data_date: date }: Source,
  axis: string,
): Snapshot => {
  const cells = byMeasure((measure) => facts.find((fact) => isOfCell(fact, measure, year, axis)))
  const fact = byMeasure((measure) => shown(cells[measure]))
  const prints = Object.fromEntries(
    snapshotMeasures.map((measure) => [`${measure}_observation`, fact[measure]?.observation ?? null]),
  ) as Record<`${Measure}_observation`, string | null>
  return {
    year,
    axis,
    date: date!,
    ...byMeasure((measure) => fact[measure]?.value ?? null),
    finance_scope: fact.committed?.scope ?? fact.paid?.scope ?? null,
    programmed_of_allocated: rateOf(fact.programmed, fact.allocated),
    committed_of_allocated: rateOf(fact.committed, fact.allocated),
    paid_of_allocated: rateOf(fact.paid, fact.allocated),
    certified_of_allocated: rateOf(fact.certified, fact.allocated),
    participants_scope: fact.participants?.scope ?? null,
    notes: notesOf(cells, annotations),
    ...prints,
    blanks: blanksOf(cells),
  }
}

/** The core figures of each report year and axis, from facts alone, with the notes that speak of them. */
export const deriveSnapshots = (rows: SnapshotRows): Snapshot[] =>
  reportsOf(rows.sources).flatMap((report) => coreAxes(rows.axes).map((axis) => snapshotOf(rows, report, axis)))
