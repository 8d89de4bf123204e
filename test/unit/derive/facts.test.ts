import { describe, expect, it } from 'vitest'
import { deriveFacts, factCode, printsOfFacts } from '../../../src/derive/facts.ts'
import type { Observation } from '../../../src/derive/facts.ts'
import { seed } from '../real.ts'

const facts = new Map(seed.facts.map((fact) => [fact.code, fact]))
const observations = new Map(seed.observations.map((observation) => [observation.id, observation]))

describe('facts', () => {
  // Read in the documents: value, step of its last digit, and the line of the text edition.
  it.each([
    ['certified-2022-total', 691444232.24, 0.01, 'summary2022:118'],
    ['paid-2022-1', 254774002.77, 0.01, 'summary2022:113'],
    // The row of table 2 is labelled II; it is the third.
    ['certified-2022-3', 229093691.59, 0.01, 'summary2022:115'],
    ['allocated-2022-4', 19114000, 0.01, 'summary2022:116'],
    ['participants-2022-1-male-without_cigd', 130724, 1, 'summary2022:132'],
    ['participants-2020-2-female', 59146, 1, 'summary2020:426'],
    // The slides print 235,7.
    ['programmed-2020-1', 235670000, 10000, 'summary2020:319'],
    // A note beats the rounded 184,3 of the prose.
    ['committed-2020-2-without_cigd', 184312574.33, 0.01, 'summary2020:300'],
    ['certified-target-2023-1', 236700000, 100000, 'summary2020:395'],
    ['allocated-2018-1', 358000000, 1, 'summary2018:51'],
  ])('%s is %d', (code, value, precision, place) => {
    const fact = facts.get(code)!
    const { source, line } = observations.get(fact.observation!)!
    expect([fact.value, fact.precision, fact.qualifier, fact.status]).toEqual([value, precision, null, 'printed'])
    expect(`${source}:${line}`).toBe(place)
  })

  it('keep the qualifier of the chosen print, and the interval that it admits', () => {
    const { value, qualifier, low, high } = facts.get('participants-2018-total-total-vulnerable')!
    expect([value, qualifier, low, high]).toEqual([66000, 'at_least', 66000, null])
    const rounded = facts.get('programmed-2020-1')!
    expect([rounded.low, rounded.high]).toEqual([235665000, 235675000])
  })

  it.each([
    // 192,54 in the report, 192,6 on the slide: no rounding of it.
    ['certified-2020-3', 2, 1],
    // 254.774.002,77 in table 2, circa 254 in the prose.
    ['paid-2022-1', 2, 2],
    // 958.677.416,67 in table 2, cut to 958,67 in the prose.
    ['committed-2022-total', 2, 2],
  ])('%s has %d prints, of which %d agree', (code, prints, agree) => {
    expect(facts.get(code)).toMatchObject({ prints, agree })
  })

  it.each([
    ['programmed-2018-5', 'lost', 'EUR', "era un'immagine", 'table 3 of the 2018 summary was an image'],
    [
      'participants-2022-total-total',
      'missing',
      'person',
      'La sintesi 2022 stampa i destinatari degli assi',
      'The 2022 summary prints the participants of the axes, not those of the whole programme.',
    ],
    [
      'participants-2022-5-total',
      'not_applicable',
      'person',
      'non ha destinatari',
      'Axis V, technical assistance, has no',
    ],
  ])('%s is %s', (code, status, unit, reason, reasonEn) => {
    const nothing = { value: null, low: null, high: null, precision: null, observation: null, prints: 0, agree: 0 }
    expect(facts.get(code)).toMatchObject({ status, unit, ...nothing })
    expect(facts.get(code)!.reason).toContain(reason)
    expect(facts.get(code)!.reason_en).toContain(reasonEn)
  })

  it.each([
    // The axis of the prose of section 2.1 is our reading; section 3 states it.
    ['participants-2018-1-total', 'summary2018:289'],
    ['participants-2020-2-total', 'summary2020:426'],
    ['participants_sex_share-2020-1-male', 'summary2020:323'],
  ])('%s is taken from a print that states its dimensions: %s', (code, place) => {
    const { source, line } = observations.get(facts.get(code)!.observation!)!
    expect(`${source}:${line}`).toBe(place)
  })

  it.each([
    ['certified-2022-total', '2022-12-31', '691.444.232,24 €'],
    ['participants-2018-total-total', '2018-12-31', '300.656'],
    // Printed in a table and on a slide of 2020, and in the structure, which tells no day.
    ['allocated-2020-5', '2020-12-31', '32.874.516 €'],
    // A target speaks of the day on which it is due.
    ['certified-target-2023-1', '2023-12-31', '236,7 Mln€'],
    ['certified-n3_target-2019-total', '2019-12-31', '234,80 Mln€'],
    ['output_unemployed-milestone-2018-1-total', '2018-12-31', '25.000'],
    // A quarter is no day, and no document of 2021 tells one.
    ['unemployment_rate-2018-male-2018-q4', null, '5%'],
    ['its_employment_rate-2021', null, '79%'],
    // Of what no document prints, the day of the report.
    ['participants-2022-total-female', '2022-12-31', null],
  ])('%s speaks of %s and is printed %s', (code, date, printed) => {
    expect(facts.get(code)).toMatchObject({ date, printed })
  })

  it('tell the notes that speak of any of their prints', () => {
    // The slide prints 192,6, which the note is about; the report's 192,54 is chosen.
    expect(facts.get('certified-2020-3')).toMatchObject({
      printed: '192,54 Mln€',
      notes: 'certified-axis-3-2020 slides-target-2020-heading',
    })
    expect(facts.get('participants-2018-4-total')!.notes).toBe('axis-4-participants-2018')
    expect(facts.get('certified-milestone-2018-2')!.notes).toBeNull()
  })

  it.each([
    ['participants-2022-total-female', 'participants-programme-2022'],
    ['participants-2020-4-total-migrant', 'groups-axis-4'],
    ['programmed-2018-5', 'programmed-axis-5 tables-lost-2018'],
    ['participants-2022-1-total-disabled', 'vulnerable-counts-not-printed'],
    ['participants-2022-5-total', null],
  ])('%s, which is not printed, is explained by %s', (code, notes) => {
    expect(facts.get(code)).toMatchObject({ value: null, notes })
  })

  it('find a measure with its phases, lines and editions by one value', () => {
    const codes = seed.facts
      .filter((fact) => fact.main_initiative === 'nidi-gratis')
      .map(({ initiative }) => initiative)
    expect(codes).toHaveLength(11)
    expect(codes.filter((code) => code === 'nidi-gratis')).toHaveLength(4)
    // Two steps up: the edition, the courses, both kinds of course.
    const its = seed.facts.find(({ initiative }) => initiative === 'its-2019-2020')!
    expect(its.main_initiative).toBe('its-ifts')
    expect(seed.observations.filter((one) => one.main_initiative === 'nidi-gratis')).toHaveLength(16)
    expect(seed.facts.filter((fact) => (fact.initiative === null) !== (fact.main_initiative === null))).toEqual([])
  })

  it('have each a code of its own', () => expect(facts.size).toBe(seed.facts.length))

  it('say what their observation says, when printed, and why there is none, when not', () => {
    const wrong = seed.facts.filter((fact) => {
      if (fact.status !== 'printed') return fact.value !== null || fact.reason === null || fact.reason_en === null
      const print = observations.get(fact.observation!)
      const same = print && (['value', 'unit', 'qualifier', 'precision'] as const).every((of) => print[of] === fact[of])
      return !same || factCode(print) !== fact.code || fact.reason !== null
    })
    expect(wrong).toEqual([])
  })

  it('cover the core grid: three years, six axes, twelve measures', () => {
    const money = ['allocated', 'programmed', 'committed', 'paid', 'certified'].map((indicator) => `${indicator},,`)
    const sexes = ['total', 'female', 'male'].map((sex) => `participants,${sex},total`)
    const groups = ['vulnerable', 'disabled', 'migrant', 'other_disadvantaged'].map((of) => `participants,total,${of}`)
    const held = new Set(
      seed.facts.map((f) => [f.year, f.axis, f.indicator, f.sex, f.target_group, f.basis, f.priority, f.period].join()),
    )
    const absent = [2018, 2020, 2022].flatMap((year) =>
      ['1', '2', '3', '4', '5', 'total'].flatMap((axis) =>
        [...money, ...sexes, ...groups].filter((measure) => !held.has(`${year},${axis},${measure},actual,,`)),
      ),
    )
    expect(absent).toEqual([])
  })
})

