import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/dataset/define.ts'
import { checkPrinted } from '../../../commands/printed.ts'
import { checkRules as checkRulesOf } from '../../../commands/rules.ts'
import type { Lines } from '../../../commands/lines.ts'
import { seed as real } from '../real.ts'

const seed: Record<string, readonly Row[]> = real

const ofRule = [
  'indicators',
  'initiatives',
  'observations',
  'notes',
  'annotations',
  'claims',
  'claim_figures',
  'deadlines',
  'aliases',
  'axes',
  'priorities',
  'initiatives',
  'programme',
  'codes',
]

const checkRules = (lines: Lines) => checkRulesOf(lines, new Set(ofRule))

/** The seed as the loader reads it, with changed observations: the row of an id stands on line 17. */
const lines = (changes: Record<string, Row> = {}): Lines =>
  Object.fromEntries(
    ofRule.map((name) => [
      name,
      seed[name]!.map((row) => {
        const change = name === 'observations' ? changes[String(row['id'])] : undefined
        return { line: change ? 17 : 1, row: { ...row, ...change } }
      }),
    ]),
  )

describe('checkRules', () => {
  it('finds nothing in the seed', () => {
    expect(checkRules(lines())).toEqual([])
  })

  it.each([
    ['summary2022-0014', { precision: 1 }, 'precision: expected 10000, as in "958,67Mln €", got "1"'],
    ['summary2022-0014', { value: 958670 }, 'value: expected 958670000, as in "958,67Mln €", got "958670"'],
    ['summary2022-0014', { precision: null }, 'precision: expected 10000, as in "958,67Mln €", got ""'],
    [
      'summary2022-0014',
      { value: null, precision: null },
      'value: expected a number, since this is no statement, got ""',
    ],
    ['summary2022-0013', { value: 1 }, 'value: expected nothing, since this is a statement, got "1"'],
    ['summary2022-0013', { precision: 1 }, 'precision: expected nothing, since there is no value, got "1"'],
    [
      'summary2022-0014',
      { id: 'summary2020-0014' },
      'id: expected summary2022- and four digits, got "summary2020-0014"',
    ],
    ['summary2022-0118', { unit: 'person' }, 'unit: expected project, the unit of output_women_projects, got "person"'],
    ['summary2022-0013', { unit: 'person' }, 'unit: expected nothing, the unit of statement, got "person"'],
    ['summary2022-0014', { sex: 'female' }, 'sex: expected nothing, since committed counts no people, got "female"'],
    [
      'summary2022-0157',
      { target_group: 'migrant' },
      'target_group: expected nothing, since output_families counts no people, got "migrant"',
    ],
    ['summary2022-0112', { sex: null }, 'sex: expected a value, since output_unemployed counts people, got ""'],
  ])('%s %j', (id, change, problem) => {
    expect(checkRules(lines({ [id]: change }))).toEqual([`seed/observations.csv:17: ${problem}`])
  })

  it('lets rates and shares of people name a sex', () => {
    const named = new Set(['unemployment_rate', 'participants_sex_share', 'initiative_placement_rate'])
    const rows = seed['observations']!.filter(({ indicator }) => named.has(String(indicator)))
    expect(new Set(rows.map(({ indicator }) => indicator)).size).toBe(3)
    expect(rows.every(({ sex }) => sex !== null)).toBe(true)
  })

  it('leaves a wrong code to the check of references', () => {
    expect(checkRules(lines({ 'summary2022-0014': { indicator: 'comitted' } }))).toEqual([])
  })

  it('finds a note that is about no figure', () => {
    const note = { line: 89, row: { ...seed['notes']![0]!, code: 'alone' } }
    const all = lines()
    expect(checkRules({ ...all, notes: [...all['notes']!, note] })).toEqual([
      'seed/notes.csv:89: code: no row of seed/annotations.csv names the note "alone"',
    ])
    // A bad line of annotations may be the one that names it.
    expect(checkRulesOf({ ...all, notes: [...all['notes']!, note] }, new Set(['notes']))).toEqual([])
  })
})

describe('checkRules of claims', () => {
  it('finds a claim without figures on a side', () => {
    const claim = { line: 9, row: { ...seed['claims']![0]!, code: 'alone' } }
    const figure = { line: 8, row: { claim: 'alone', side: 'left', observation: 'summary2022-0112', part: 'term' } }
    const said = { line: 7, row: { claim: 'alone', side: 'right', observation: 'summary2022-0095', part: 'claim' } }
    const all = lines()
    const claims = [...all['claims']!, claim]
    expect(checkRules({ ...all, claims, claim_figures: [...all['claim_figures']!, figure, said] })).toEqual([
      'seed/claims.csv:9: code: no row of seed/claim_figures.csv gives "alone" a figure on the right',
    ])
  })

  it.each([
    ['summary2022-0092', 'oltre 290,8 Mln'],
    ['summary2022-0095', 'words without a value'],
  ])('finds a figure that cannot be computed with: %s, %s', (observation) => {
    const all = lines()
    const figure = { line: 8, row: { ...seed['claim_figures']![0]!, observation, part: 'term' } }
    expect(checkRules({ ...all, claim_figures: [...all['claim_figures']!, figure] })).toEqual([
      `seed/claim_figures.csv:8: observation: expected a figure with a value and without a qualifier, got "${observation}"`,
    ])
  })
})

