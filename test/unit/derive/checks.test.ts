import { describe, expect, it } from 'vitest'
import { checkFigures } from '../../../src/datasets/check_figures.ts'
import { checks as checksSet } from '../../../src/datasets/checks.ts'
import { indicators } from '../../../src/datasets/indicators.ts'
import { judge, type Check, type Claim, type Figure } from '../../../src/derive/checks/claim.ts'
import { printsOfFacts, type Source } from '../../../src/derive/facts.ts'
import { deriveCheckFigures, deriveChecks, type CheckRows } from '../../../src/derive/checks/index.ts'
import { seed } from '../real.ts'

const observations = new Map(seed.observations.map((observation) => [observation.id, observation]))
const checks = deriveChecks(seed)
const figures = deriveCheckFigures(seed)
const byCode = new Map(checks.map((check) => [check.code, check]))
const figuresOf = Map.groupBy(figures, ({ check }) => check)

/** The values of a check, by side. */
const signature = (code: string) =>
  figuresOf
    .get(code)!
    .map(({ side, part, observation }) => `${side} ${part} ${observations.get(observation)!.value}`)
    .toSorted()
    .join()

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
const judged = (relation: Claim['relation'], left: Figure, right: Figure[], denominator?: Figure[]) =>
  judge({
    code: '',
    family: 'axis_sum',
    title: ['', ''],
    relation,
    left: [left],
    right,
    ...(denominator && { denominator }),
  })

