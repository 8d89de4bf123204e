import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { checkFigures } from '../../../src/datasets/check_figures.ts'
import { checks as checksSet } from '../../../src/datasets/checks.ts'
import { judge, type Check, type Claim, type Figure } from '../../../src/derive/checks/claim.ts'
import { deriveCheckFigures, deriveChecks, type CheckRows } from '../../../src/derive/checks/index.ts'

const seed = JSON.parse(env.SEED) as CheckRows
const observations = new Map(seed.observations.map((observation) => [observation.id, observation]))
const checks = deriveChecks(seed)
const figures = deriveCheckFigures(seed)
const byCode = new Map(checks.map((check) => [check.code, check]))
const figuresOf = Map.groupBy(figures, ({ check }) => check)

type Expected = [
  code: string,
  left: number,
  relation: Check['relation'],
  right: number,
  outcome: Check['outcome'],
  note?: string,
]

const figure = (value: number, precision: number, unit: Figure['unit'] = 'EUR') =>
  ({ value, precision, unit }) as Figure
const judged = (relation: Claim['relation'], left: Figure, right: Figure[], of?: Figure[]) =>
  judge({ code: '', family: 'axis_sum', title: ['', ''], relation, left: [left], right, ...(of && { of }) })

describe('checks', () => {
  // Worked out by hand from the documents; the parts stand beside the literals that they give.
  it.each<Expected>([
    // 184.444.180,19 + 243.965.037,20 + 229.093.691,59 + 10.885.134,83 + 23.056.188,43
    ['sum-certified-2022', 691444232.24, 'eq', 691444232.24, 'holds'],
    // 290.323.449,02 + 323.626.680,83 + 294.117.938,21 + 19.067.780,15 + 31.541.568,45: a cent less than printed
    ['sum-committed-2022', 958677416.67, 'eq', 958677416.66, 'within_rounding'],
    // 133,6 + 86,4 + 156 + 8,7 + 19,9; 156 has no decimals
    ['sum-committed-2018', 405.1e6, 'eq', 404.6e6, 'within_rounding'],
    // 122,1 + 58,5 + 137,6 + 2,3 + 9,2
    ['sum-paid-2018', 329.8e6, 'eq', 329.7e6, 'within_rounding'],
    // 120,53 + 109,8 + 192,54 + 4,5 + 15,1
    ['sum-certified-2020', 442.5e6, 'eq', 442.47e6, 'within_rounding'],
    // Axis V is not printed: 329,3 + 172,5 + 221,5 + 15,3
    ['sum-programmed-2018', 758.5e6, 'ge', 738.6e6, 'holds'],
    // 202.708 + 48.564 + 45.827 + 3.577
    ['sum-participants-2018', 300656, 'eq', 300676, 'explained', 'axis-4-participants-2018'],
    // 94.679 + 21.317 + 20.136 + 1.109
    ['sum-participants-2018-female', 137241, 'eq', 137241, 'holds'],
    // Axis IV is not printed: 5.412 + 4.832 + 5.322
    ['sum-participants-2018-disabled', 15568, 'ge', 15566, 'holds'],
    // 58.513 + 3.948
    ['sum-participants-2020-3_4', 62461, 'eq', 62461, 'holds'],
    // 236,7 + 379,0 + 301,9 + 20,0 + 32,8: true on the slides because both sides are cut
    ['sum-allocated-2020-slides', 970.4e6, 'eq', 970.4e6, 'holds'],
    // 1.109 + 2.448
    ['sex-participants-2018-4', 3577, 'eq', 3557, 'explained', 'axis-4-participants-2018'],
    // 71.047 + 94.271
    ['sex-participants-2022-2', 165318, 'eq', 165318, 'holds'],
    // 2.448 of 3.577
    ['share-participants-sex-2018-4-male', 69, 'rounds_to', 68.4372, 'explained', 'axis-4-participants-2018'],
    // 48.564 of 300.656
    ['share-participants-axis-2018-2', 16, 'rounds_to', 16.1527, 'holds'],
    // 62.461 of 397.748
    ['share-participants-axis-2020-3_4', 16, 'rounds_to', 15.7037, 'holds'],
    // 36.090 of 244.885
    ['share-participants-group-2022-1-vulnerable', 15, 'rounds_to', 14.7375, 'holds'],
    // 6.109 of 6.109 + 1.646 + 1.303
    ['share-participants-vulnerable-2022-3-disabled', 67, 'rounds_to', 67.4431, 'holds'],
    // 19.114.000 of 970.474.516
    ['share-allocated-2022-4', 1.97, 'rounds_to', 1.9696, 'holds'],
    // 339,6 of 970,4
    ['share-allocated-state-2020-total-slides', 35, 'rounds_to', 34.9959, 'holds'],
    // 31 + 2 + 3 + 24 + 39
    ['shares-plan-2020-slides', 100, 'eq', 99, 'within_rounding'],
    // 961,8 of 970,4
    ['rate-programmed-2020-total', 99, 'rounds_to', 99.1138, 'holds'],
    // 290.890.851,86 of 236.700.000,00
    ['rate-programmed-2022-1', 122.89, 'rounds_to', 122.8943, 'holds'],
    // 691.444.232,24 of 872.642.491,03
    ['rate-certified-2022-total', 79.24, 'rounds_to', 79.2357, 'holds'],
    // 124.646 of 126.328
    [
      'rate-initiative-placement-2018-1-dote-unica-lavoro-2-2016-2018',
      95,
      'rounds_to',
      98.6685,
      'explained',
      'dote-unica-placement-2018',
    ],
    // 75.435 of 137.241
    ['share-initiative-programme-2018-1-dote-unica-lavoro-female', 55, 'rounds_to', 54.9654, 'holds'],
    // 96.970 of 163.724
    ['share-result-employed-6-months-2022-1-8i', 59.2, 'rounds_to', 59.2277, 'holds'],
    // 382 of 1.033
    [
      'share-result-it-administrations-2020-4-11i-slides',
      70,
      'rounds_to',
      36.9797,
      'explained',
      'it-administrations-result',
    ],
    // 6.535 + 14.047 + 22.416 of 125.533
    ['bound-participants-2020-2-vulnerable', 49, 'le', 34.2523, 'explained', 'vulnerable-share-denominator-2020'],
    // 5 + 8 + 8
    ['bound-participants-2018-total-vulnerable', 22, 'le', 21, 'within_rounding'],
    // 9.505 + 21.236 + 41.830
    ['bound-participants-2022-2-vulnerable', 72571, 'le', 72571, 'holds'],
    ['order-programmed-committed-2022-4', 19067780.31, 'ge', 19067780.15, 'holds'],
    ['target-certified-2018-3', 90.7e6, 'ge', 90e6, 'holds'],
    ['target-n3-certified_eu-2021-total', 234.6e6, 'ge', 225.5e6, 'holds'],
    ['target-output_isced_1_2-2022-3', 52104, 'ge', 56645, 'explained', 'targets-not-reached-2022'],
    ['rise-programmed-2020-1', 235.67e6, 'ge', 329.3e6, 'explained', 'programmed-axis-1-2020'],
    ['rise-programmed-2022-4', 19067780.31, 'ge', 19.9e6, 'explained', 'programmed-2022-falls'],
    ['rise-participants-2022-4-female', 2354, 'ge', 1346, 'holds'],
    ['output-disabled-2020-2', 6535, 'eq', 6535, 'holds'],
    ['output-other_disadvantaged-2018-2', 11633, 'eq', 11663, 'explained', 'axis-2-other-disadvantaged-2018'],
    // 52.104 + 14.448
    ['output-isced_1_2-isced_3_4-2022-3', 66552, 'le', 70385, 'holds'],
    ['evaluation-unemployed-2021-after-2020', 157891, 'ge', 161345, 'explained', 'evaluation-unemployed-2021'],
    // 60,13 over 30
    ['evaluation-employed-2021-double', 2, 'rounds_to', 2.0043, 'holds'],
    // 32 + 38,9
    ['initiative-nidi-gratis-2018', 70.9e6, 'eq', 70.9e6, 'holds'],
    // 2,5 + 4,5
    ['initiative-ppd-2020-slides', 7e6, 'eq', 7e6, 'holds'],
    // 3,5 + 4, where 7 and 4 have no decimals
    ['initiative-anziani-e-disabili-activated-2020', 7e6, 'eq', 7.5e6, 'within_rounding'],
    // 6 + 1,2
    ['initiative-adolescenti-2022', 7e6, 'eq', 7.2e6, 'within_rounding'],
    // 4.219 + 3.304
    ['initiative-inclusione-autorita-giudiziaria-people-2018', 8988, 'ge', 7523, 'holds'],
    // 100 + 68,5
    ['reprogramming-2020', 168.5e6, 'eq', 168.5e6, 'holds'],
    // 958,67: cut, not rounded
    ['print-summary2022-0014', 958.67e6, 'rounds_to', 958677416.67, 'explained', 'amounts-truncated-2022'],
    // 166,6 for 166,65: half up it would be 166,7
    ['print-slides2020-0043', 166.6e6, 'rounds_to', 166.65e6, 'within_rounding'],
    // 192,6 for 192,54
    ['print-slides2020-0139', 192.6e6, 'rounds_to', 192.54e6, 'explained', 'certified-axis-3-2020'],
    // oltre 290,8
    ['print-summary2022-0092', 290.8e6, 'le', 290890851.86, 'holds'],
    // The target of 2023, told again in 2022
    ['print-summary2020-0153', 51050, 'rounds_to', 57503, 'explained', 'targets-equal-reached'],
  ])('%s: %d %s %d: %s', (code, left, relation, right, outcome, ...[note = null]) => {
    expect(byCode.get(code)).toMatchObject({ left, relation, right, outcome, note })
  })

  it.each([
    ['sum-committed-2022', 0.01, 0.03],
    ['sum-committed-2018', 500000, 750000],
    ['sex-participants-2018-4', 20, 0],
    ['share-participants-sex-2018-4-male', 0.5628, 0.5],
    ['print-slides2020-0139', 60000, 55000],
  ])('%s has a difference of %d and a tolerance of %d', (code, difference, tolerance) => {
    expect(byCode.get(code)).toMatchObject({ difference, tolerance })
  })

  it('are told in Italian and in English', () => {
    expect(byCode.get('sum-certified-2022')).toMatchObject({
      title: 'Somma degli assi: spesa certificata, 2022',
      title_en: 'Sum of the axes: certified expenditure, 2022',
      family: 'axis_sum',
      year: 2022,
      axis: 'total',
      unit: 'EUR',
    })
  })

  it('make no check of figures with and without CIGD', () => {
    // Committed and paid of 2020 leave CIGD out for axis II alone; the people of 2022 for axes I and II.
    for (const code of [
      'sum-committed-2020',
      'sum-paid-2020',
      'order-paid-certified-2020-2',
      'rise-participants-2022-1',
    ])
      expect(byCode.has(code), code).toBe(false)
  })

  it('hold a claim in words against the figures that it is about', () => {
    expect(figuresOf.get('target-output_isced_1_2-2022-3')).toEqual([
      { check: 'target-output_isced_1_2-2022-3', side: 'left', observation: 'summary2022-0179', part: 'claim' },
      { check: 'target-output_isced_1_2-2022-3', side: 'left', observation: 'summary2022-0180', part: 'term' },
      { check: 'target-output_isced_1_2-2022-3', side: 'right', observation: 'summary2022-0181', part: 'term' },
    ])
  })

  it('follow the figures: another value gives another outcome', () => {
    const changed = seed.observations.map((one) => (one.id === 'summary2022-0168' ? { ...one, value: 30267 } : one))
    const check = deriveChecks({ ...seed, observations: changed }).find(
      ({ code }) => code === 'sex-participants-2022-3',
    )
    expect(byCode.get('sex-participants-2022-3')).toMatchObject({ difference: 0, outcome: 'holds' })
    expect(check).toMatchObject({ difference: -1, outcome: 'fails', note: null })
  })

  it('are explained by a note alone: without notes they fail', () => {
    const bare = deriveChecks({ ...seed, notes: [], annotations: [] })
    const outcomes = new Map(bare.map(({ code, outcome, note }) => [code, [outcome, note]]))
    for (const { code, outcome } of checks)
      expect(outcomes.get(code)).toEqual([outcome === 'explained' ? 'fails' : outcome, null])
  })
})

