import { describe, expect, it } from 'vitest'
import { ambiguities } from '../../../src/derive/ambiguity.ts'
import { factCode, type Observation } from '../../../src/derive/facts.ts'
import { seed } from '../real.ts'

const observations = new Map(seed.observations.map((one) => [one.id, one]))

const pairsOf = (rows: readonly Observation[]) =>
  ambiguities(rows).map(({ vague, stated, dimensions }) => [factCode(vague), factCode(stated), ...dimensions])

/** The seed without what we filled in: the columns emptied in the rows. */
const emptied = (column: 'priority' | 'period', ...ids: string[]) =>
  seed.observations.map((one) => (ids.includes(one.id) ? { ...one, [column]: null } : one))

describe('prints that leave out what another states', () => {
  // The whole pass over the seed: what is not here was filled in. A new pair must be filled in, or a note must say why not.
  it('are two pairs in the seed, which a note says are two facts each', () => {
    expect(pairsOf(seed.observations)).toEqual([
      ['result_employed_6_months-target-2023-1', 'result_employed_6_months-target-2023-1-8i', 'priority'],
      ['result_disadvantaged_exit-target-2023-2', 'result_disadvantaged_exit-target-2023-2-9i', 'priority'],
    ])
    const notes = (id: string) =>
      seed.annotations.filter(({ observation }) => observation === id).map((one) => one.note)
    expect(notes('summary2018-0116')).toContain('employment-result-priorities')
    expect(notes('summary2022-0123')).toContain('employment-result-priorities')
    expect(notes('summary2020-0157')).toContain('disadvantaged-exit-priority')
    expect(notes('summary2022-0160')).toContain('disadvantaged-exit-priority')
  })

  it('would be more, had we not filled in what one document leaves out', () => {
    expect(pairsOf(emptied('priority', 'summary2020-0144'))[0]).toEqual([
      'initiative_activated-2020-2-cigd',
      'initiative_activated-2020-2-9iv-cigd',
      'priority',
    ])
    expect(pairsOf(emptied('period', 'summary2018-0072')).at(-1)).toEqual([
      'initiative_financed-2018-2-conciliazione-aree-interne',
      'initiative_financed-2018-2-conciliazione-aree-interne-2018',
      'period',
    ])
    // The slide prints 70%, the summary "circa il 70%".
    expect(pairsOf(emptied('priority', 'slides2020-0168'))).toContainEqual([
      'result_it_administrations_rate-2020-4',
      'result_it_administrations_rate-2020-4-11i',
      'priority',
    ])
  })

  const base = { ...observations.get('slides2020-0104')!, priority: null, value: 168500000, precision: 100000 }
  const stated = (change: Partial<Observation>): Observation => ({
    ...base,
    id: 'summary2020-0999',
    priority: '9iv',
    precision: 10000,
    ...change,
  })

  it.each<[string, Partial<Observation>, number]>([
    ['a value that the vague print rounds', { value: 168460000 }, 1],
    ['a value that it cuts', { value: 168590000 }, 1],
    ['a value beyond its precision', { value: 168610000 }, 0],
    ['a bound that it keeps', { value: 168000000, qualifier: 'at_least' }, 1],
    ['a bound that it breaks', { value: 169000000, qualifier: 'at_least' }, 0],
    ['a second dimension beside', { period: '2020' }, 1],
    ['another axis', { axis: '3' }, 0],
    ['another year', { year: 2022 }, 0],
    ['an evaluation, which is no fact', { basis: 'evaluation' }, 0],
  ])('are found by %s', (_, change, count) => {
    expect(ambiguities([base, stated(change)])).toHaveLength(count)
  })

  it('are told once for two facts, and for each fact that may be meant', () => {
    const prints = [base, { ...base, id: 'summary2020-0998' }, stated({}), stated({ priority: '9i' })]
    expect(pairsOf(prints).map(([, code]) => code)).toEqual([
      'initiative_activated-2020-2-9iv-cigd',
      'initiative_activated-2020-2-9i-cigd',
    ])
  })
})