describe('checks', () => {
  // Worked out by hand from the documents; the parts stand beside the literals that they give.
  it.each<Expected>([
    // 184.444.180,19 + 243.965.037,20 + 229.093.691,59 + 10.885.134,83 + 23.056.188,43
    ['sum-certified-2022', 691444232.24, 'eq', 691444232.24, 'holds'],
    // 290.323.449,02 + 323.626.680,83 + 294.117.938,21 + 19.067.780,15 + 31.541.568,45: a cent less than printed
    ['sum-committed-2022', 958677416.67, 'eq', 958677416.66, 'within_rounding', 'table-2-2022-cent'],
    // 133,6 + 86,4 + 156 + 8,7 + 19,9; 156 has no decimals
    ['sum-committed-2018', 405.1e6, 'eq', 404.6e6, 'within_rounding', 'committed-sum-2018'],
    // 190,92 + 184,3 + 226,25 + 15,9 + 24,2: only axis II is printed without CIGD, the others have one scope
    ['sum-committed-2020', 641.6e6, 'eq', 641.57e6, 'within_rounding', 'committed-2020-without-cigd'],
    // 166,65 + 140,6 + 203,14 + 8,4 + 17,6
    ['sum-paid-2020', 536.5e6, 'eq', 536.39e6, 'within_rounding', 'committed-2020-without-cigd'],
    // Axis IV is not printed; axis I is 35.204, axes II and III are 6.535 + 14.047 + 22.416 and 6.005 + 1.512 + 1.249
    ['sum-participants-2020-vulnerable', 86970, 'ge', 86968, 'holds'],
    // 122,1 + 58,5 + 137,6 + 2,3 + 9,2
    ['sum-paid-2018', 329.8e6, 'eq', 329.7e6, 'within_rounding'],
    // 120,53 + 109,8 + 192,54 + 4,5 + 15,1
    ['sum-certified-2020', 442.5e6, 'eq', 442.47e6, 'within_rounding', 'certified-axis-3-2020'],
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
    // 236,7 + 379,0 + 301,9 + 20,0 + 32,8: true on the slides because both sides are truncated
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
    ['shares-plan-2020-slides', 100, 'eq', 99, 'within_rounding', 'plan-slices-99'],
    // 35% of 970.474.516 is 339,7
    [
      'amount-allocated-state-2020-total-slides',
      339.6e6,
      'rounds_to',
      339666080.6,
      'within_rounding',
      'allocation-truncated',
    ],
    // 15% of 970.474.516
    ['amount-allocated-region-2020-total-slides', 145.6e6, 'rounds_to', 145571177.4, 'holds'],
    // 53 + 32 + 16, of people who are all 397.748
    ['shares-participants-axis-2020', 101, 'eq', 100, 'within_rounding', 'participant-shares-2020'],
    // 67 + 16 + 15, of 297.099 in 300.656: axis IV has no share
    ['shares-participants-axis-2018', 98, 'eq', 98.8169, 'within_rounding', 'skills-training-axes'],
    // 67 + 18 + 14
    ['shares-participants-vulnerable-2022-3', 99, 'eq', 100, 'within_rounding', 'vulnerable-split-axis-3-2022'],
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
      'share-result-it-administrations-2020-4-slides',
      70,
      'rounds_to',
      36.9797,
      'explained',
      'it-administrations-result',
    ],
    // 6.535 + 14.047 + 22.416 of 125.533
    [
      'bound-participants-2020-2-vulnerable',
      49,
      'rounds_to',
      34.2523,
      'explained',
      'vulnerable-share-denominator-2020',
    ],
    // 6.005 + 1.512 + 1.249 of 58.513
    [
      'bound-participants-2020-3-vulnerable',
      10,
      'rounds_to',
      14.9813,
      'explained',
      'vulnerable-share-denominator-2020',
    ],
    // 5.475 + 16.964 + 12.765
    ['bound-participants-2020-1-vulnerable', 35204, 'eq', 35204, 'holds'],
    // 5 + 8 + 8, in a document that counts no vulnerable people: one person may be in two groups
    ['bound-participants-2018-total-vulnerable', 22, 'le', 21, 'within_rounding', 'vulnerable-shares-2018'],
    // 9.505 + 21.236 + 41.830
    ['bound-participants-2022-2-vulnerable', 72571, 'eq', 72571, 'holds'],
    // 6.109 + 1.646 + 1.303 of 70.385
    ['bound-participants-2022-3-vulnerable', 13, 'rounds_to', 12.8692, 'holds'],
    ['order-programmed-committed-2022-4', 19067780.31, 'ge', 19067780.15, 'holds'],
    ['target-certified-2018-3', 90.7e6, 'ge', 90e6, 'holds'],
    ['target-n3-certified-2020-total', 442.5e6, 'ge', 342.5e6, 'holds'],
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
    [
      'initiative-anziani-e-disabili-activated-2020',
      7e6,
      'eq',
      7.5e6,
      'within_rounding',
      'elderly-disabled-activated-2020',
    ],
    // 6 + 1,2
    ['initiative-adolescenti-2022', 7e6, 'eq', 7.2e6, 'within_rounding', 'investment-totals-2022'],
    // 4.219 + 3.304
    ['initiative-inclusione-autorita-giudiziaria-people-2018', 8988, 'ge', 7523, 'holds'],
    // 100 + 68,5
    ['reprogramming-2020', 168.5e6, 'eq', 168.5e6, 'holds'],
    // 50% of the allocation against 234,6 of 442,5
    ['share-certified-eu-2020', 50, 'rounds_to', 53.0169, 'explained', 'certified-eu-2020'],
    // 6.022 of 7.404
    ['share-result-disadvantaged-exit-2022-2-9i', 80, 'le', 81.3344, 'holds'],
    ['initiative-nidi-gratis-2017-2020', 70e6, 'ge', 70.9e6, 'explained', 'nidi-gratis-70-2018'],
  ])('%s: %d %s %d: %s', (code, left, relation, right, outcome, ...[note = null]) => {
    expect(byCode.get(code)).toMatchObject({ left, relation, right, outcome, note })
  })

  it.each([
    ['sum-committed-2022', 0.01, 0.03],
    ['sum-committed-2018', 500000, 750000],
    ['sex-participants-2018-4', 20, 0],
    ['share-participants-sex-2018-4-male', 0.5628, 0.5],
    // Half a point of 970.474.516, and half of the last digit of 339,6
    ['amount-allocated-state-2020-total-slides', -66080.6, 4902372.5817],
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
    // Paid of axis II leaves CIGD out in 2020, certified does not tell; the people of 2022 leave it out in axes I and II.
    for (const code of ['order-paid-certified-2020-2', 'rise-participants-2022-1', 'rise-committed-2020-2'])
      expect(byCode.has(code), code).toBe(false)
  })

  it('make no check of a target that is not due', () => {
    expect(
      checks
        .filter(({ family }) => family === 'target')
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual([
      'target-certified-2018-1',
      'target-certified-2018-2',
      'target-certified-2018-3',
      'target-certified-2018-4',
      'target-n3-certified-2018-total',
      'target-n3-certified-2020-total',
      'target-output_administrations-2018-4',
      'target-output_disabled-2018-2',
      'target-output_families-2018-2',
      'target-output_isced_1_2-2018-3',
      'target-output_other_disadvantaged-2018-2',
      'target-output_police_officers-2018-4',
      'target-output_unemployed-2018-1',
    ])
  })

  it('leave two prints of one fact to restatements', () => {
    const facts = printsOfFacts(seed.observations, seed.sources)
    const factOf = new Map([...facts].flatMap(([fact, prints]) => prints.map(({ id }) => [id, fact])))
    for (const [code, rows] of figuresOf) {
      const named = new Set(
        rows.filter(({ part }) => part !== 'claim').map(({ observation }) => factOf.get(observation)),
      )
      expect(named.size, code).toBeGreaterThan(1)
    }
  })

  it('tell a thing once: the slides only where their figures differ', () => {
    // 209.754, 97.643 and 112.111 on both.
    for (const code of ['sex-participants-2020-1', 'share-participants-sex-2020-1-female', 'sum-participants-2020']) {
      expect(byCode.has(code), code).toBe(true)
      expect(byCode.has(`${code}-slides`), code).toBe(false)
    }
    // 378,3 + 295,78 + ... in the report, 295,8 on the slides; the people by sex stand on the slides alone.
    for (const code of ['sum-programmed-2020-slides', 'sex-participants-2020-total-slides'])
      expect(byCode.has(code), code).toBe(true)
    for (const code of byCode.keys()) {
      const twin = code.replace(/-(slides|structure|tabella-\d)$/, '')
      if (twin !== code && byCode.has(twin)) expect(signature(code), code).not.toBe(signature(twin))
    }
  })

  it('tell each table of a document apart where its figures differ', () => {
    expect([...byCode.keys()].filter((code) => code.includes('tabella'))).toEqual([])
    // 236.700.000 of table 1 a million higher: its sum and its share fail, table 2 stays.
    const changed = seed.observations.map((one) => (one.id === 'summary2022-0001' ? { ...one, value: 237.7e6 } : one))
    const bare = { ...seed, observations: changed, notes: [], annotations: [] }
    const outcomes = new Map(deriveChecks(bare).map((check) => [check.code, check]))
    expect(outcomes.get('sum-allocated-2022-tabella-1')).toMatchObject({ right: 971474516, outcome: 'fails' })
    expect(outcomes.get('sum-allocated-2022-tabella-1')!.title).toBe(
      'Somma degli assi: dotazione finanziaria, 2022 (Tabella 1)',
    )
    expect(outcomes.get('sum-allocated-2022')).toMatchObject({ right: 970474516, outcome: 'holds' })
  })

  it('hold a claim in words against the figures that it is about', () => {
    expect(figuresOf.get('target-certified-2018-3')).toEqual([
      { check: 'target-certified-2018-3', side: 'left', observation: 'summary2018-0188', part: 'claim' },
      { check: 'target-certified-2018-3', side: 'left', observation: 'summary2018-0191', part: 'term' },
      { check: 'target-certified-2018-3', side: 'right', observation: 'summary2018-0192', part: 'term' },
    ])
    // «superando il target N+3 al 31.12.2018», not the words before it
    expect(figuresOf.get('target-n3-certified-2018-total')![0]).toMatchObject({
      observation: 'summary2018-0021',
      part: 'claim',
    })
  })

  it('name the axis by the numeral of its row', () => {
    expect(byCode.get('sex-participants-2018-4')).toMatchObject({
      title: 'Donne più uomini: destinatari, asse IV, 2018',
      title_en: 'Women plus men: participants, axis IV, 2018',
    })
    expect(byCode.get('sum-participants-2020-3_4')!.title).toContain('assi III e IV')
    const axes = seed.axes.map((axis) => (axis.code === '4' ? { ...axis, numeral: 'IX' } : axis))
    const renamed = deriveChecks({ ...seed, axes }).find(({ code }) => code === 'sex-participants-2018-4')!
    expect(renamed.title).toBe('Donne più uomini: destinatari, asse IX, 2018')
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
      'bound-participants-2020-3-vulnerable: vulnerable-share-denominator-2020',
      'evaluation-unemployed-2021-after-2020: evaluation-unemployed-2021',
      'initiative-nidi-gratis-2017-2020: nidi-gratis-70-2018',
      'output-other_disadvantaged-2018-2: axis-2-other-disadvantaged-2018',
      'rate-initiative-placement-2018-1-dote-unica-lavoro-2-2016-2018: dote-unica-placement-2018',
      'rise-programmed-2020-1: programmed-axis-1-2020',
      'rise-programmed-2022-2: programmed-2022-falls',
      'rise-programmed-2022-4: programmed-2022-falls',
      'sex-participants-2018-4: axis-4-participants-2018',
      'share-certified-eu-2020: certified-eu-2020',
      'share-participants-sex-2018-4-male: axis-4-participants-2018',
      'share-result-it-administrations-2020-4-slides: it-administrations-result',
      'sum-participants-2018: axis-4-participants-2018',
    ])
  })

  it('has a note when it is explained, none when it holds, and within rounding where a note speaks of both sides', () => {
    for (const { code, outcome, note } of checks)
      if (outcome !== 'within_rounding') expect(note !== null, code).toBe(outcome === 'explained')
    const near = checks.filter(({ outcome }) => outcome === 'within_rounding')
    expect(near.map(({ code, note }) => `${code}: ${note}`).toSorted()).toEqual([
      'amount-allocated-state-2020-total-slides: allocation-truncated',
      'bound-participants-2018-total-vulnerable: vulnerable-shares-2018',
      'bound-participants-2020-3-disabled: vulnerable-share-denominator-2020',
      'initiative-adolescenti-2022: investment-totals-2022',
      'initiative-anziani-e-disabili-activated-2020: elderly-disabled-activated-2020',
      'initiative-anziani-e-disabili-paid-2020: elderly-disabled-activated-2020',
      'initiative-milano-bollate-2020: slides-parts-by-priority',
      'shares-participants-axis-2018: skills-training-axes',
      'shares-participants-axis-2020-vulnerable: participant-shares-2020',
      'shares-participants-axis-2020: participant-shares-2020',
      'shares-participants-vulnerable-2022-3: vulnerable-split-axis-3-2022',
      'shares-plan-2020-slides: plan-slices-99',
      'sum-certified-2020: certified-axis-3-2020',
      'sum-committed-2018: committed-sum-2018',
      'sum-committed-2020: committed-2020-without-cigd',
      'sum-committed-2022: table-2-2022-cent',
      // 122,1 + 58,5 + 137,6 + 2,3 + 9,2 is 329,7 of 329,8: no note speaks of it.
      'sum-paid-2018: null',
      'sum-paid-2020: committed-2020-without-cigd',
    ])
  })

  it('can be done again from its figures', () => {
    for (const { code, left, right, unit, tolerance, difference, relation } of checks) {
      const rows = figuresOf.get(code)!
      const sum = (side: string, ...parts: string[]) =>
        rows
          .filter((row) => row.side === side && parts.includes(row.part))
          .reduce((total, { observation }) => total + observations.get(observation)!.value!, 0)
      const ratio = sum('right', 'numerator', 'both') / sum('right', 'denominator', 'both')
      const divided = rows.some(({ part }) => part === 'denominator' || part === 'both')
      const factor = rows.some(({ part }) => part === 'factor') ? sum('right', 'factor') / 100 : 1
      expect(sum('left', 'term'), code).toBeCloseTo(left, 3)
      expect(divided ? ratio * (unit === 'percent' ? 100 : 1) : sum('right', 'term') * factor, code).toBeCloseTo(
        right,
        3,
      )
      expect(left - right, code).toBeCloseTo(difference, 3)
      expect(tolerance, code).toBeGreaterThanOrEqual(0)
      const terms = rows.filter(({ side, part }) => side === 'left' && part === 'term').length
      if (relation === 'rounds_to') expect(terms, code).toBe(1)
    }
  })

  it('has figures on both sides, never with and without CIGD of one axis, and never axes III and IV beside their sum', () => {
    for (const [code, rows] of figuresOf) {
      const computed = rows.filter(({ part }) => part !== 'claim')
      expect(new Set(computed.map(({ side }) => side)).size, code).toBe(2)
      // Axis II of 2020 and axes I and II of 2022 are those of which figures with or without CIGD are told apart.
      const scopes = computed
        .map(({ observation }) => observations.get(observation)!)
        .filter(
          ({ year, axis, scope }) =>
            scope !== null || ['2020 2', '2020 total', '2022 1', '2022 2', '2022 total'].includes(`${year} ${axis}`),
        )
        .map(({ scope }) => scope)
      expect(new Set(scopes).size, code).toBeLessThanOrEqual(1)
      for (const side of ['left', 'right']) {
        const axes = new Set(
          computed.filter((row) => row.side === side).map(({ observation }) => observations.get(observation)!.axis),
        )
        expect(axes.has('3_4') && (axes.has('3') || axes.has('4')), code).toBe(false)
      }
    }
  })
})

