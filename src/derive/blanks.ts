import type * as z from 'zod'
import type { axes } from '../datasets/axes.ts'
import type { gaps } from '../datasets/gaps.ts'
import { factCode, type Fact, type Identity, type Source } from './identity.ts'

export type Axis = z.infer<typeof axes.row>
type Gap = z.infer<typeof gaps.row>

/** The rows that say which core figures there should be, and why some are not. */
export interface BlankRows {
  sources: readonly Source[]
  axes: readonly Axis[]
  gaps: readonly Gap[]
}

/** The reports, oldest first: each gives a year of data. */
export const reportsOf = (sources: readonly Source[]): Source[] =>
  sources.filter(({ kind }) => kind === 'report').toSorted((a, b) => a.year - b.year)

/** The axes of the core figures: each axis, then the programme. */
export const coreAxes = (rows: readonly Axis[]): string[] =>
  (['axis', 'programme'] as const).flatMap((wanted) =>
    rows
      .filter(({ kind }) => kind === wanted)
      .map(({ code }) => code)
      .toSorted(),
  )

const money = ['allocated', 'programmed', 'committed', 'paid', 'certified'] as const
const groups = ['vulnerable', 'disabled', 'migrant', 'other_disadvantaged'] as const

type Measure = Pick<Identity, 'indicator' | 'sex' | 'target_group'>

const measures: readonly Measure[] = [
  ...money.map((indicator) => ({ indicator, sex: null, target_group: null })),
  ...(['total', 'female', 'male'] as const).map((sex) => ({
    indicator: 'participants',
    sex,
    target_group: 'total' as const,
  })),
  ...groups.map((target_group) => ({ indicator: 'participants', sex: 'total' as const, target_group })),
]

const names = (cell: string | null, value: string | null) => cell === null || cell.split(' ').includes(value ?? '')

/** Whether a gap holds for a figure; one that names no indicator holds for none. */
const holds = (gap: Gap, years: ReadonlyMap<string, number>, fact: Identity): boolean =>
  (gap.source === null || years.get(gap.source) === fact.year) &&
  gap.indicators !== null &&
  names(gap.indicators, fact.indicator) &&
  names(gap.axes, fact.axis) &&
  names(gap.target_groups, fact.target_group)

const strength = { not_applicable: 0, lost: 1, missing: 2 } as const

type Blank = Pick<Fact, 'status' | 'reason' | 'reason_en' | 'notes'>

/** Why a figure is blank: the strongest gap gives the reason, and all of them their notes. */
const why = (found: readonly Gap[], { year }: Identity): Blank => {
  const [first] = found.toSorted((a, b) => strength[a.status] - strength[b.status])
  const notes = [...new Set(found.flatMap((gap) => gap.notes?.split(' ') ?? []))].toSorted().join(' ')
  return {
    status: first?.status ?? 'missing',
    reason: first?.reason ?? `Nessun documento riporta questo dato per il ${year}.`,
    reason_en: first?.reason_en ?? `No document states this figure for ${year}.`,
    notes: notes || null,
  }
}

const same = (a: Fact, b: Identity) =>
  a.basis === 'actual' &&
  a.indicator === b.indicator &&
  a.year === b.year &&
  a.axis === b.axis &&
  a.sex === b.sex &&
  a.target_group === b.target_group &&
  a.priority === null &&
  a.initiative === null &&
  a.period === null

const whole = { basis: 'actual', priority: null, initiative: null, period: null, scope: null } as const
const nothing = {
  value: null,
  qualifier: null,
  precision: null,
  low: null,
  high: null,
  observation: null,
  prints: 0,
  agree: 0,
  printed: null,
  main_initiative: null,
} as const

/** The core figures that no document prints, in any scope. */
export const blanks = (printed: readonly Fact[], { sources, axes: axisRows, gaps: gapRows }: BlankRows): Fact[] => {
  const years = new Map(sources.map(({ code, year }) => [code, year]))
  return reportsOf(sources).flatMap(({ year, data_date }) =>
    coreAxes(axisRows).flatMap((axis) =>
      measures.flatMap((measure): Fact[] => {
        const fact: Identity = { ...whole, ...measure, year, axis }
        if (printed.some((other) => same(other, fact))) return []
        const found = gapRows.filter((gap) => holds(gap, years, fact))
        const unit = measure.indicator === 'participants' ? 'person' : 'EUR'
        return [{ code: factCode(fact), ...fact, ...nothing, unit, date: data_date, ...why(found, fact) }]
      }),
    ),
  )
}
