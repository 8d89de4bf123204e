import { describe, expect, it } from 'vitest'
import type { Progress } from '../../../src/derive/progress.ts'
import { seed } from '../real.ts'

type Row = readonly [key: string, achieved: number | null, target: number | null, outcome: Progress['outcome']]

// Every row, read in the documents: indicator/axis/priority, what is achieved, its target, and what became of it.
const milestones2018: readonly Row[] = [
  ['certified/1/all', 69.2e6, 65e6, 'reached'],
  ['output_unemployed/1/all', 158118, 25000, 'reached'],
  ['certified/2/all', 41.3e6, 38e6, 'reached'],
  ['output_disabled/2/all', 4832, 3161, 'reached'],
  ['output_other_disadvantaged/2/all', 11633, 4986, 'reached'],
  ['output_families/2/all', 34394, 7000, 'reached'],
  ['certified/3/all', 90.7e6, 90e6, 'reached'],
  ['output_isced_1_2/3/all', 36400, 16256, 'reached'],
  ['certified/4/all', 1.2e6, 1e6, 'reached'],
  ['output_administrations/4/all', 915, 264, 'reached'],
  ['output_police_officers/4/all', 3458, 1500, 'reached'],
]
const targets2018: readonly Row[] = [
  ['result_employed_6_months/1/all', 60, 30, 'reached'],
  ['result_disadvantaged_exit/2/all', 78, 80, 'not_due'],
  ['result_qualified/3/10i', 63.28, 85, 'not_due'],
  ['result_qualified/3/10iv', 52.34, 80, 'not_due'],
  ['result_training_completed/3/10iv', 100, 90, 'reached'],
]
const targets2020: readonly Row[] = [
  ['output_unemployed/1/all', 161345, 131480, 'reached'],
  ['certified/1/all', 120.53e6, 236.7e6, 'not_due'],
  ['result_employed_6_months/1/all', 59, 30, 'reached'],
  ['output_disabled/2/all', 6535, 6051, 'reached'],
  ['output_other_disadvantaged/2/all', 22416, 31298, 'not_due'],
  ['output_families/2/all', 57503, 51050, 'reached'],
  ['certified/2/all', 109.8e6, 379e6, 'not_due'],
  ['result_disadvantaged_exit/2/all', 92, 80, 'reached'],
  ['output_isced_1_2/3/all', 42993, 56645, 'not_due'],
  ['certified/3/all', 192.54e6, 301.9e6, 'not_due'],
  ['result_qualified/3/10i', 85, 85, 'reached'],
  ['result_qualified/3/10iv', 48, 80, 'not_due'],
  ['result_training_completed/3/10iv', 98, 90, 'reached'],
  ['output_administrations/4/all', 1033, 1240, 'not_due'],
  ['output_police_officers/4/all', 3458, 3458, 'reached'],
  ['certified/4/all', 4.5e6, 20e6, 'not_due'],
  // "circa il 70%"
  ['result_it_administrations_rate/4/11i', 70, 90, null],
  ['output_technical_assistance_projects/5/all', 42, null, null],
  ['output_studies/5/all', 9, null, null],
  ['output_communication_projects/5/all', 32, null, null],
]
const targets2022: readonly Row[] = [
  ['output_unemployed/1/all', 163724, 131480, 'reached'],
  ['output_employed/1/all', 80577, 15558, 'reached'],
  ['output_under_25/1/all', 4334, 1702, 'reached'],
  ['output_women_projects/1/all', 3, null, null],
  ['result_employed_6_months/1/8i', 59.2, 30, 'reached'],
  ['result_employed_6_months/1/8ii', 37.6, 35, 'reached'],
  ['result_employed_6_months/1/8v', 37.5, 20.2, 'reached'],
  ['output_disabled/2/9i', 7404, 5369, 'reached'],
  ['output_other_disadvantaged/2/all', 41830, 31298, 'reached'],
  ['output_families/2/all', 64249, 57503, 'reached'],
  ['result_disadvantaged_exit/2/9i', null, 80, null],
  ['output_isced_1_2/3/all', 52104, 56645, 'not_due'],
  ['output_isced_3_4/3/all', 14448, 6077, 'reached'],
  ['result_training_completed/3/10iv', 99, 90, 'reached'],
  ['result_qualified/3/10i', 84, 85, 'not_due'],
  ['result_qualified/3/10iv', 59, 80, 'not_due'],
  ['output_administrations/4/all', 2226, 1240, 'reached'],
  ['result_it_administrations/4/11i', 990, null, null],
]
const evaluations2021: readonly Row[] = [
  ['participants/1/all', null, null, null],
  ['result_employed_6_months/1/8i', null, null, null],
  ['result_qualified/3/10iv', null, null, null],
  ['result_training_completed/3/all', null, null, null],
]

const groups: readonly (readonly [year: number, basis: Progress['basis'], due: string, rows: readonly Row[]])[] = [
  [2018, 'milestone', '2018-12-31', milestones2018],
  [2018, 'target', '2023-12-31', targets2018],
  [2018, 'n3_target', '2018-12-31', [['certified/total/all', 204.6e6, 128.7e6, 'reached']]],
  [2020, 'target', '2023-12-31', targets2020],
  [2020, 'n3_target', '2020-12-31', [['certified/total/all', 442.5e6, 342.5e6, 'reached']]],
  // "al 2021 (225,5 Mln€ quota UE)", reached a year before.
  [2020, 'n3_target', '2021-12-31', [['certified_eu/total/all', 234.6e6, 225.5e6, 'reached']]],
  [2021, 'target', '2023-12-31', evaluations2021],
  [2022, 'target', '2023-12-31', targets2022],
]

/** The targets that no document dates: those without a printed target, and the 90% of the evaluation. */
const undated = new Set([
  'output_technical_assistance_projects/5/all',
  'output_studies/5/all',
  'output_communication_projects/5/all',
  'result_it_administrations/4/11i',
])
const dueOf = (key: string, year: number, due: string) =>
  undated.has(key) || (year === 2021 && key === 'result_training_completed/3/all') ? null : due

describe('every row of progress', () => {
  const expected = groups.flatMap(([year, basis, due, rows]) =>
    rows.map(([key, achieved, target, outcome]) =>
      [key, year, basis, achieved, target, dueOf(key, year, due), outcome].join(' '),
    ),
  )

  it('is what the documents print, and there is no other', () => {
    const told = seed.progress.map(({ indicator, axis, priority, year, basis, achieved, target, due, outcome }) =>
      [`${indicator}/${axis}/${priority}`, year, basis, achieved, target, due, outcome].join(' '),
    )
    expect(told.toSorted()).toEqual(expected.toSorted())
    expect(told).toHaveLength(61)
  })

  it('says why there is no outcome, and only then', () => {
    const wrong = seed.progress.filter(
      ({ outcome, reason, reason_en }) => (outcome === null) !== (reason !== null && reason_en !== null),
    )
    expect(wrong).toEqual([])
  })
})