/** A number of the Italian text as the English one writes it: 19.114.000 is 19,114,000. */
const english = (literal: string) => literal.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'))
const valueOf = (id: string) => observations.get(id)!.value

// What the documents print against themselves or twice, where no sum can tell it.
describe('a contradiction that no check computes', () => {
  const notes = new Map(seed.notes.map((note) => [note.code, note]))
  const printsOf = (code: string) =>
    seed.annotations
      .filter(({ note, role }) => note === code && role === 'subject')
      .map(({ observation }) => observations.get(observation)!)
      .map(({ source, line, printed }) => `${source} ${line}: ${printed}`)
      .toSorted()

  it.each([
    [
      'amount-1-97-2020',
      ['1,97', '339', '579', '202', '448'],
      [
        'slides2020 202: 1,97 Mln€',
        'slides2020 448: 1,97 MLN€',
        'summary2020 339: 1,97 Mln€',
        'summary2020 579: 1,97 Mln€',
      ],
    ],
    [
      'equal-project-counts',
      ['33', '390', '394', '53', '370', '216'],
      ['summary2018 370: 53', 'summary2018 390: 33', 'summary2018 394: 33', 'summary2020 216: 53'],
    ],
    [
      'training-completed-framework-2022',
      ['99%', '90%', '209', '213'],
      ['summary2022 213: 90%', 'summary2022 213: 99%'],
    ],
    [
      'certified-targets-equal-allocation',
      ['236,7', '379', '301,9', '395', '515', '599', '706', '19.114.000'],
      [
        'summary2020 395: 236,7 Mln€',
        'summary2020 515: 379 Mln€',
        'summary2020 599: 301,9 Mln€',
        'summary2020 706: 20 Mln€',
      ],
    ],
    [
      'digitisation-amount',
      ['2,9', '534', '3,2', '663', '527'],
      ['slides2020 527: 3,2 MLN€', 'summary2018 534: 2,9 Mln€', 'summary2020 663: 3,2 Mln€'],
    ],
  ])('%s is told by a note in both languages', (code, literals, prints) => {
    const { text, text_en } = notes.get(code)!
    for (const literal of literals) expect(text).toContain(literal)
    for (const literal of literals) expect(text_en).toContain(english(literal))
    expect(printsOf(code)).toEqual(prints)
  })

  it('tells that the boxes of the slides are out of order', () => {
    const { text, text_en } = notes.get('slides-text-order')!
    for (const literal of ['16-18', '24-32', '124-143', '389-406', '488-505'])
      expect([text.includes(literal), text_en.includes(literal)], literal).toEqual([true, true])
    expect(printsOf('slides-text-order')).toEqual(
      expect.arrayContaining([
        'slides2020 24: 31%',
        'slides2020 143: 22 %',
        'slides2020 402: 295,8',
        'slides2020 501: 19,9',
      ]),
    )
  })

  it('is no check, since the targets of 2023 are the allocation to the euro', () => {
    for (const [target, allocation] of [
      ['summary2020-0105', 'summary2020-0006'],
      ['summary2020-0155', 'summary2020-0008'],
      ['summary2020-0188', 'summary2020-0010'],
      ['summary2020-0220', 'summary2020-0012'],
    ])
      expect(valueOf(target!)).toBe(valueOf(allocation!))
  })

  it('is not promised away: groups may overlap, even where they add up', () => {
    const participants = seed.indicators.find(({ code }) => code === 'participants')!
    expect(participants.definition_en).toContain('may overlap and must not be added up')
    expect(participants.definition).toContain('possono sovrapporsi e non si sommano')
    expect(indicators.columns.overlaps).toMatchObject({ title: 'Può sovrapporsi per', title_en: 'May overlap over' })
  })
})

