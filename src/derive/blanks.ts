import { axisTerms } from '../datasets/terms.ts'
import { factCode, type Fact, type Identity } from './facts.ts'

/** The years of which a report states data. */
export const reportYears = [2018, 2020, 2022] as const
/** The axes of the core figures: each axis, then the programme. */
export const coreAxes = ['1', '2', '3', '4', '5', 'total'] as const

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

type Blank = Pick<Fact, 'status' | 'reason' | 'reason_en'>

const lostTables: Partial<Record<number, readonly [it: string, en: string]>> = {
  2018: ['la tabella 3 della sintesi 2018', 'table 3 of the 2018 summary'],
  2020: ['la tabella 2 della sintesi 2020', 'table 2 of the 2020 summary'],
}

const why = ({ indicator, axis, year }: Identity): Blank => {
  if (indicator === 'participants' && axis === '5')
    return {
      status: 'not_applicable',
      reason: `L'asse V, ${axisTerms['5'].title.toLowerCase()}, non ha destinatari.`,
      reason_en: 'Axis V, technical assistance, has no participants.',
    }
  const lost = indicator === 'participants' ? undefined : lostTables[year]
  if (lost)
    return {
      status: 'lost',
      reason: `Nessun testo lo riporta: ${lost[0]} era un'immagine, perduta nell'edizione in testo.`,
      reason_en: `No text states it: ${lost[1]} was an image, lost in the text edition.`,
    }
  return {
    status: 'missing',
    reason: `Nessun documento riporta questo dato per il ${year}.`,
    reason_en: `No document states this figure for ${year}.`,
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

/** The core figures that no document prints, in any scope. */
export const blanks = (printed: readonly Fact[]): Fact[] =>
  reportYears.flatMap((year) =>
    coreAxes.flatMap((axis) =>
      measures.flatMap((measure) => {
        const fact: Identity = {
          ...measure,
          basis: 'actual',
          year,
          axis,
          priority: null,
          initiative: null,
          period: null,
          scope: null,
        }
        if (printed.some((other) => same(other, fact))) return []
        const unit = measure.indicator === 'participants' ? ('person' as const) : ('EUR' as const)
        const nothing = {
          value: null,
          unit,
          qualifier: null,
          precision: null,
          low: null,
          high: null,
          observation: null,
          prints: 0,
          agree: 0,
        }
        return [{ code: factCode(fact), ...fact, ...nothing, ...why(fact) }]
      }),
    ),
  )