describe('every check', () => {
  it('is as declared, under a code of its own', () => {
    expect(byCode.size).toBe(checks.length)
    for (const check of checks) expect(checksSet.row.safeParse(check).error, check.code).toBeUndefined()
    for (const row of figures) expect(checkFigures.row.safeParse(row).error, row.check).toBeUndefined()
    expect(new Set(figures.map(({ check, side, observation }) => `${check} ${side} ${observation}`)).size).toBe(
      figures.length,
    )
    expect(new Set(figures.map(({ check }) => check))).toEqual(new Set(byCode.keys()))
  })

  it('is one of more than 150, with some in each family', () => {
    expect(checks.length).toBeGreaterThan(150)
    expect([...new Set(checks.map(({ family }) => family))].toSorted()).toEqual(
      Object.keys(checksSet.columns.family.terms!).toSorted(),
    )
  })

  // A note that speaks of a figure explains whatever fails there: each further one is to be read before it stands here.
  it('fails only where a note says why', () => {
    const failing = checks.flatMap(({ code, outcome, note }) =>
      outcome === 'fails' || outcome === 'explained' ? [`${code}: ${note}`] : [],
    )
    expect(failing.toSorted()).toEqual([
      'bound-participants-2020-2-vulnerable: vulnerable-share-denominator-2020',
      'evaluation-unemployed-2021-after-2020: evaluation-unemployed-2021',
      'output-other_disadvantaged-2018-2: axis-2-other-disadvantaged-2018',
      'print-slides2020-0011: allocation-truncated',
      'print-slides2020-0017: allocation-truncated',
      'print-slides2020-0018: allocation-truncated',
      'print-slides2020-0139: certified-axis-3-2020',
      'print-summary2018-0016: allocation-truncated',
      'print-summary2020-0020: allocation-truncated',
      'print-summary2020-0153: targets-equal-reached',
      'print-summary2022-0014: amounts-truncated-2022',
      'print-summary2022-0209: amounts-truncated-2022',
      'rate-initiative-placement-2018-1-dote-unica-lavoro-2-2016-2018: dote-unica-placement-2018',
      'rise-programmed-2020-1: programmed-axis-1-2020',
      'rise-programmed-2022-2: programmed-2022-falls',
      'rise-programmed-2022-4: programmed-2022-falls',
      'sex-participants-2018-4: axis-4-participants-2018',
      'share-participants-sex-2018-4-male: axis-4-participants-2018',
      'share-result-it-administrations-2020-4-11i-slides: it-administrations-result',
      'sum-participants-2018: axis-4-participants-2018',
      'target-certified-2020-1: targets-not-reached-2020',
      'target-certified-2020-2: targets-not-reached-2020',
      'target-certified-2020-3: targets-not-reached-2020',
      'target-certified-2020-4: targets-not-reached-2020',
      'target-output_administrations-2020-4: targets-not-reached-2020',
      'target-output_isced_1_2-2020-3: targets-not-reached-2020',
      'target-output_isced_1_2-2022-3: targets-not-reached-2022',
      'target-output_other_disadvantaged-2020-2: targets-not-reached-2020',
    ])
  })

  it('has a note when it is explained, and only then', () => {
    const notes = new Map(seed.notes.map((note) => [note.code, note]))
    for (const { code, outcome, note } of checks) {
      expect(note !== null, code).toBe(outcome === 'explained')
      if (note !== null) expect(notes.get(note)!.kind, code).not.toBe('gap')
    }
  })

  it('can be done again from its figures', () => {
    for (const { code, left, right, unit, tolerance, difference, relation } of checks) {
      const rows = figuresOf.get(code)!
      const sum = (side: string, ...parts: string[]) =>
        rows
          .filter((row) => row.side === side && parts.includes(row.part))
          .reduce((total, { observation }) => total + observations.get(observation)!.value!, 0)
      const ratio = sum('right', 'numerator', 'both') / sum('right', 'denominator', 'both')
      const divided = rows.some(({ part }) => part === 'denominator')
      expect(sum('left', 'term'), code).toBeCloseTo(left, 3)
      expect(divided ? ratio * (unit === 'percent' ? 100 : 1) : sum('right', 'term'), code).toBeCloseTo(right, 3)
      expect(left - right, code).toBeCloseTo(difference, 3)
      expect(tolerance, code).toBeGreaterThanOrEqual(0)
      const terms = rows.filter(({ side, part }) => side === 'left' && part === 'term').length
      if (relation === 'rounds_to') expect(terms, code).toBe(1)
    }
  })

  it('has figures on both sides, of one scope, and never axes III and IV beside their sum', () => {
    for (const [code, rows] of figuresOf) {
      const computed = rows.filter(({ part }) => part !== 'claim')
      expect(new Set(computed.map(({ side }) => side)).size, code).toBe(2)
      expect(new Set(computed.map(({ observation }) => observations.get(observation)!.scope)).size, code).toBe(1)
      for (const side of ['left', 'right']) {
        const axes = new Set(
          computed.filter((row) => row.side === side).map(({ observation }) => observations.get(observation)!.axis),
        )
        expect(axes.has('3_4') && (axes.has('3') || axes.has('4')), code).toBe(false)
      }
    }
  })
})