// A report that does not exist: 10 + 20 + 30 + 4 + 5 Mln paid.
describe('a report of a further year', () => {
  const code = String('summary2024') as Source['code']
  const source: Source = { ...seed.sources.find(({ kind }) => kind === 'report')!, code, year: 2024 }
  const template = observations.get('summary2022-0043')!
  const print = (line: number, change: Partial<Figure>): Figure => ({
    ...template,
    source: code,
    id: `summary2024-${String(line).padStart(4, '0')}`,
    line,
    year: 2024,
    precision: 1e6,
    ...change,
  })
  const paid = [10e6, 20e6, 30e6, 4e6, 5e6]
  const people = { indicator: 'participants', unit: 'person', precision: 1, target_group: 'total', axis: '3' } as const
  const added = [
    ...seed.axes
      .filter(({ kind }) => kind === 'axis')
      .map(({ code: axis }, at) => print(at + 1, { axis, value: paid[at]! })),
    print(6, { axis: 'total', value: 69e6 }),
    print(7, { ...people, sex: 'total', value: 90000 }),
    print(8, { ...people, sex: 'female', value: 40000 }),
    print(9, { ...people, sex: 'male', value: 50001 }),
    // Due at the end of 2023, and the target of a later year.
    print(10, { ...people, indicator: 'output_isced_1_2', sex: 'total', value: 57000 }),
    print(11, { ...people, indicator: 'output_isced_1_2', sex: 'total', basis: 'target', year: 2023, value: 56645 }),
    print(12, { ...people, indicator: 'output_isced_3_4', sex: 'total', value: 1 }),
    print(13, { ...people, indicator: 'output_isced_3_4', sex: 'total', basis: 'target', year: 2025, value: 2 }),
  ]
  const claim = { ...seed.claims[0]!, code: 'output-isced_1_2-2024-3', relation: 'le' as const, source: code }
  const rows: CheckRows = {
    ...seed,
    sources: [...seed.sources, source],
    observations: [...seed.observations, ...added],
    claims: [...seed.claims, claim],
    claim_figures: [
      ...seed.claim_figures,
      { claim: claim.code, side: 'left', observation: 'summary2024-0010', part: 'term' },
      { claim: claim.code, side: 'right', observation: 'summary2024-0007', part: 'term' },
    ],
  }
  const found = new Map(deriveChecks(rows).map((check) => [check.code, check]))

  it.each<Expected>([
    ['sum-paid-2024', 69e6, 'eq', 69e6, 'holds'],
    ['sex-participants-2024-3', 90000, 'eq', 90001, 'fails'],
    // 281.034.588,71 in 2022: what is cumulative fell
    ['rise-paid-2024-3', 30e6, 'ge', 281034588.71, 'fails'],
    ['rise-participants-2024-3', 90000, 'ge', 70385, 'holds'],
    ['target-output_isced_1_2-2024-3', 57000, 'ge', 56645, 'holds'],
    ['output-isced_1_2-2024-3', 57000, 'le', 90000, 'holds'],
  ])('is checked by its rows alone: %s: %d %s %d: %s', (name, left, relation, right, outcome) => {
    expect(found.get(name)).toMatchObject({ left, relation, right, outcome, year: 2024, note: null })
  })

  it('has no check of a target that is due after it, and changes no other check', () => {
    expect([...found.keys()].filter((name) => name.startsWith('target-output_isced_3_4'))).toEqual([])
    const others = [...found.values()].filter(({ year }) => year !== 2024)
    expect(others).toEqual(checks)
  })

  it('has as many axes as the rows say: a sixth one that is paid must be in the sum', () => {
    const sixth = { ...seed.axes[0]!, code: String('6') as (typeof seed.axes)[number]['code'], numeral: 'VI' }
    const paidToo = print(14, { axis: sixth.code, value: 1e6 })
    const all = { ...rows, axes: [...rows.axes, sixth], observations: [...rows.observations, paidToo] }
    const byName = new Map(deriveChecks(all).map((check) => [check.code, check]))
    expect(byName.get('sum-paid-2024')).toMatchObject({ relation: 'eq', left: 69e6, right: 70e6 })
    // No document prints its people: they are the people of the axes that have some.
    expect(byName.get('sum-participants-2020')).toMatchObject({ relation: 'eq', outcome: 'holds' })
    // In 2022 it was not paid: the five axes can only be less than the total.
    expect(byName.get('sum-paid-2022')).toMatchObject({ relation: 'ge', outcome: 'holds' })
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
