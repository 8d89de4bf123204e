import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/dataset/define.ts'
import { parseQuery } from '../../../src/dataset/query.ts'
import { absentYears, knownValues, resolveQuery, type Vocabulary } from '../../../src/dataset/resolve.ts'
import { facts } from '../../../src/datasets/facts.ts'
import { progress } from '../../../src/datasets/progress.ts'

// A programme of two axes: what the real one has is in its rows.
const release: Vocabulary = {
  latest_year: 2022,
  codes: {
    axes: [
      { code: '1', title: 'Occupazione' },
      { code: '2', title: 'Inclusione' },
    ],
    priorities: [{ code: '9iv', title: 'Servizi' }],
  },
  aliases: [
    { subject: 'axes', code: '2', alias: 'Asse II' },
    { subject: 'priorities', code: '9iv', alias: 'PI 9.IV' },
    { subject: 'sex', code: 'female', alias: 'donne' },
  ],
}

const faultsOf = (dataset: Dataset, search: string) => {
  const { query, faults } = parseQuery(dataset, true, new URLSearchParams(search))
  const known = Object.fromEntries(Object.keys(query.where).map((name) => [name, knownValues(dataset, name, release)]))
  return [...faults, ...resolveQuery(query, release, known).faults]
}

describe('knownValues', () => {
  it('are the codes of the release and the words beside them, with what people call them', () => {
    expect(knownValues(facts, 'axis', release)).toEqual([
      { value: '1', title: 'Occupazione', also: [] },
      { value: '2', title: 'Inclusione', also: ['Asse II'] },
      { value: 'none', title: 'no value', also: [] },
    ])
    expect(knownValues(progress, 'priority', release)!.map(({ value }) => value)).toEqual(['9iv', 'all'])
    expect(knownValues(facts, 'sex', release)!.find(({ value }) => value === 'female')!.also).toEqual(['donne'])
    expect(knownValues(facts, 'value', release)).toBeUndefined()
  })
})

describe('resolveQuery', () => {
  it('refuses a code that the release lacks, and says what was meant', () => {
    expect(faultsOf(facts, 'axis=Asse II')).toMatchObject([
      {
        parameter: 'axis',
        value: 'Asse II',
        allowed: ['1', '2', 'none'],
        detail:
          'axis: "Asse II" is not in the list; did you mean 2 (Inclusione)? Allowed: 1 (Occupazione), 2 (Inclusione), none (no value).',
      },
    ])
    expect(faultsOf(facts, 'priority=pi 9.iv')).toMatchObject([
      { detail: expect.stringContaining('mean 9iv (Servizi)?') },
    ])
  })

  it.each([
    ['axis=2,none', 0],
    ['axis=3', 1],
    ['axis=6,1,7', 2],
    ['axis=constructor', 1],
    ['axis=latest', 1],
    ['priority=all', 1],
  ])('facts: %s has %d faults', (search, count) => expect(faultsOf(facts, search)).toHaveLength(count))

  it('lets progress be asked for the priority all, which stands for none stated', () => {
    expect(faultsOf(progress, 'priority=all,9iv')).toEqual([])
    expect(faultsOf(progress, 'priority=8i')).toHaveLength(1)
  })
})

describe('absentYears', () => {
  const report = (year: number) => ({ kind: 'report', year })

  it('says which years have reports, and which between them have none', () => {
    expect(absentYears([report(2018), { kind: 'slides', year: 2019 }, report(2022), report(2020)])).toBe(
      'The documents collected here include reports for 2018, 2020 and 2022 only. For 2019 and 2021 there are at most a few single figures and targets: /v1/facts?year=2019,2021.',
    )
    expect(absentYears([2018, 2020, 2022, 2024].map(report))).toContain('2018, 2020, 2022 and 2024')
    expect(absentYears([2018, 2020, 2022, 2024].map(report))).toContain('For 2019, 2021 and 2023 there')
    expect(absentYears([report(2018), report(2019)])).toBe(
      'The documents collected here include reports for 2018 and 2019 only.',
    )
  })
})
