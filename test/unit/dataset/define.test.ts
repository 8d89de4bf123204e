import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod'
import { code, integer, oneOf, text } from '../../../src/dataset/column.ts'
import { defineDataset } from '../../../src/dataset/define.ts'
import type { acts } from '../../../src/datasets/acts.ts'
import type { axes } from '../../../src/datasets/axes.ts'
import type { facts } from '../../../src/datasets/facts.ts'
import type { indicators } from '../../../src/datasets/indicators.ts'
import type { initiativeActions } from '../../../src/datasets/initiative_actions.ts'
import type { observations } from '../../../src/datasets/observations.ts'
import { snapshots } from '../../../src/datasets/snapshots.ts'
import type { sources } from '../../../src/datasets/sources.ts'

// An intersection and the object that it amounts to are two types to expectTypeOf.
type Flat<T> = { [P in keyof T]: T[P] }
type Selected<D extends { table: { $inferSelect: object } }> = Flat<Omit<D['table']['$inferSelect'], 'release'>>
type Parsed<D extends { row: z.ZodType }> = Flat<z.infer<D['row']>>

const meaning = { title: 'Nome', title_en: 'Name', description: 'A name.' }
const trials = {
  name: 'trials',
  title: 'Prove',
  title_en: 'Trials',
  description: '',
  description_en: '',
  layer: 'structure',
  columns: { code: code(meaning) },
} as const

// Checked by the compiler: at run time expectTypeOf does nothing.
describe('the type of a row', () => {
  it('is one for SQL and for the schema', () => {
    expectTypeOf<Selected<typeof acts>>().toEqualTypeOf<Parsed<typeof acts>>()
    expectTypeOf<Selected<typeof axes>>().toEqualTypeOf<Parsed<typeof axes>>()
    expectTypeOf<Selected<typeof facts>>().toEqualTypeOf<Parsed<typeof facts>>()
    expectTypeOf<Selected<typeof indicators>>().toEqualTypeOf<Parsed<typeof indicators>>()
    expectTypeOf<Selected<typeof observations>>().toEqualTypeOf<Parsed<typeof observations>>()
    expectTypeOf<Selected<typeof snapshots>>().toEqualTypeOf<Parsed<typeof snapshots>>()
    expectTypeOf<Selected<typeof sources>>().toEqualTypeOf<Parsed<typeof sources>>()
  })

  it('names the values of closed lists, and null where nothing may stand', () => {
    type Link = { initiative: string; action: string; source: string; line: number }
    expectTypeOf<Parsed<typeof initiativeActions>>().toEqualTypeOf<Link>()
    expectTypeOf<Parsed<typeof observations>['scope']>().toEqualTypeOf<'with_cigd' | 'without_cigd' | null>()
    expectTypeOf<Parsed<typeof snapshots>['year']>().toEqualTypeOf<number>()
    expectTypeOf<Parsed<typeof snapshots>['certified']>().toEqualTypeOf<number | null>()
  })
})

describe('defineDataset', () => {
  it('puts the release first in the primary key and keeps the order of the columns', () => {
    const { primaryKeys, columns } = getTableConfig(snapshots.table)
    expect(primaryKeys.map((key) => key.columns.map(({ name }) => name))).toEqual([['release', 'year', 'axis']])
    expect(columns.slice(0, 5).map(({ name }) => name)).toEqual(['release', 'year', 'axis', 'date', 'allocated'])
    const never = columns.filter(({ notNull }) => notNull).map(({ name }) => name)
    expect(never).toEqual(['release', 'year', 'axis', 'date'])
    expect(snapshots.header.slice(0, 4)).toEqual(['year', 'axis', 'date', 'allocated'])
  })

  it('makes a row that has exactly its columns', () => {
    const columns = { code: code(meaning), size: integer(meaning).orNull() }
    const { row } = defineDataset({ ...trials, key: ['code'], columns })
    const rows = [{ code: 'a', size: null }, { code: 'a' }, { code: 'a', size: null, more: 1 }, { code: null, size: 1 }]
    expect(rows.map((one) => row.safeParse(one).success)).toEqual([true, false, false, false])
  })

  it('refuses, as the compiler does, a key that names no column, a nullable one, and none', () => {
    const nullable = { code: code(meaning).orNull() }
    // @ts-expect-error -- a key names columns
    expect(() => defineDataset({ ...trials, key: ['kode'] })).toThrow('Dataset trials: key column kode is not declared')
    // @ts-expect-error -- a key column is never null
    expect(() => defineDataset({ ...trials, key: ['code'], columns: nullable })).toThrow(
      'Dataset trials: key column code is nullable',
    )
    // @ts-expect-error -- a key has a column
    expect(() => defineDataset({ ...trials, key: [] })).toThrow('Dataset trials: a key has at least one column')
  })

  it.each(['Trials', 'my-trials', '2022', ''])('refuses the name "%s"', (name) => {
    const refused = `Dataset ${name}: a name is lower-case letters and _`
    expect(() => defineDataset({ ...trials, name, key: ['code'] })).toThrow(refused)
  })

  it.each(['q', 'sort', 'fields', 'labels', 'limit', 'cursor', 'release', '_'])('refuses a column %s', (name) => {
    const columns = { code: code(meaning), [name]: text(meaning) }
    const refused = `Dataset trials: column ${name} has a parameter's name`
    expect(() => defineDataset({ ...trials, key: ['code'], columns })).toThrow(refused)
  })

  it.each(['a..b', 'none', 'all', 'latest', 'a,b', 'a b', '-a', '.a', ''])(
    'refuses the code "%s" in a list',
    (term) => {
      const columns = { code: code(meaning), kind: oneOf({ good: meaning, [term]: meaning }, meaning) }
      const refused = `Dataset trials: kind: code ${term} would break the syntax of URLs`
      expect(() => defineDataset({ ...trials, key: ['code'], columns })).toThrow(refused)
    },
  )
})
