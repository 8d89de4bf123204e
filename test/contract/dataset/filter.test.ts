import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../src/dataset/column.ts'
import { condition, parseFilter } from '../../../src/dataset/filter.ts'
import { axes } from '../../../src/datasets/axes.ts'
import { snapshots } from '../../../src/datasets/snapshots.ts'

describe('condition', () => {
  const db = drizzle(env.DB)

  const found = async <T extends SQLiteTable>(table: T, column: Column, name: string & keyof T, text: string) => {
    const parts = parseFilter(name, column, text)
    if ('faults' in parts) throw new Error(text)
    return db
      .select()
      .from(table as SQLiteTable)
      .where(condition(column, table[name] as SQLiteColumn, parts.value))
  }

  it.each([
    ['axis', '5,total', '2018/5 2018/total 2020/5 2020/total 2022/5 2022/total'],
    [
      'committed_of_allocated',
      'none',
      '2018/1 2018/2 2018/3 2018/4 2018/5 2018/total 2020/2 2020/3 2020/4 2020/5 2020/total 2022/3 2022/4 2022/5',
    ],
    ['certified', '100100000.1..', '2020/total 2022/1 2022/total'],
    ['certified', '..25500000', '2018/1 2022/4 2022/5'],
    ['certified', '276500001,6400000.4', '2022/4 2022/total'],
    ['certified', '..4500000,250000000..', '2022/5 2022/total'],
    [
      'date',
      '2020-12-31..,2018-12-30',
      '2020/1 2020/2 2020/3 2020/4 2020/5 2020/total 2022/1 2022/2 2022/3 2022/4 2022/5 2022/total',
    ],
  ] as const)('filters by %s=%s', async (name, text, keys) => {
    const rows = await found(snapshots.table, snapshots.columns[name], name, text)
    expect(
      rows
        .map((row) => `${row['year']}/${row['axis']}`)
        .toSorted()
        .join(' '),
    ).toBe(keys)
  })

  it.each([
    ['4', '3_4 total'],
    ['3_4', 'like-3_4'],
    ['3_4,none', '1 2 3 4 5 like-3_4'],
  ])('finds the whole word %s in a list: %s', async (text, codes) => {
    // No real list holds a word that another one is part of.
    const [real] = await db.select().from(axes.table).limit(1)
    const like = { ...real!, release: 'trial', code: 'like-3_4', members: '2 3_4' }
    await db.insert(axes.table).values(like).onConflictDoNothing()
    const rows = await found(axes.table, axes.columns.members, 'members', text)
    const sorted = rows.map(({ code }) => code).toSorted()
    expect(sorted.join(' ')).toBe(codes)
  })
})