describe('what was filled in', () => {
  it.each([
    ['summary2020-0144', 'priority', 'initiative_activated-2020-2-9iv-cigd', 2],
    ['summary2020-0137', 'priority', 'initiative_activated-2020-2-9iv-rigenerazione-urbana', 2],
    ['summary2020-0134', 'priority', 'initiative_activated-2020-2-9ii-inclusione-attiva-vulnerabili', 2],
    ['summary2020-0132', 'priority', 'initiative_committed-2020-2-9ii-marginalita-giovani-adulti', 2],
    ['summary2020-0124', 'priority', 'initiative_paid-2020-2-9iv-percorsi-adolescenti', 2],
    ['slides2020-0168', 'priority', 'result_it_administrations_rate-2020-4-11i', 2],
    ['slides2020-0144', 'priority', 'result_training_completed-2020-3-10iv', 2],
    // Read with its target of 90%, which two reports give priority 10.iv.
    ['summary2022-0184', 'priority', 'result_training_completed-2022-3-10iv', 1],
    ['summary2022-0185', 'priority', 'result_training_completed-target-2023-3-10iv', 5],
    ['summary2018-0071', 'period', 'project_count-2018-2-conciliazione-aree-interne-2018', 2],
    ['summary2018-0150', 'period', 'project_count-2018-2-gestione-sociale-quartieri-2018', 3],
  ])('%s: its %s is named in inferred, and the fact has all prints', (id, column, code, prints) => {
    expect(observations.get(id)!.inferred!.split(' ')).toContain(column)
    expect(factCode(observations.get(id)!)).toBe(code)
    expect(seed.facts.find((fact) => fact.code === code)).toMatchObject({ prints, agree: prints })
  })

  // The codes that went, each with the value that it had: fourteen had been told beside their successor.
  it.each([
    ['initiative_activated-2020-2-cigd', '9iv-cigd', 168500000],
    ['initiative_activated-2020-2-inclusione-attiva-vulnerabili', '9ii-inclusione-attiva-vulnerabili', 9600000],
    ['initiative_activated-2020-2-rigenerazione-urbana', '9iv-rigenerazione-urbana', 6000000],
    ['initiative_committed-2020-2-inclusione-attiva-vulnerabili', '9ii-inclusione-attiva-vulnerabili', 9600000],
    ['initiative_committed-2020-2-marginalita-giovani-adulti', '9ii-marginalita-giovani-adulti', 4800000],
    ['initiative_committed-2020-2-rigenerazione-urbana', '9iv-rigenerazione-urbana', 6000000],
    ['initiative_financed-2018-2-conciliazione-aree-interne', 'conciliazione-aree-interne-2018', 600000],
    ['initiative_paid-2020-2-percorsi-adolescenti', '9iv-percorsi-adolescenti', 3000000],
    ['project_count-2018-2-conciliazione-aree-interne', 'conciliazione-aree-interne-2018', 7],
    ['project_count-2018-2-gestione-sociale-quartieri', 'gestione-sociale-quartieri-2018', 33],
    ['result_it_administrations-target-2023-4-11i', 'output_it_administrations-target-2023-4-11i', 200],
    ['result_it_administrations_rate-2020-4', '4-11i', 70],
    ['result_it_administrations_rate-target-2023-4', '4-11i', 90],
    ['result_training_completed-2020-3', '3-10iv', 98],
    ['result_training_completed-2022-3', '3-10iv', 99],
    ['result_training_completed-target-2023-3', '3-10iv', 90],
  ])('%s went for the code that ends with %s and says %d', (code, end, value) => {
    const { successor } = seed.withdrawn.find((one) => one.code === code)!
    expect(successor?.endsWith(end)).toBe(true)
    expect(seed.facts.find((fact) => fact.code === successor)).toMatchObject({ value, status: 'printed' })
    expect(seed.facts.some((fact) => fact.code === code)).toBe(false)
    expect(seed.withdrawn).toHaveLength(16)
  })

  it('leaves the 200 of line 250 to the output indicator, of which it is the target', () => {
    expect(observations.get('summary2022-0206')).toMatchObject({
      line: 250,
      printed: '200',
      indicator: 'output_it_administrations',
      basis: 'target',
    })
    expect(
      seed.facts.some(({ indicator, basis }) => indicator === 'result_it_administrations' && basis === 'target'),
    ).toBe(false)
  })
})