const refused = (column: string, expected: string, stated: string) =>
  `seed/observations.csv:17: ${column}: expected ${expected}, which ${stated} states of the same figure (named in inferred), or a note of kind definition about both, got ""`

describe('a print that leaves out what another states', () => {
  it.each([
    ['summary2020-0144', 'priority', '9iv', 'slides2020-0104'],
    ['summary2020-0124', 'priority', '9iv', 'slides2020-0096'],
    ['summary2018-0150', 'period', '2018', 'summary2018-0067'],
  ])('%s without its %s is refused', (id, column, expected, stated) => {
    expect(checkRules(lines({ [id]: { [column]: null } }))).toEqual([refused(column, expected, stated)])
  })

  it('is let through where a note of kind definition names both facts, and by no other note', () => {
    const all = lines()
    const without = {
      ...all,
      annotations: all['annotations']!.filter(({ row }) => row['note'] !== 'disadvantaged-exit-priority'),
    }
    const told = checkRules({
      ...without,
      notes: all['notes']!.filter(({ row }) => row['code'] !== 'disadvantaged-exit-priority'),
    })
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('priority: expected 9i, which summary2022-0160 states of the same figure')
    // A note of kind scope names both prints of the CIGD amount.
    expect(
      checkRules(lines({ 'slides2020-0104': { priority: null }, 'summary2020-0144': { priority: '9iv' } })),
    ).toHaveLength(1)
  })
})

describe('a target', () => {
  it('without a due day is refused', () => {
    expect(checkRules(lines({ 'summary2022-0113': { year: 2029 } }))).toEqual([
      'seed/observations.csv:17: year: expected a year for which seed/deadlines.csv has a row of basis target, got "2029"',
    ])
    // The milestones are those of 2018.
    expect(checkRules(lines({ 'summary2022-0113': { basis: 'milestone' } }))).toEqual([
      'seed/observations.csv:17: year: expected a year for which seed/deadlines.csv has a row of basis milestone, got "2023"',
    ])
  })
})

describe('remarks', () => {
  it.each([
    ['note', { note: null }],
    ['note_en', { note_en: null }],
  ])('refuses one without %s', (column, change) => {
    const misprint = seed['objectives']!.find(({ code }) => code === '9.3')!
    const objectives = [{ line: 13, row: { ...misprint, ...change } }]
    expect(checkRules({ ...lines(), objectives })).toEqual([
      `seed/objectives.csv:13: ${column}: expected the remark in both languages, got ""`,
    ])
  })
})

describe('an alias', () => {
  const told = (row: Row) => {
    const all = lines()
    return checkRules({ ...all, aliases: [...all['aliases']!, { line: 99, row: { language: null, ...row } }] })
  }

  it.each<[Row, string | undefined]>([
    [{ subject: 'axes', code: '2', alias: 'Povertà' }, undefined],
    [{ subject: 'sex', code: 'female', alias: 'donne' }, undefined],
    [{ subject: 'axes', code: '9', alias: 'Asse IX' }, 'code: there is no "9" in axes'],
    [{ subject: 'sex', code: 'f', alias: 'donne' }, 'code: there is no "f" in sex'],
    [
      { subject: 'axe', code: '2', alias: 'x' },
      'subject: expected a dataset of codes or a column of a closed list, got "axe"',
    ],
    [
      { subject: 'axes', code: '3', alias: 'asse ii' },
      'alias: "asse ii" is 2 of axes already, so it cannot stand for 3',
    ],
    [{ subject: 'axes', code: '3', alias: '4' }, 'alias: "4" is 4 of axes already, so it cannot stand for 3'],
    [
      { subject: 'axes', code: 'total', alias: 'due' },
      'alias: "due" is 2 of axes already, so it cannot stand for total',
    ],
    // A word that could mean several figures is told with all of them.
    [{ subject: 'indicators', code: 'programmed', alias: 'spesa' }, undefined],
    [{ subject: 'parameters', code: 'date', alias: 'momento' }, undefined],
    [{ subject: 'parameters', code: 'when', alias: 'momento' }, 'code: there is no "when" in parameters'],
    [{ subject: 'datasets', code: 'facts', alias: 'numeri' }, undefined],
    [{ subject: 'datasets', code: 'fact', alias: 'numeri' }, 'code: there is no "fact" in datasets'],
    [{ subject: 'paths', code: 'changes', alias: 'diario' }, undefined],
    [{ subject: 'paths', code: 'facts', alias: 'diario' }, 'code: there is no "facts" in paths'],
    [{ subject: 'values', code: 'latest', alias: 'recentissimo' }, undefined],
    [{ subject: 'values', code: 'all', alias: 'ogni' }, 'code: there is no "all" in values'],
  ])('%j: %s', (row, problem) => {
    expect(told(row)).toEqual(problem === undefined ? [] : [`seed/aliases.csv:99: ${problem}`])
  })
})