describe('an outcome', () => {
  it.each([
    [25800000, 'holds'],
    [25700000, 'within_rounding'],
    [25600000, 'fails'],
  ] as const)('of 25,75 printed as %d is half up: %s', (printed, outcome) => {
    expect(judged('rounds_to', figure(printed, 100000), [figure(25750000, 10000)]).outcome).toBe(outcome)
  })

  // 1 of 3 is 33,33; with their last digits 1,5 of 2,5 is 60 and 0,5 of 3,5 is 14,29.
  it.each([
    [33, 1, 'holds'],
    [60, 1, 'within_rounding'],
    [14.3, 0.1, 'within_rounding'],
    [61, 1, 'fails'],
    [14, 0.1, 'fails'],
  ] as const)('of 1 Mln of 3 Mln printed as %d percent lets the parts move: %s', (percent, precision, outcome) => {
    const printed = figure(percent, precision, 'percent')
    expect(judged('rounds_to', printed, [figure(1e6, 1e6)], [figure(3e6, 1e6)]).outcome).toBe(outcome)
  })

  it('of counts has no tolerance', () => {
    expect(judged('eq', figure(10, 1, 'person'), [figure(11, 1, 'person')])).toMatchObject({
      tolerance: 0,
      outcome: 'fails',
    })
  })

  it('is not shaken by binary fractions', () => {
    expect(judged('eq', figure(0.3, 0.01), [figure(0.1, 0.01), figure(0.2, 0.01)])).toMatchObject({
      difference: 0,
      tolerance: 0.015,
      outcome: 'holds',
    })
  })

  it.each(['le', 'ge'] as const)('of %s holds at the bound', (relation) => {
    expect(judged(relation, figure(5, 1, 'person'), [figure(5, 1, 'person')]).outcome).toBe('holds')
  })
})
