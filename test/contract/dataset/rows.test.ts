import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it } from 'vitest'
import type { SeedRows } from '../../../commands/publish.ts'
import type { Row } from '../../../src/dataset/define.ts'
import { parseQuery, type Query } from '../../../src/dataset/query.ts'
import { afterRow, countStatement, keysStatement, pageStatement, rowsOf } from '../../../src/dataset/rows.ts'
import { datasetNamed } from '../../../src/datasets/index.ts'

const db = drizzle(env.DB)
const seed = JSON.parse(env.SEED) as SeedRows
const release = '2026-11-21.1'

const asking = (name: string, search: string) => {
  const dataset = datasetNamed(name)!
  const { query, faults } = parseQuery(dataset, true, new URLSearchParams(search))
  if (faults.length > 0) throw new Error(search)
  const read = async (of: { key?: string[]; after?: Row; size: number }) => {
    const { key = [], after, size } = of
    const from = after === undefined ? {} : { after: afterRow(dataset, query, after) }
    const found = rowsOf(await pageStatement(db, dataset, { release, key, query, size, ...from }))
    return { rows: found.slice(0, size), more: found.length > size }
  }
  return { dataset, query, read }
}

const walk = async (name: string, search: string, size: number) => {
  const { read } = asking(name, search)
  const pages = [await read({ size })]
  // A pager that goes round in circles would never end.
  while (pages.at(-1)!.more && pages.length < 200) pages.push(await read({ size, after: pages.at(-1)!.rows.at(-1)! }))
  return pages.map(({ rows }) => rows)
}

/** The order that a query promises, in JavaScript: nulls last in both directions, the key breaks ties. */
const sorted = (name: string, { sort }: Query) => {
  const terms = [...sort, ...datasetNamed(name)!.key.map((column) => ({ column, descending: false }))]
  return seed[name]!.toSorted((a, b) => {
    for (const { column, descending } of terms) {
      const [left, right] = [a[column]!, b[column]!]
      if (left === right) continue
      if (left === null || right === null) return left === null ? 1 : -1
      return left < right === descending ? 1 : -1
    }
    return 0
  })
}

describe('pages of 7', () => {
  it.each([
    ['observations', ''],
    ['observations', 'sort=-id'],
    ['observations', 'sort=value'],
    ['observations', 'sort=-value'],
    ['observations', 'sort=place'],
    ['observations', 'sort=-axis,value,-year'],
    ['observations', 'sort=scope,-sex,target_group,-precision'],
    ['observations', 'sort=-label'],
    ['facts', 'sort=-observation'],
    ['snapshots', 'sort=-axis'],
    ['snapshots', 'sort=committed_of_allocated,-participants'],
    ['initiative_actions', 'sort=-action'],
  ])('of %s?%s hold every row once, in order', async (name, search) => {
    const pages = await walk(name, search, 7)
    expect(pages.slice(0, -1).filter(({ length }) => length !== 7)).toEqual([])
    const rows = pages.flat()
    const { query, read } = asking(name, search)
    expect(rows).toEqual((await read({ size: 10_000 })).rows)
    expect(rows).toEqual(sorted(name, query))
  })

  it.each(['sort=committed_of_allocated', 'sort=-committed_of_allocated'])('put nulls last: %s', async (search) => {
    const rows = (await walk('snapshots', search, 7)).flat()
    expect(rows.slice(-2).map((row) => [row['year'], row['axis'], row['committed_of_allocated']])).toEqual([
      [2022, '4', null],
      [2022, '5', null],
    ])
  })

  it('say that more follow only when more follow', async () => {
    expect((await walk('snapshots', '', 6)).map(({ length }) => length)).toEqual([6, 6, 6])
    expect((await walk('snapshots', '', 18)).map(({ length }) => length)).toEqual([18])
    expect((await walk('snapshots', 'axis=3_4', 7)).map(({ length }) => length)).toEqual([0])
  })
})

// D1 takes a hundred bound parameters a statement; the syntax allows each of these.
describe('a query within the bounds', () => {
  const nullable = 'axis,priority,initiative,sex,target_group,scope,stage'

  it.each([`sort=${nullable}`, `sort=${nullable.split(',').slice(0, 5).join(',')}&q=axis`])(
    'goes on to its second page: %s',
    async (search) => {
      const { read } = asking('observations', search)
      const [first, both] = [await read({ size: 7 }), await read({ size: 14 })]
      const second = await read({ size: 7, after: first.rows.at(-1)! })
      expect([...first.rows, ...second.rows]).toEqual(both.rows)
    },
  )

  it('may use every parameter at once', async () => {
    const codes = 'id=summary2018-0001&source=summary2018&place=prose&period=2018&indicator=paid&basis=actual&axis=1'
    const more = 'priority=8i&initiative=cigd&sex=total&target_group=total&scope=with_cigd&stage=ongoing&unit=EUR'
    const numbers = 'line=1,2..3&occurrence=1,2..3&year=2018,2020..2022&value=1,2..3&precision=1,2..3&qualifier=about'
    const words = 'b 2 fse nidi gratis asse donne certificata povert%C3%A0 2022 9iv lavoro'.replaceAll(' ', '+')
    const search = `${codes}&${more}&${numbers}&inferred=axis,sex,unit,scope,period&q=${words}&sort=${nullable},value`
    const { rows } = await asking('observations', search).read({ size: 7, after: seed['observations']![0]! })
    expect(rows).toEqual([])
  })

  it('may name 50 ranges', async () => {
    const ranges = Array.from({ length: 50 }, (_, at) => `${2018 + at}..${2019 + at}`)
    const { rows } = await asking('snapshots', `year=${ranges.join(',')}`).read({ size: 100 })
    expect(rows).toHaveLength(18)
  })
})

describe('a part of the key', () => {
  it('gives the rows below it', async () => {
    const { rows } = await asking('snapshots', 'axis=1,total').read({ key: ['2022'], size: 7 })
    expect(rows.map((row) => [row['year'], row['axis'], row['certified']])).toEqual([
      [2022, '1', 100100000.1],
      [2022, 'total', 276500001],
    ])
  })

  it('counts them, and nothing of another release', async () => {
    const { dataset, query } = asking('snapshots', '')
    const count = async (key: string[], of = release) =>
      (await countStatement(db, dataset, { release: of, key, query }))[0]!.count
    expect(await Promise.all([count([]), count(['2022']), count(['2022', '5']), count(['2019'])])).toEqual([
      18, 6, 1, 0,
    ])
    expect(await count([], '2026-11-21.2')).toBe(0)
  })

  it('lists all keys in their order', async () => {
    const keys = await keysStatement(db, datasetNamed('axes')!, { release })
    expect(keys.map(({ code }) => code)).toEqual(['1', '2', '3', '3_4', '4', '5', 'total'])
  })
})