describe('an official code', () => {
  const real2014 = '2014it05sfop007'
  const told = (change: (rows: readonly Row[]) => readonly Row[]) => {
    const all = lines()
    const rows = change(all['codes']!.map(({ row }) => row))
    return checkRules({ ...all, codes: rows.map((row) => ({ line: 99, row })) })
  }
  const added = (subject: string, code: string, scheme: string, notation: string) =>
    told((rows) => [...rows, { subject, code, scheme, notation }])

  it.each<[string, string, string, string, string | undefined]>([
    ['axes', '5', 'thematic_objective', '12', undefined],
    ['axes', '9', 'thematic_objective', '09', 'code: there is no "9" in axes'],
    ['assi', '1', 'thematic_objective', '08', 'subject: expected a dataset with one code a row, got "assi"'],
    ['facts', 'x', 'cci', 'x', 'subject: expected a dataset with one code a row, got "facts"'],
    ['programme', real2014, 'nuts', 'ITC3', `notation: nuts of "${real2014}" in programme is "ITC4", got "ITC3"`],
    ['indicators', 'paid', 'common_indicator', 'CO01', 'notation: official of "paid" in indicators is "", got "CO01"'],
  ])('%s/%s/%s %s', (subject, code, scheme, notation, problem) => {
    expect(added(subject, code, scheme, notation)).toEqual(
      problem === undefined ? [] : [`seed/codes.csv:99: ${problem}`],
    )
  })

  it('is there for each that the catalogue needs, with an address', () => {
    const without = told((rows) =>
      rows
        .filter(({ scheme }) => scheme !== 'data_theme')
        .map((row) => (row['scheme'] === 'geonames' ? { ...row, uri: null } : row)),
    )
    const needed = (scheme: string) =>
      `seed/programme.csv:1: code: no row of seed/codes.csv gives "${real2014}" an address in ${scheme}, which the catalogue needs`
    expect(without).toEqual([needed('data_theme'), needed('geonames')])
  })

  it('is there for each that another dataset states', () => {
    expect(told((rows) => rows.filter(({ notation }) => notation !== 'CO16' && notation !== 'ITC4'))).toEqual([
      `seed/programme.csv:1: nuts: no row of seed/codes.csv gives "${real2014}" its nuts`,
      'seed/indicators.csv:1: official: no row of seed/codes.csv gives "output_disabled" its common_indicator',
    ])
  })
})

describe('checkPrinted', () => {
  const figure = { indicator: 'any', inferred: null }

  it.each([
    ['124 Mln €', 124000000, 'EUR', 1000000],
    ['1298', 1298, 'person', 1],
    ['32 %', 32, 'percent', 1],
    ['due', 2, 'programme', 1],
    ['dai 16 ai 35', 35, 'year_of_age', 1],
  ])('agrees with %s', (printed, value, unit, precision) => {
    expect(checkPrinted({ ...figure, printed, value, unit, precision })).toEqual([])
  })

  it('reads millions where the unit is told elsewhere', () => {
    const row = { ...figure, printed: '2,15', value: 2150000, unit: 'EUR', precision: 10000 }
    expect(checkPrinted({ ...row, inferred: 'axis unit' })).toEqual([])
    expect(checkPrinted(row)).toEqual(['value: expected 2.15, as in "2,15", got "2150000"'])
  })

  it('names each number that the string states, and each column that is wrong', () => {
    expect(checkPrinted({ ...figure, printed: 'dai 16 ai 35', value: 17, unit: 'year_of_age', precision: 1 })).toEqual([
      'value: expected 16 or 35, as in "dai 16 ai 35", got "17"',
    ])
    expect(checkPrinted({ ...figure, printed: '24,39%', value: 24.39, unit: 'EUR', precision: 1 })).toEqual([
      'precision: expected 0.01, as in "24,39%", got "1"',
      'unit: expected percent, as in "24,39%", got "EUR"',
    ])
    expect(checkPrinted({ ...figure, printed: 'tutti', value: 1, unit: 'person', precision: 1 })).toEqual([
      'value: expected a number that stands there, as in "tutti", got "1"',
    ])
  })
})
