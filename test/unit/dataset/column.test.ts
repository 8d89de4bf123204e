import { describe, expect, it } from 'vitest'
import { code, date, integer, number, oneOf, readCell, ref, someOf, text, year } from '../../../src/dataset/column.ts'
import { observations } from '../../../src/datasets/observations.ts'

const meaning = { title: 'Nome', title_en: 'Name', description: 'A name.' }
const term = { title: 'Voce', title_en: 'Term' }

const takes = ({ zod }: { zod: { safeParse: (value: unknown) => { success: boolean } } }, value: unknown) =>
  zod.safeParse(value).success

describe('readCell', () => {
  it.each(['code', 'text', 'integer', 'number', 'date', 'list'] as const)('reads nothing in a %s as null', (kind) => {
    expect(readCell({ kind }, '')).toBeNull()
  })

  it.each([
    ['number', '24.39', 24.39],
    ['number', '-1.5', -1.5],
    ['number', '691444232.24', 691444232.24],
    ['integer', '2018', 2018],
    ['integer', '0', 0],
  ] as const)('reads a %s %s as a number', (kind, cell, value) => {
    expect(readCell({ kind }, cell)).toBe(value)
  })

  it.each([
    ['text', '2018'],
    ['code', '1'],
    ['date', '2018-12-31'],
    ['list', '3 4'],
  ] as const)('keeps a %s %s as text', (kind, cell) => {
    expect(readCell({ kind }, cell)).toBe(cell)
  })

  it.each(['1e3', '1,5', '1.', '.5', ' 1', '1 ', '+1', '--1', '0x10', 'Infinity', '1.234.567'])(
    'leaves "%s", which is no number of ours, to the schema',
    (cell) => {
      expect(readCell({ kind: 'number' }, cell)).toBe(cell)
      expect(takes(number(meaning), readCell({ kind: 'number' }, cell))).toBe(false)
    },
  )
})

describe('expected', () => {
  it.each([
    [['total', '3_4', '5', '2', '1', '4', '3'], '1..5, total or 3_4'],
    [['1', '2'], '1 or 2'],
    [['1', '2', '4'], '1, 2 or 4'],
    [['female', 'male', 'total'], 'female, male or total'],
    [['only'], 'only'],
  ])('says the list %j in words', (values, words) => {
    expect(oneOf(Object.fromEntries(values.map((value) => [value, term])), meaning).expected).toBe(words)
  })

  it('adds nothing to what a nullable column takes', () => {
    expect(observations.columns.axis.expected).toBe('1..5, 3_4, total or nothing')
    expect(observations.columns.value.expected).toBe('a number with a decimal point or nothing')
    expect(observations.columns.initiative.expected).toBe('a code of initiatives or nothing')
    expect(observations.columns.period.expected).toBe('YYYY, YYYY-YYYY, YYYY/YYYY, YYYY-Qn or nothing')
    expect(oneOf({ only: term }, meaning).orNull().expected).toBe('only or nothing')
  })

  it('says bounds and references', () => {
    expect(observations.columns.line.expected).toBe('a whole number from 1')
    expect(year(meaning).expected).toBe('a year from 2000 to 2099')
    expect(ref('sources', meaning).expected).toBe('a code of sources')
    expect(someOf({ axis: term, sex: term }, meaning).expected).toBe('words among axis, sex')
  })
})

describe('text', () => {
  it.each(['=1+1', '+39', '-1', '@name', '\tname', '\rname', ''])('refuses %j', (value) => {
    expect(takes(text(meaning), value)).toBe(false)
  })

  it.each(['a=b', 'Più', '“-1”', '1+1', 'a\nb', "'=1"])('takes %j', (value) => {
    expect(takes(text(meaning), value)).toBe(true)
  })

  it('refuses a formula even where its own pattern would take it', () => {
    const loose = text({ ...meaning, pattern: '^.{3}$' })
    expect([takes(loose, 'abc'), takes(loose, 'ab'), takes(loose, '=ab')]).toEqual([true, false, false])
  })
})

describe('codes', () => {
  it.each(['c-2014-10098', '8.1.1', 'a/b', '3_4', '0', 'none-of', 'latest2'])('takes %s', (value) => {
    expect([takes(code(meaning), value), takes(ref('acts', meaning), value)]).toEqual([true, true])
  })

  it.each(['A', 'è', '-a', '_a', '.a', '/a', 'a b', 'a,b', 'a..b', 'a\n', '', 'none', 'all', 'latest'])(
    'refuses %j',
    (value) => {
      expect([takes(code(meaning), value), takes(ref('acts', meaning), value)]).toEqual([false, false])
    },
  )

  it('keeps a pattern of its own', () => {
    const { period, id } = observations.columns
    expect(['2018', '2018-2020', '2020/2021', '2020-Q3'].map((value) => takes(period, value))).not.toContain(false)
    expect(['18', '2018/20', '2020-Q5', '2018 ', '2018-12-31'].map((value) => takes(period, value))).not.toContain(true)
    expect([takes(id, 'slides2020-0001'), takes(id, 'slides2020-1'), takes(id, 'slides2019-0001')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('takes one of a closed list, and null only where it is nullable', () => {
    const sex = oneOf({ female: term, male: term }, meaning)
    expect(['female', 'Female', 'femal', null].map((value) => takes(sex, value))).toEqual([true, false, false, false])
    expect([null, 'male', ''].map((value) => takes(sex.orNull(), value))).toEqual([true, true, false])
  })
})

describe('someOf', () => {
  const some = someOf({ axis: term, scope: term, sex: term }, meaning)

  it.each(['axis', 'scope axis', 'axis scope sex'])('takes "%s"', (value) => {
    expect(takes(some, value)).toBe(true)
  })

  it.each(['', 'axis,scope', 'axis  scope', ' axis', 'axis ', 'axis year', 'axisscope', null])(
    'refuses %j',
    (value) => {
      expect(takes(some, value)).toBe(false)
    },
  )

  it('takes null where it is nullable', () => expect(takes(some.orNull(), null)).toBe(true))
})

describe('numbers and dates', () => {
  it.each([
    [1999, false],
    [2000, true],
    [2099, true],
    [2100, false],
    [2018.5, false],
    ['2018', false],
  ])('year %j: %s', (value, good) => expect(takes(year(meaning), value)).toBe(good))

  it('counts from 0, or from its minimum', () => {
    expect([-1, 0, 1, 1.5].map((value) => takes(integer(meaning), value))).toEqual([false, true, true, false])
    expect([0, 1, 2, 3].map((value) => takes(integer({ ...meaning, minimum: 1, maximum: 2 }), value))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('takes any finite number', () => {
    expect([-1.5, 1e-7, Number.NaN, Infinity, '1'].map((value) => takes(number(meaning), value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it.each([
    ['2020-02-29', true],
    ['2019-02-29', false],
    ['2020-1-1', false],
    ['31/12/2020', false],
    ['2020-12-31T00:00:00Z', false],
  ])('date %s: %s', (value, good) => expect(takes(date(meaning), value)).toBe(good))
})
