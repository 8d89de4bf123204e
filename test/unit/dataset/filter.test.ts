import { env } from 'cloudflare:test'
import { asc } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../src/dataset/column.ts'
import { condition, parseFilter, search, showFilter } from '../../../src/dataset/filter.ts'
import { axes } from '../../../src/datasets/axes.ts'
import { observations } from '../../../src/datasets/observations.ts'
import { snapshots } from '../../../src/datasets/snapshots.ts'

const { year, axis, value, inferred, indicator } = observations.columns
const { date, certified, committed_of_allocated } = snapshots.columns

const parse = (name: string, column: Column, text: string) => {
  const result = parseFilter(name, column, text)
  return 'value' in result ? showFilter(result.value) : result.faults.map(({ code }) => code).join(' ')
}

describe('parseFilter', () => {
  it.each([
    ['axis', axis, '2,1,2', '1,2'],
    ['axis', axis, 'none,1', '1,none'],
    ['year', year, '2020,02018,2018', '2018,2020'],
    ['year', year, '2018..2020', '2018..2020'],
    ['year', year, 'latest,2018', '2018,latest'],
    ['value', value, '1000000..', '1000000..'],
    ['value', value, '..-1.50', '..-1.5'],
    ['value', value, '1..2,1.0..2,none', '1..2,none'],
    ['date', date, '2018-12-31..', '2018-12-31..'],
    ['inferred', inferred, 'sex,axis', 'axis,sex'],
    ['indicator', indicator, 'paid', 'paid'],
  ])('reads %s %j=%s as %s', (name, column, text, shown) => {
    expect(parse(name, column as Column, text)).toBe(shown)
  })

  it('gives values their types, and a range its bounds', () => {
    expect(parseFilter('value', value, '5,none,..7,3..')).toEqual({
      value: [{ to: 7 }, { from: 3 }, { is: 5 }, { is: null }],
    })
    expect(parseFilter('axis', axis, '5')).toEqual({ value: [{ is: '5' }] })
  })

  it.each([
    ['axis', axis, '6', 'unknown_value'],
    ['axis', axis, '', 'empty_value'],
    ['axis', axis, '1,,2', 'empty_value'],
    ['axis', axis, 'constructor', 'unknown_value'],
    ['axis', axis, 'latest', 'unknown_value'],
    ['inferred', inferred, 'axis sex', 'unknown_value'],
    ['inferred', inferred, 'constructor', 'unknown_value'],
    ['indicator', indicator, 'none', 'unknown_value'],
    ['indicator', indicator, 'all', 'unknown_value'],
    ['indicator', indicator, 'PAID', 'unknown_value'],
    ['year', year, 'none', 'unknown_value'],
    ['year', year, '2018.5', 'unknown_value'],
    ['year', year, '2020..2018', 'bad_range'],
    ['year', year, '..', 'bad_range'],
    ['year', year, '2018..2020..2022', 'bad_range'],
    ['year', year, '2018..latest', 'bad_range'],
    ['date', date, '2018-02-30', 'unknown_value'],
    ['date', date, '2018-12..', 'bad_range'],
    ['value', value, '1e6', 'unknown_value'],
    ['value', value, '0.1234567', 'unknown_value'],
    ['axis', axis, '6,1,7', 'unknown_value unknown_value'],
    ['year', year, Array.from({ length: 51 }, (_, at) => 2000 + at).join(','), 'too_many'],
  ])('refuses %s %j=%s: %s', (name, column, text, codes) => {
    expect(parse(name, column as Column, text)).toBe(codes)
  })

  it('says what it got, what is allowed, and what was meant', () => {
    const list = '1 (Occupazione), 2 (Inclusione sociale e lotta alla povertà), 3 (Istruzione e formazione)'
    expect(parseFilter('axis', axis, 'II')).toMatchObject({
      faults: [
        {
          parameter: 'axis',
          value: 'II',
          allowed: ['1', '2', '3', '4', '5', '3_4', 'total', 'none'],
          detail: expect.stringContaining(
            `axis: "II" is not in the list; did you mean 2 (Inclusione sociale e lotta alla povertà)? Allowed: ${list}`,
          ),
        },
      ],
    })
    expect(parseFilter('year', year, '2020..2018')).toMatchObject({
      faults: [{ detail: 'year: got "2020..2018"; the first bound is above the second.' }],
    })
  })
})

describe('condition', () => {
  const db = drizzle(env.DB)

  const rows = async (name: string, column: Column, text: string) => {
    const parts = parseFilter(name, column, text)
    if ('faults' in parts) throw new Error(text)
    const { table } = snapshots
    const found = await db
      .select({ year: table.year, axis: table.axis })
      .from(table)
      .where(condition(column, (table as unknown as Record<string, typeof table.year>)[name]!, parts.value))
      .orderBy(asc(table.year), asc(table.axis))
    return found.map((row) => `${row.year}/${row.axis}`).join(' ')
  }

  // Tables 1 and 2 of the 2022 summary, and the prose of the other two.
  it.each([
    ['axis', snapshots.columns.axis, '5,total', '2018/5 2018/total 2020/5 2020/total 2022/5 2022/total'],
    ['committed_of_allocated', committed_of_allocated, 'none', '2020/2 2020/total'],
    ['certified', certified, '400000000..', '2020/total 2022/total'],
    ['certified', certified, '..2200000', '2018/4 2018/5'],
    ['certified', certified, '691444232.24,1200000', '2018/4 2022/total'],
    ['certified', certified, '..1200000,600000000..', '2018/4 2022/total'],
  ])('filters by %s %j=%s', async (name, column, text, found) => {
    expect(await rows(name, column as Column, text)).toBe(found)
  })

  it('finds a word of a list, whole, and null', async () => {
    const members = async (text: string) => {
      const parts = parseFilter('members', axes.columns.members, text)
      const where = 'value' in parts ? condition(axes.columns.members, axes.table.members, parts.value) : undefined
      const found = await db.select({ code: axes.table.code }).from(axes.table).where(where).orderBy(axes.table.code)
      return found.map(({ code }) => code)
    }
    expect(await members('4')).toEqual(['3_4', 'total'])
    expect(await members('3_4')).toEqual([])
    expect(await members('3_4,none')).toEqual(['1', '2', '3', '4', '5'])
  })

  it('searches whatever the case, accents included', async () => {
    const { table } = observations
    // Line 194 of the slides prints PERSONE CON DISABILITÀ, line 428 of the report persone con disabilità.
    const found = await db
      .select({ id: table.id })
      .from(table)
      .where(search([table.label], 'persone con disabilità'))
    const ids = found.map(({ id }) => id)
    expect(ids).toContain('slides2020-0049')
    expect(ids).toContain('summary2020-0117')
    expect(ids).not.toContain('summary2022-0090')
  })
})
