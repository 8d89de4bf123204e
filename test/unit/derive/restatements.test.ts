import { describe, expect, it } from 'vitest'
import { deriveRestatements } from '../../../src/derive/restatements.ts'
import { seed } from '../real.ts'

const byPrint = new Map(seed.restatements.map((one) => [one.observation, one]))

describe('restatements', () => {
  // Both prints read in the documents, and subtracted by hand.
  it.each([
    // 192,6 on the slide against 192,54 in the report, which rounds to 192,5.
    ['slides2020-0139', 'certified-2020-3', 'summary2020-0187', 'differs', 60000, 'same_year', 'certified-axis-3-2020'],
    // 120,5 against 120,53.
    ['slides2020-0070', 'certified-2020-1', 'summary2020-0104', 'rounds', -30000, 'same_year', null],
    // 958,67 Mln against 958.677.416,67.
    [
      'summary2022-0014',
      'committed-2022-total',
      'summary2022-0086',
      'truncates',
      -7416.67,
      'same_document',
      'amounts-truncated-2022',
    ],
    // 91% against 91,03%.
    ['summary2022-0016', 'paid_rate-2022-total', 'summary2022-0089', 'rounds', -0.03, 'same_document', null],
    // More than half, of which the next sentence says 53%.
    [
      'summary2020-0031',
      'participants_axis_share-2020-1-total',
      'summary2020-0033',
      'bounds',
      -3,
      'same_document',
      null,
    ],
    ['slides2020-0022', 'certified-2020-total', 'summary2020-0023', 'equal', 0, 'same_year', null],
    // The target of 51.050 families became 57.503.
    [
      'summary2020-0153',
      'output_families-target-2023-2',
      'summary2022-0157',
      'differs',
      -6453,
      'later_report',
      'targets-equal-reached',
    ],
    ['summary2020-0103', 'output_unemployed-target-2023-1-total', 'summary2022-0113', 'equal', 0, 'later_report', null],
  ])('%s restates %s', (observation, fact, other, relation, difference, span, note) => {
    expect(byPrint.get(observation)).toEqual({ observation, fact, other, relation, difference, span, note })
  })

  it('are all prints of a fact but the one that was chosen', () => {
    const printed = seed.facts.filter(({ prints }) => prints > 0)
    const expected = printed.flatMap(({ code, prints, agree }) => (prints > 1 ? [[code, prints - 1, agree - 1]] : []))
    const found = Map.groupBy(seed.restatements, ({ fact }) => fact)
    const agreeing = (code: string) => found.get(code)!.filter(({ relation }) => relation !== 'differs').length
    expect([...found].map(([code, rows]) => [code, rows.length, agreeing(code)])).toEqual(expected)
    const chosen = new Map(printed.map(({ code, observation }) => [code, observation]))
    expect(seed.restatements.filter(({ fact, other }) => chosen.get(fact) !== other)).toEqual([])
    expect(seed.restatements.filter(({ observation, other }) => observation === other)).toEqual([])
  })

  // 970,4 for 970.474.516, 32,8 for 32.874.516, 958,67 for 958.677.416,67: none of them a rounding.
  it('name a note wherever two prints differ or one is truncated', () => {
    const odd = seed.restatements.filter(({ relation }) => relation === 'differs' || relation === 'truncates')
    expect(odd.map(({ observation, note }) => [observation, note]).toSorted()).toEqual([
      ['slides2020-0011', 'allocation-truncated'],
      ['slides2020-0017', 'allocation-truncated'],
      ['slides2020-0018', 'allocation-truncated'],
      ['slides2020-0139', 'certified-axis-3-2020'],
      ['summary2018-0016', 'allocation-truncated'],
      ['summary2020-0020', 'allocation-truncated'],
      ['summary2020-0153', 'targets-equal-reached'],
      ['summary2022-0014', 'amounts-truncated-2022'],
      ['summary2022-0209', 'amounts-truncated-2022'],
    ])
    expect(seed.restatements.filter(({ relation, note }) => relation === 'equal' && note !== null)).toEqual([])
  })

  it('differ when prints of equal precision are not equal', () => {
    // 53% of participants in axis I, printed in 2.1 and on the slides.
    expect(byPrint.get('slides2020-0030')).toMatchObject({ other: 'summary2020-0033', relation: 'equal' })
    const observations = seed.observations.map((one) => (one.id === 'slides2020-0030' ? { ...one, value: 54 } : one))
    const one = deriveRestatements({ ...seed, observations }).find(
      ({ observation }) => observation === 'slides2020-0030',
    )
    expect(one).toMatchObject({ relation: 'differs', difference: 1 })
  })

  it('have no difference where a print has no value', () => {
    const observations = seed.observations.map((one) => (one.id === 'slides2020-0139' ? { ...one, value: null } : one))
    const one = deriveRestatements({ ...seed, observations }).find(
      ({ observation }) => observation === 'slides2020-0139',
    )
    expect(one).toMatchObject({ relation: 'differs', difference: null })
  })
})