describe('the code of a fact', () => {
  it('names all that identifies it, in lower case', () => {
    const certified = observations.get('summary2022-0090')
    expect(factCode(certified!)).toBe('certified-2022-total')
    const all = { priority: '8i', initiative: 'nidi-gratis', sex: 'female', target_group: 'migrant' } as const
    expect(factCode({ ...certified!, ...all, basis: 'target', period: '2022-Q3', scope: 'with_cigd' })).toBe(
      'certified-target-2022-total-8i-nidi-gratis-female-migrant-2022-q3-with_cigd',
    )
  })
})

describe('the chosen print', () => {
  const base = { ...observations.get('summary2022-0090')!, year: 2020 }
  const print = (id: string, precision: number, place: Observation['place'] = 'prose'): Observation => ({
    ...base,
    id,
    source: id.slice(0, -5) as Observation['source'],
    precision,
    place,
  })

  it.each([
    ['the newest document', print('summary2022-0009', 1e6), print('summary2020-0001', 0.01)],
    ['the finest print', print('slides2020-0001', 100), print('summary2020-0001', 1000)],
    [
      'one that states its dimensions',
      print('slides2020-0009', 1),
      { ...print('summary2020-0001', 1, 'table'), inferred: 'axis unit' },
    ],
    // The unit is no dimension: the report goes first.
    [
      'a report, though its unit is ours',
      { ...print('summary2020-0009', 1), inferred: 'unit' },
      print('slides2020-0001', 1),
    ],
    ['a report before a structure', print('summary2020-0009', 1), print('structure2020-0001', 1)],
    ['a structure before slides', print('structure2020-0009', 1), print('slides2020-0001', 1)],
    ['a table before a note', print('summary2020-0009', 1, 'table'), print('summary2020-0001', 1, 'note')],
    ['a note before text', print('summary2020-0009', 1, 'note'), print('summary2020-0001', 1)],
    ['the first', print('summary2020-0001', 1, 'bullet'), print('summary2020-0002', 1, 'prose')],
  ])('is %s', (_, first, second) => {
    const chosen = [
      [first, second],
      [second, first],
    ].map((prints) => printsOfFacts(prints, seed.sources).get('certified-2020-total')![0]!.id)
    expect(chosen).toEqual([first.id, first.id])
  })

  it('is none of an evaluation, a definition or a statement', () => {
    const left: Partial<Observation>[] = [{ basis: 'evaluation' }, { basis: 'definition' }, { indicator: 'statement' }]
    const rows = deriveFacts({ ...seed, observations: left.map((one) => Object.assign({}, base, one)) })
    expect(rows.filter(({ status }) => status === 'printed')).toEqual([])
  })
})
