import { describe, expect, it } from 'vitest'
import { deriveFacts, type Deadline, type Observation } from '../../../src/derive/facts.ts'
import { deriveProgress, type Progress } from '../../../src/derive/progress.ts'
import { seed } from '../real.ts'

const keyOf = ({ indicator, axis, priority, year, basis }: Progress) =>
  [indicator, axis, priority, year, basis].join('/')
const row = (key: string, rows = seed.progress) => rows.find((one) => keyOf(one) === key)

/** The progress of the seed with some observations changed; null leaves one out. */
const after = (
  changes: Record<string, Partial<Observation> | null>,
  deadlines: readonly Deadline[] = [],
): Progress[] => {
  const observations = seed.observations
    .filter(({ id }) => changes[id] !== null)
    .map((one) => ({ ...one, ...changes[one.id] }))
  const rows = { ...seed, observations, deadlines: [...seed.deadlines, ...deadlines] }
  return deriveProgress({ ...rows, facts: deriveFacts(rows) })
}

describe('progress', () => {
  // Read in the documents, and divided by hand.
  it.each([
    ['certified/1/all/2018/milestone', 69200000, 2018, 65000000, 106.46, 'yes'],
    ['certified/4/all/2018/milestone', 1200000, 2018, 1000000, 120, 'yes'],
    ['output_families/2/all/2018/milestone', 34394, 2018, 7000, 491.34, 'yes'],
    ['result_disadvantaged_exit/2/all/2018/target', 78, 2023, 80, 97.5, 'no'],
    ['result_qualified/3/10iv/2018/target', 52.34, 2023, 80, 65.43, 'no'],
    ['certified/total/all/2018/n3_target', 204600000, 2018, 128700000, 158.97, 'yes'],
    ['certified/total/all/2020/n3_target', 442500000, 2020, 342500000, 129.2, 'yes'],
    ['certified_eu/total/all/2020/n3_target', 234600000, 2021, 225500000, 104.04, 'yes'],
    ['certified/1/all/2020/target', 120530000, 2023, 236700000, 50.92, 'no'],
    ['result_qualified/3/10i/2020/target', 85, 2023, 85, 100, 'yes'],
    ['output_police_officers/4/all/2020/target', 3458, 2023, 3458, 100, 'yes'],
    ['output_unemployed/1/all/2022/target', 163724, 2023, 131480, 124.52, 'yes'],
    ['output_isced_1_2/3/all/2022/target', 52104, 2023, 56645, 91.98, 'no'],
    ['result_employed_6_months/1/8ii/2022/target', 37.6, 2023, 35, 107.43, 'yes'],
  ])('%s is %d', (key, achieved, target_year, target, ratio, reached) => {
    expect(row(key)).toMatchObject({ achieved, target_year, target, ratio, reached })
  })

  it('has each figure that a document sets beside a target, once, and each that it speaks of in words', () => {
    const years = Map.groupBy(seed.progress, ({ year }) => year)
    const counts = (year: number) => {
      const computed = years.get(year)!.filter(({ ratio }) => ratio !== null).length
      return [computed, years.get(year)!.length - computed]
    }
    // 2018: 4 financial and 7 output milestones, as the report itself counts them, 5 results, 1 N+3 target.
    expect(counts(2018)).toEqual([17, 0])
    // 2020: 4 + 7 final targets, 6 results, 2 N+3 targets; 3 outputs of axis V "così conseguiti" without a target.
    expect(counts(2020)).toEqual([19, 3])
    // Chapter 4 of the 2022 summary evaluates 2021: the double of a target, the women, the 99%, the 68,6%.
    expect(counts(2021)).toEqual([0, 4])
    // 2022: 9 outputs and 6 results; 3 projects for women, 6.022 persons of priority 9i, 990 administrations.
    expect(counts(2022)).toEqual([15, 3])
    expect(new Set(seed.progress.map(keyOf)).size).toBe(61)
  })

  it('takes the target that the same year tells, though a later one changes it', () => {
    expect(row('output_families/2/all/2020/target')).toMatchObject({
      achieved: 57503,
      target: 51050,
      target_observation: 'summary2020-0153',
      ratio: 112.64,
    })
    expect(row('output_families/2/all/2022/target')).toMatchObject({ achieved: 64249, target: 57503, ratio: 111.73 })
  })

  it('carries no target from another year', () => {
    // The report of 2022 tells certified expenditure, and no target of it.
    expect(seed.progress.filter(({ indicator, year }) => indicator === 'certified' && year === 2022)).toEqual([])
    // It tells a target of 80% for priority 9i, and achieved as people alone.
    expect(row('result_disadvantaged_exit/2/9i/2022/target')).toMatchObject({ achieved: null, target: 80, ratio: null })
  })

  it('takes no basis of a result for its target', () => {
    // Line 250 of the 2022 summary: 990, and 200 "target dell'indicatore di output utilizzato come base".
    expect(row('result_it_administrations/4/11i/2022/target')).toMatchObject({
      achieved: 990,
      target: null,
      ratio: null,
      reached: null,
      outcome: null,
      reason: expect.stringContaining("è il target dell'indicatore di output usato come base, non del risultato"),
    })
  })

  it.each([
    ['output_women_projects/1/all/2022/target', 3, null, '2023-12-31', 'dice raggiunto il target 2023 con 3 progetti'],
    ['result_disadvantaged_exit/2/9i/2022/target', null, 80, '2023-12-31', '«con 6.022 persone»'],
    ['output_studies/5/all/2020/target', 9, null, null, 'non stampa alcun target'],
    ['result_employed_6_months/1/8i/2021/target', null, null, '2023-12-31', '«il doppio rispetto al target 2023»'],
    ['result_qualified/3/10iv/2021/target', null, null, '2023-12-31', 'al 68,6% del target 2023'],
  ])('%s is told in words: no outcome, and why', (key, achieved, target, due, reason) => {
    const nothing = { ratio: null, reached: null, outcome: null }
    expect(row(key)).toMatchObject({ achieved, target, due, ...nothing, reason: expect.stringContaining(reason) })
    expect(row(key)!.reason_en).not.toBeNull()
  })

  it.each([
    // Due on the day of the data, and reached.
    ['certified/1/all/2018/milestone', 'EUR', '2018-12-31', 'reached'],
    ['certified/total/all/2020/n3_target', 'EUR', '2020-12-31', 'reached'],
    // Reached before it is due.
    ['certified_eu/total/all/2020/n3_target', 'EUR', '2021-12-31', 'reached'],
    ['output_unemployed/1/all/2022/target', 'person', '2023-12-31', 'reached'],
    ['output_isced_1_2/3/all/2022/target', 'person', '2023-12-31', 'not_due'],
    ['certified/2/all/2020/target', 'EUR', '2023-12-31', 'not_due'],
    ['result_qualified/3/10i/2022/target', 'percent', '2023-12-31', 'not_due'],
  ])('%s, in %s, is due on %s: %s', (key, unit, due, outcome) => {
    expect(row(key)).toMatchObject({ unit, due, outcome, reason: null, reason_en: null })
  })

  it('calls missed only what was due by the day of the data', () => {
    const days = new Map(seed.facts.map(({ observation, date }) => [observation, date]))
    const missed = (rows: readonly Progress[]) =>
      rows
        .filter(({ outcome }) => outcome === 'missed')
        .map((one) => [keyOf(one), one.due! <= days.get(one.achieved_observation!)!])
    expect(missed(seed.progress)).toEqual([])
    // The same figures, had the milestone of 65 millions been 70, and had the target of 56.645 been one of 2022.
    const late = after({ 'summary2018-0114': { value: 70000000 }, 'summary2022-0181': { year: 2022 } }, [
      { ...seed.deadlines[0]!, basis: 'target', year: 2022, due: '2022-12-31' },
    ])
    expect(missed(late)).toEqual([
      ['certified/1/all/2018/milestone', true],
      ['output_isced_1_2/3/all/2022/target', true],
    ])
    const next = after({ 'summary2022-0181': { year: 2022 } }, [
      { ...seed.deadlines[0]!, basis: 'target', year: 2022, due: '2023-01-01' },
    ])
    expect(row('output_isced_1_2/3/all/2022/target', next)).toMatchObject({ reached: 'no', outcome: 'not_due' })
  })

  it('does not judge without a due day', () => {
    const none = after({ 'summary2022-0181': { year: 2024 } })
    expect(row('output_isced_1_2/3/all/2022/target', none)).toMatchObject({ reached: 'no', due: null, outcome: null })
    expect(row('output_isced_1_2/3/all/2022/target', none)!.reason_en).toContain('the due day is missing')
  })

  it('takes the next of several targets of one kind, and none that is past', () => {
    const key = 'certified/total/all/2018/n3_target'
    expect(row(key)).toMatchObject({ target_observation: 'summary2018-0022' })
    expect(row(key, after({ 'summary2018-0022': null }))).toMatchObject({
      target_year: 2019,
      target: 234800000,
      ratio: 87.14,
      reached: 'no',
    })
    const past = after({ 'summary2018-0022': { year: 2017 }, 'summary2018-0023': null })
    expect(row(key, past)).toBeUndefined()
  })

  it('takes the print of the report, not that of the slides', () => {
    expect(row('certified/3/all/2020/target')).toMatchObject({
      achieved: 192540000,
      achieved_observation: 'summary2020-0187',
    })
    const slides = after({ 'summary2020-0187': null })
    expect(row('certified/3/all/2020/target', slides)).toMatchObject({ achieved_observation: 'slides2020-0139' })
  })

  it('does not judge what is printed with a qualifier', () => {
    // "circa il 70%", with a target of 90%.
    expect(row('result_it_administrations_rate/4/11i/2020/target')).toMatchObject({
      achieved: 70,
      ratio: 77.78,
      reached: null,
    })
    const about = after({ 'summary2022-0181': { qualifier: 'about' } })
    expect(row('output_isced_1_2/3/all/2022/target', about)).toMatchObject({ ratio: 91.98, reached: null })
  })

  it('compares within one priority, and says all where none is stated', () => {
    const one = after({ 'summary2022-0125': { priority: '8i' }, 'summary2022-0123': null })
    expect(row('result_employed_6_months/1/8i/2022/target', one)).toMatchObject({ achieved: 59.2, target: 35 })
    expect(row('result_employed_6_months/1/8ii/2022/target', one)).toBeUndefined()
    expect(row('result_training_completed/3/10iv/2022/target')).toMatchObject({ achieved: 99, target: 90 })
  })

  it('keeps out figures of a part that the key does not name', () => {
    const women = after({ 'summary2022-0112': { sex: 'female' }, 'summary2022-0113': { sex: 'female' } })
    expect(row('output_unemployed/1/all/2022/target', women)).toBeUndefined()
  })

  it('tells the scope of the figure achieved, and a note to read', () => {
    expect(row('output_employed/1/all/2022/target')).toMatchObject({
      scope: 'without_cigd',
      ratio: 517.91,
      note: 'employed-output-2022',
    })
    expect(row('output_isced_1_2/3/all/2022/target')!.note).toBe('targets-not-reached-2022')
    expect(row('result_qualified/3/10iv/2022/target')!.note).toBe('targets-not-reached-2022')
    expect(row('certified/1/all/2018/milestone')!.note).toBeNull()
  })

  it.each([
    'output_administrations/4/all/2022/target',
    'output_families/2/all/2020/target',
    'output_isced_3_4/3/all/2022/target',
  ])('%s has no note, since none speaks of the pair', (key) => expect(row(key)!.note).toBeNull())

  it('tells the note of what is said in words', () => {
    expect(row('output_women_projects/1/all/2022/target')!.note).toBe('targets-not-printed')
    expect(row('result_disadvantaged_exit/2/9i/2022/target')!.note).toBe('result-9i-rate-2022')
  })
})
