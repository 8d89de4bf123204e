import { describe, expect, it } from 'vitest'
import { snapshotMeasures } from '../../../src/datasets/snapshots.ts'
import type { Fact } from '../../../src/derive/facts.ts'
import { deriveSnapshots, rateOf, type Snapshot } from '../../../src/derive/snapshots.ts'
import { seed } from '../real.ts'

const facts = new Map(seed.facts.map((fact) => [fact.code, fact]))

const row = (year: number, axis: string, rows = seed.snapshots) =>
  rows.find((one) => one.year === year && one.axis === axis)!

describe('snapshots', () => {
  it('are the axes 1 to 5, then the programme, of each report', () => {
    expect(seed.snapshots.map(({ year, axis }) => `${year} ${axis}`)).toEqual(
      [2018, 2020, 2022].flatMap((year) => ['1', '2', '3', '4', '5', 'total'].map((axis) => `${year} ${axis}`)),
    )
    expect([2018, 2020, 2022].map((year) => row(year, '1').date)).toEqual(['2018-12-31', '2020-12-31', '2022-12-31'])
  })

  it('hold the total row of table 2 of 2022, with rates on the allocation', () => {
    expect(row(2022, 'total')).toMatchObject({
      allocated: 970474516,
      programmed: 971067817.19,
      committed: 958677416.67,
      paid: 872642491.03,
      certified: 691444232.24,
      certified_observation: facts.get('certified-2022-total')!.observation,
      programmed_of_allocated: 100.06,
      committed_of_allocated: 98.78,
      paid_of_allocated: 89.92,
      certified_of_allocated: 71.25,
      finance_scope: null,
    })
  })

  it('hold what the prose of 2018 says of axis I', () => {
    expect(row(2018, '1')).toMatchObject({
      allocated: 358000000,
      programmed: 329300000,
      certified: 69200000,
      participants: 202708,
      participants_female: 94679,
      participants_male: 108029,
      disabled: 5412,
      migrants: 16899,
      other_disadvantaged: 12657,
      programmed_of_allocated: 91.98,
      certified_of_allocated: 19.33,
    })
  })

  it('have no rate across scopes', () => {
    expect(row(2020, '2')).toMatchObject({
      allocated: 379000000,
      committed: 184312574.33,
      paid: 140600000,
      finance_scope: 'without_cigd',
      committed_of_allocated: null,
      paid_of_allocated: null,
      certified_of_allocated: 28.97,
    })
    expect(row(2020, 'total')).toMatchObject({ committed: 641600000, committed_of_allocated: null })
    expect(row(2022, '1')).toMatchObject({ participants: 244885, participants_scope: 'without_cigd' })
  })

  it('leave the cell of a qualified, a missing or a lost figure empty, and sum nothing', () => {
    // More than 66.000 people, the report says.
    expect(row(2018, 'total')).toMatchObject({ vulnerable: null, vulnerable_observation: null })
    // Women are printed for 2018, men only as a share.
    expect(row(2018, 'total')).toMatchObject({
      participants: 300656,
      participants_female: 137241,
      participants_male: null,
    })
    expect(row(2022, 'total')).toMatchObject({ participants: null, participants_observation: null })
    expect(row(2018, '5')).toMatchObject({ programmed: null, programmed_of_allocated: null, committed: 19900000 })
    expect(row(2022, '5')).toMatchObject({ participants: null, participants_scope: null })
  })

  it('empty a cell, and its rate, once the figure is qualified', () => {
    const about = seed.facts.map((one) => (one.code === 'paid-2022-1' ? { ...one, qualifier: 'about' as const } : one))
    const one = row(2022, '1', deriveSnapshots({ ...seed, facts: about }))
    expect(one).toMatchObject({ paid: null, paid_observation: null, paid_of_allocated: null, committed: 290323449.02 })
  })

  it.each([
    [2020, '1', null],
    [2018, '1', 'vulnerable:missing'],
    // Table 3 of 2018 was an image; the prose tells no programmed amount of axis V.
    [
      2018,
      '5',
      'programmed:lost participants:not_applicable participants_female:not_applicable participants_male:not_applicable vulnerable:not_applicable disabled:not_applicable migrants:not_applicable other_disadvantaged:not_applicable programmed_of_allocated:lost',
    ],
    // "più di 66.000" is a bound.
    [2018, 'total', 'participants_male:missing vulnerable:qualified other_disadvantaged:missing'],
    // Committed and paid without CIGD, the allocation with it.
    [2020, '2', 'vulnerable:missing committed_of_allocated:scope paid_of_allocated:scope'],
  ])('say of %d %s why cells are empty: %s', (year, axis, blanks) => {
    expect(row(year, axis).blanks).toBe(blanks)
  })

  it('say it of every empty figure and rate, and of no other', () => {
    const rates = ['programmed', 'committed', 'paid', 'certified'].map(
      (name) => `${name}_of_allocated` as keyof Snapshot,
    )
    const wrong = seed.snapshots.flatMap((one) => {
      const told = (one.blanks ?? '').split(' ').map((blank) => blank.split(':')[0])
      return [...snapshotMeasures, ...rates].filter((column) => told.includes(column) !== (one[column] === null))
    })
    expect(wrong).toEqual([])
  })

  it('say that a rate is empty because one of its figures is, or the allocation is zero', () => {
    const changed = (change: Partial<Fact>) =>
      row(
        2022,
        '1',
        deriveSnapshots({
          ...seed,
          facts: seed.facts.map((one) => (one.code === 'allocated-2022-1' ? { ...one, ...change } : one)),
        }),
      ).blanks
    expect(changed({ qualifier: 'about' })).toContain('allocated:qualified disabled:missing')
    expect(changed({ qualifier: 'about' })).toContain('paid_of_allocated:qualified certified_of_allocated:qualified')
    expect(changed({ value: 0 })).toContain('paid_of_allocated:zero')
  })

  it('hold in each cell what the observation beside it says', () => {
    const values = new Map(seed.facts.map(({ observation, value }) => [observation, value]))
    const wrong = seed.snapshots.flatMap((one) =>
      snapshotMeasures.filter((measure) => one[measure] !== (values.get(one[`${measure}_observation`]) ?? null)),
    )
    expect(wrong).toEqual([])
  })
})

const fact = (value: number | null, scope: Fact['scope'] = null) => ({ ...seed.facts[0]!, value, scope })

describe('rateOf', () => {
  it.each([
    // 1.005 and 0.125 exactly: half goes up, where binary fractions would lose it.
    [201, 20000, 1.01],
    [1, 800, 0.13],
    [0.1, 0.3, 33.33],
    [2, 3, 66.67],
    [0, 5, 0],
    [5, 0, null],
    [null, 5, null],
    [5, null, null],
  ])('of %j in %j is %j', (part, whole, rate) => expect(rateOf(fact(part), fact(whole))).toBe(rate))

  it('is null across scopes, and without a figure', () => {
    expect(rateOf(fact(1, 'with_cigd'), fact(2, 'with_cigd'))).toBe(50)
    expect(rateOf(fact(1, 'with_cigd'), fact(2, 'without_cigd'))).toBeNull()
    expect([rateOf(undefined, fact(2)), rateOf(fact(1), undefined)]).toEqual([null, null])
  })
})
