import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import {
  code,
  date,
  integer,
  number,
  oneOf,
  readCell,
  ref,
  refs,
  someOf,
  text,
  year,
} from '../../../src/dataset/column.ts'
import { observations } from '../../../src/datasets/observations.ts'

const meaning = { title: 'Nome', title_en: 'Name', description: 'A name.' }
const term = { title: 'Voce', title_en: 'Term' }

/** Those of the values that a column takes. */
const taken = <V>({ zod }: { zod: z.ZodType }, values: readonly V[]) =>
  values.filter((value) => zod.safeParse(value).success)

describe('readCell', () => {
  it.each(['code', 'text', 'integer', 'number', 'date', 'list'] as const)('reads nothing in a %s as null', (kind) => {
    expect(readCell({ kind }, '')).toBeNull()
  })

  it.each([
    ['number', '24.39', 24.39],
    ['number', '-1.5', -1.5],
    ['number', '691444232.24', 691444232.24],
    ['integer', '0', 0],
    ['text', '2018', '2018'],
    ['code', '1', '1'],
    ['date', '2018-12-31', '2018-12-31'],
    ['list', '3 4', '3 4'],
  ] as const)('reads a %s %j as %j', (kind, cell, value) => expect(readCell({ kind }, cell)).toBe(value))

  it.each(['1e3', '1,5', '1.', '.5', ' 1', '1 ', '+1', '--1', '0x10', 'Infinity', '1.234.567'])(
    'leaves "%s", which is no number of ours, to the schema',
    (cell) => {
      expect(readCell({ kind: 'number' }, cell)).toBe(cell)
      expect(taken(number(meaning), [readCell({ kind: 'number' }, cell)])).toEqual([])
    },
  )
})

describe('expected', () => {
  it.each([
    ['total 3_4 5 2 1 4 3', '1..5, total or 3_4'],
    ['1 2', '1 or 2'],
    ['1 2 4', '1, 2 or 4'],
    ['female male total', 'female, male or total'],
    ['only', 'only'],
  ])('says the list %s as %s', (values, words) => {
    expect(oneOf(Object.fromEntries(values.split(' ').map((value) => [value, term])), meaning).expected).toBe(words)
  })

  it.each([
    ['axis', 'a code of axes or nothing'],
    ['value', 'a number with a decimal point or nothing'],
    ['initiative', 'a code of initiatives or nothing'],
    ['period', 'YYYY, YYYY-YYYY, YYYY/YYYY, YYYY-Qn or nothing'],
    ['scope', 'with_cigd, without_cigd or nothing'],
    ['line', 'a whole number from 1'],
    ['year', 'a year from 2000 to 2099'],
    ['source', 'a code of sources'],
  ] as const)('of %s is %s', (name, words) => expect(observations.columns[name].expected).toBe(words))
})

describe('text', () => {
  it('refuses what a spreadsheet would run, and nothing at all', () => {
    expect(taken(text(meaning), ['=1+1', '+39', '-1', '@name', '\tname', '\rname', ''])).toEqual([])
    const good = ['a=b', 'Più', '“-1”', '1+1', 'a\nb', "'=1"]
    expect(taken(text(meaning), good)).toEqual(good)
  })

  it('refuses it even where a pattern of its own would take it', () => {
    expect(taken(text({ ...meaning, pattern: '^.{3}$' }), ['abc', 'ab', '=ab'])).toEqual(['abc'])
  })
})

describe('codes', () => {
  const good = ['c-2014-10098', '8.1.1', 'a/b', '3_4', '0', 'none-of', 'latest2']
  const bad = ['A', 'è', '-a', '_a', '.a', '/a', 'a b', 'a,b', 'a..b', 'a\n', '', 'none', 'all', 'latest']

  it('hold what URLs and filters can', () => {
    expect(taken(code(meaning), [...good, ...bad])).toEqual(good)
    expect(taken(ref('acts', meaning), [...good, ...bad])).toEqual(good)
  })

  it('keep a pattern of their own', () => {
    const { period, id } = observations.columns
    const periods = ['2018', '2018-2020', '2020/2021', '2020-Q3']
    expect(taken(period, [...periods, '18', '2018/20', '2020-Q5', '2018 ', '2018-12-31'])).toEqual(periods)
    // Which sources there are is in the rows: the loader holds the id against them.
    expect(taken(id, ['slides2020-0001', 'slides2020-1', 'Slides2020-0001', '0001', 'summary2024-0001'])).toEqual([
      'slides2020-0001',
      'summary2024-0001',
    ])
  })

  it('of another dataset may have words beside them', () => {
    const priority = ref('priorities', meaning, { all: term })
    expect(taken(priority, ['9iv', 'all', 'none', 'latest', 'IX', ''])).toEqual(['9iv', 'all'])
    expect(priority.expected).toBe('a code of priorities or all')
  })

  it('of another dataset are several in one cell, each once', () => {
    expect(taken(refs('axes', meaning), ['1', '3_4 total', '1 1', '1  2', ' 1', 'II', ''])).toEqual(['1', '3_4 total'])
    expect(taken(refs('axes', meaning).orNull(), [null])).toEqual([null])
  })

  it('are of a closed list, and null only where nullable', () => {
    const sex = oneOf({ female: term, male: term }, meaning)
    expect(taken(sex, ['female', 'Female', 'femal', '', null])).toEqual(['female'])
    expect(taken(sex.orNull(), ['female', 'Female', '', null])).toEqual(['female', null])
  })

  it('are several of a closed list in one cell', () => {
    const some = someOf({ axis: term, scope: term, sex: term }, meaning)
    const lists = ['axis', 'scope axis', 'axis scope sex']
    const broken = ['', 'axis,scope', 'axis  scope', ' axis', 'axis ', 'axis year', 'axisscope', null]
    expect(taken(some, [...lists, ...broken])).toEqual(lists)
    expect(taken(some.orNull(), ['axis', null])).toEqual(['axis', null])
  })
})

describe('numbers and dates', () => {
  it('have bounds', () => {
    expect(taken(year(meaning), [1999, 2000, 2099, 2100, 2018.5, '2018'])).toEqual([2000, 2099])
    expect(taken(integer(meaning), [-1, 0, 1, 1.5])).toEqual([0, 1])
    expect(taken(integer({ ...meaning, minimum: 1, maximum: 2 }), [0, 1, 2, 3])).toEqual([1, 2])
    expect(taken(number(meaning), [-1.5, 1e-7, Number.NaN, Infinity, '1'])).toEqual([-1.5, 1e-7])
  })

  it('are days of the calendar', () => {
    const days = ['2020-02-29', '2019-02-29', '2020-1-1', '31/12/2020', '2020-12-31T00:00:00Z']
    expect(taken(date(meaning), days)).toEqual(['2020-02-29'])
  })
})
