import { describe, expect, it } from 'vitest'
import { loadSeed } from '../../../commands/load.ts'
import type { Row } from '../../../src/dataset/define.ts'

const files = import.meta.glob('../../../seed/*.csv', { query: '?raw', import: 'default', eager: true })
const header = (name: string) => files[`../../../seed/${name}.csv`]!.split('\n')[0]!.split(',')

const quoted = (cell: unknown) => {
  const text = String(cell ?? '')
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as lines of a seed file. */
const lines = (name: string, rows: readonly Row[]) =>
  rows
    .map(
      (row) =>
        `${header(name)
          .map((column) => quoted(row[column]))
          .join(',')}\n`,
    )
    .join('')

// Made up: a report for 2024, of which nothing is known but what stands here.
const source: Row = {
  code: 'summary2024',
  title: 'Sintesi 2024',
  title_en: 'Summary 2024',
  kind: 'report',
  year: 2024,
  data_date: '2024-12-31',
  publisher: 'Regione Lombardia',
  lines: 12,
  sha256: '0'.repeat(64),
}

const money = (line: number, indicator: string, axis: string, mln: number, change: Row = {}): Row => ({
  id: `summary2024-${String(line).padStart(4, '0')}`,
  source: 'summary2024',
  section: '2',
  line,
  occurrence: 1,
  place: 'table',
  label: indicator,
  year: 2024,
  indicator,
  basis: 'actual',
  axis,
  value: mln * 1e6,
  unit: 'EUR',
  precision: 1e6,
  printed: `${mln} Mln€`,
  ...change,
})
const people = (line: number, axis: string, value: number, change: Row = {}): Row => ({
  ...money(line, 'participants', axis, 0),
  sex: 'total',
  target_group: 'total',
  value,
  unit: 'person',
  precision: 1,
  printed: String(value),
  ...change,
})

const figures: Row[] = [
  money(1, 'allocated', '1', 200),
  money(2, 'programmed', '1', 190),
  money(3, 'committed', '1', 180),
  money(4, 'paid', '1', 150),
  money(5, 'certified', '1', 140),
  money(6, 'allocated', 'total', 900),
  money(7, 'paid', 'total', 700),
  people(8, '1', 5000),
  people(9, '1', 2000, { sex: 'female' }),
  people(10, 'total', 9000, { qualifier: 'about' }),
  money(11, 'certified', '1', 160, { basis: 'target', year: 2024 }),
  money(12, 'initiative_amount', '2', 7, { initiative: 'nidi-gratis-2021-2022' }),
]

const added: Record<string, string> = {
  sources: lines('sources', [source]),
  observations: lines('observations', figures),
  deadlines: lines('deadlines', [
    { basis: 'target', year: 2024, due: '2024-12-31', printed: 'target 2024', source: 'summary2024', line: 11 },
  ]),
  gaps: lines('gaps', [
    {
      code: 'table-1-2024',
      source: 'summary2024',
      place: 'Tabella 1',
      status: 'lost',
      indicators: 'allocated paid',
      reason: 'La tabella 1 della sintesi 2024 è perduta.',
      reason_en: 'Table 1 of the 2024 summary is lost.',
    },
  ]),
}

const seed = loadSeed((name) => files[`../../../seed/${name}.csv`]! + (added[name] ?? ''))
const facts = new Map(seed.facts.map((fact) => [fact.code, fact]))
const snapshot = (axis: string) => seed.snapshots.find((one) => one.year === 2024 && one.axis === axis)!

describe('a further report, by rows alone', () => {
  it('gives its facts', () => {
    expect(facts.get('paid-2024-1')).toMatchObject({
      value: 150000000,
      status: 'printed',
      date: '2024-12-31',
      printed: '150 Mln€',
    })
    expect(facts.get('initiative_amount-2024-2-nidi-gratis-2021-2022')!.main_initiative).toBe('nidi-gratis')
  })

  it('gives a snapshot of each axis and of the programme', () => {
    expect(seed.snapshots.filter(({ year }) => year === 2024).map(({ axis }) => axis)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      'total',
    ])
    expect(snapshot('1')).toMatchObject({
      date: '2024-12-31',
      allocated: 200000000,
      certified: 140000000,
      paid_of_allocated: 75,
      participants: 5000,
      participants_female: 2000,
      blanks:
        'participants_male:missing vulnerable:missing disabled:missing migrants:missing other_disadvantaged:missing',
    })
    expect(snapshot('total').blanks).toContain('participants:qualified')
  })

  it('gives the core figures that it does not print, with the reason', () => {
    expect(facts.get('allocated-2024-3')).toMatchObject({
      status: 'lost',
      reason: 'La tabella 1 della sintesi 2024 è perduta.',
      reason_en: 'Table 1 of the 2024 summary is lost.',
    })
    expect(facts.get('certified-2024-3')).toMatchObject({
      status: 'missing',
      reason: 'Nessun documento riporta questo dato per il 2024.',
    })
    expect(facts.get('participants-2024-5-total')!.status).toBe('not_applicable')
    expect(facts.get('participants-2024-4-total-migrant')!.notes).toBe('groups-axis-4')
    expect(seed.facts.filter(({ year, status }) => year === 2024 && status !== 'printed')).toHaveLength(62)
  })

  it('gives its progress: here a target that was due and not reached', () => {
    expect(seed.progress.filter(({ year }) => year === 2024)).toMatchObject([
      {
        indicator: 'certified',
        axis: '1',
        achieved: 140000000,
        target: 160000000,
        due: '2024-12-31',
        outcome: 'missed',
      },
    ])
  })

  it('leaves the other years as they were', () => {
    expect(new Set(seed.snapshots.map(({ year }) => year))).toEqual(new Set([2018, 2020, 2022, 2024]))
    expect(facts.get('programmed-2018-5')!.status).toBe('lost')
  })
})
