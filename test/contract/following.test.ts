import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { retire } from '../../commands/switch.ts'
import { datasets } from '../../src/datasets/index.ts'
import { clearReleases } from './editions.ts'
import { cost, isolate } from './isolate.ts'
import { expectProblem } from './problem.ts'

const db = drizzle(env.DB)
const seed = JSON.parse(env.SEED) as SeedRows
const [first, second, third] = ['2026-11-10.1', '2026-11-12.1', '2026-11-12.2']

type Row = SeedRows[string][number]
const alter = (rows: SeedRows, name: string, which: (row: Row) => boolean, change: Partial<Row>): SeedRows => ({
  ...rows,
  [name]: rows[name]!.map((row) => (which(row) ? ({ ...row, ...change } as Row) : row)),
})
const isPaid = ({ code }: Row) => code === 'paid-2022-1'

/** The seed with texts that CSV must quote, a value for null and null for a value, other numbers, and rows added, removed and moved. */
const edited = (): SeedRows => {
  let rows = alter(seed, 'facts', isPaid, { value: 181_500_000.5, printed: '181,5' })
  rows = alter(rows, 'acts', ({ code }) => code === seed['acts']![0]!['code'], { title: 'Detto «uno», "due"\nè; 3,5' })
  rows = alter(rows, 'acts', ({ number }) => number !== null, { number: null })
  rows = alter(rows, 'observations', ({ note }) => note === null, { note: 'Nota', note_en: 'Note' })
  rows = alter(rows, 'snapshots', ({ year }) => year === 2022, { year: 2024 })
  const [alias, ...aliases] = rows['aliases']!
  return {
    ...rows,
    initiatives: rows['initiatives']!.slice(1),
    aliases: [...aliases, { ...alias!, alias: 'a/b' } as Row],
    withdrawn: [],
  }
}

beforeAll(async () => {
  await clearReleases()
  await publish(db, seed, new Date('2026-11-10T08:00:00Z'))
})

interface Changes {
  data: Record<'dataset' | 'key' | 'change' | 'column' | 'before' | 'after', string | null>[]
  meta: { query: string; reason?: string; reason_en?: string }
}
const changes = (query: string) => isolate().json<Changes>(`/v1/changes?${query}`)
const problemOf = async (path: string) => expectProblem(await isolate().get(path), path)

describe('with one release', () => {
  it.each([`since=${first}`, 'since=2026-11-10', 'since=2026-11-30'])('nothing has changed: %s', async (query) => {
    const { data, meta } = await changes(query)
    expect(data).toEqual([])
    expect(meta.query).toBe(`from=${first}&to=${first}`)
    expect(meta.reason).toBe(`La versione ${first} è quella in linea: da allora nulla è cambiato.`)
    expect(meta.reason_en).toBe(`Release ${first} is the one that is served: nothing has changed since.`)
    expect(await isolate().text(`/v1/changes.csv?${query}`)).toBe('dataset,key,change,column,before,after\r\n')
  })

  it('there is none before it to compare with, and what to ask later is said', async () => {
    const { data, meta } = await changes('')
    expect(data).toEqual([])
    expect(meta.reason).toContain(`/v1/changes?since=${first}`)
    expect(meta.reason_en).toContain(`/v1/changes?since=${first}`)
    // The same releases, named, have another reason under another tag.
    const { get } = isolate()
    const [bare, named] = [await get('/v1/changes'), await get(`/v1/changes?from=${first}&to=${first}`)]
    expect(named.headers.get('ETag')).not.toBe(bare.headers.get('ETag'))
    expect(await named.text()).toContain('it is one release')
  })

  it('a dataset has one entry, its first', async () => {
    const xml = await isolate().text('/v1/facts.atom')
    expect(xml.match(/<entry>/g)).toHaveLength(1)
    expect(xml).toContain('Prima versione: 228 righe. / First release: 228 rows.')
    expect(xml).toContain('<title>Fondo Aperto: Dati (facts) / Facts</title>')
  })
})

describe('with several releases', () => {
  beforeAll(async () => {
    await publish(db, edited(), new Date('2026-11-12T08:00:00Z'))
    await publish(db, alter(edited(), 'facts', isPaid, { value: 182_000_000 }), new Date('2026-11-12T09:00:00Z'))
  })

  it.each([
    [`since=${first}`, first],
    ['since=2026-11-10', first],
    ['since=2026-11-11', first],
    [`since=${second}`, second],
  ])('%s is from=%s', async (query, from) => {
    const { data, meta } = await changes(query)
    const plain = await changes(`from=${from}`)
    expect(data).toEqual(plain.data)
    expect(data.length).toBeGreaterThan(0)
    expect(meta.query).toBe(`from=${from}&to=${third}`)
  })

  it.each([
    ['since=2026-11-12', 'nothing has changed since'],
    ['since=2030-01-01', 'nothing has changed since'],
    [`since=${first}&to=${first}`, 'it is one release'],
    [`since=${second}&dataset=axes`, `No row of axes changed between ${second} and ${third}.`],
  ])('%s is empty, and why is said', async (query, reason) => {
    const { data, meta } = await changes(query)
    expect(data).toEqual([])
    expect(meta.reason_en).toContain(reason)
  })

  it.each([
    [
      'since=2026-11-09',
      'unknown_value since',
      `nothing had been published by 2026-11-09. There are: ${third} (published 2026-11-12)`,
    ],
    ['since=2026-11-10.2', 'unknown_value since', '"2026-11-10.2" is no release that there is, and no day.'],
    ['since=2026-02-30', 'unknown_value since', 'no day'],
    ['since=yesterday', 'unknown_value since', 'There are: '],
    ['since=', 'empty_value since', 'nothing is given'],
    [`since=${first}&from=${first}`, 'too_many since', 'it says the same as from; give one of the two.'],
  ])('%s is a 400 that says why', async (query, code, detail) => {
    const problem = await problemOf(`/v1/changes?${query}`)
    expect(problem.errors?.map((error) => `${error.code} ${error.parameter}`)).toEqual([code])
    expect(problem.detail).toContain(detail)
  })
})

const table = (text: string): Record<string, string>[] => parse(text, { columns: true, skip_empty_lines: true })
const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

type Change = Record<'dataset' | 'key' | 'change' | 'column' | 'before' | 'after', string | null>

/** A client that knows the key of a dataset and which of its columns are numbers, and nothing else of ours. */
const rebuild = (old: string, key: readonly string[], numbers: ReadonlySet<string>, told: readonly Change[]) => {
  const header = old.slice(0, old.indexOf('\r\n')).split(',')
  const keyOf = (row: Record<string, string>) => key.map((name) => row[name]).join('/')
  const rows = new Map(table(old).map((row) => [keyOf(row), row]))
  for (const { key: row, column, after } of told) {
    const cells = rows.get(row!) ?? Object.fromEntries(header.map((name) => [name, '']))
    cells[column!] = after ?? ''
    rows.set(row!, cells)
  }
  for (const { key: row, change } of told) if (change === 'removed') rows.delete(row!)
  const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
  const sorted = [...rows.values()].toSorted(
    (a, b) =>
      key
        .map((name) => (numbers.has(name) ? Number(a[name]) - Number(b[name]) : compare(a[name]!, b[name]!)))
        .find((order) => order !== 0) ?? 0,
  )
  return [header.join(','), ...sorted.map((row) => header.map((name) => quote(row[name]!)).join(','))]
    .map((line) => `${line}\r\n`)
    .join('')
}

describe('who follows the changes', () => {
  const forms: [string, (query: string) => Promise<readonly Change[]>][] = [
    ['JSON', async (query) => (await changes(query)).data],
    ['CSV', async (query) => table(await isolate().text(`/v1/changes.csv?${query}`)) as unknown as readonly Change[]],
  ]

  it.each(forms)('rebuilds every CSV of a release byte for byte, by %s', async (_, ask) => {
    const { get, text } = isolate()
    const { data: listed } = (await (await get('/v1')).json()) as { data: { name: string; key: string[] }[] }
    expect(listed.length).toBe(datasets.length)
    for (const [from, to] of [
      [first, second],
      [first, third],
      [third, first],
    ]) {
      const told = await ask(`from=${from}&to=${to}`)
      expect(new Set(told.map(({ change }) => change))).toEqual(new Set(['added', 'removed', 'changed']))
      for (const { name, key } of listed) {
        const csvw = JSON.parse(await text(`/v1/${name}.csv-metadata.json`)) as {
          tables: { tableSchema: { columns: { name: string; datatype: string | { base: string } }[] } }[]
        }
        const numbers = csvw.tables[0]!.tableSchema.columns.filter(({ datatype }) =>
          /integer|double|decimal|gYear/.test(JSON.stringify(datatype)),
        ).map((column) => column.name)
        const [old, young] = [
          await text(`/v1/releases/${from}/${name}.csv`),
          await text(`/v1/releases/${to}/${name}.csv`),
        ]
        const mine = told.filter(({ dataset }) => dataset === name)
        expect(rebuild(old, key, new Set(numbers), mine), `${name} ${from} ${to}`).toBe(young)
      }
    }
  })
})

const entriesOf = (xml: string) =>
  [...xml.matchAll(/<entry>(.*?)<\/entry>/gs)].map(([, entry]) => {
    const [, id, , summary] = [/<id>/, /<id>([^<]*)<\/id>/, /<title>/, /<summary>([^<]*)<\/summary>/].map(
      (pattern) => entry!.match(pattern)?.[1] ?? '',
    )
    return [id!.split('#')[1], summary]
  })

describe('a feed', () => {
  it('of a dataset tells the releases that changed it, and counts', async () => {
    const response = await isolate().get('/v1/facts.atom')
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const xml = await response.text()
    const [newest, middle, oldest] = entriesOf(xml)
    expect(newest).toEqual([
      third,
      `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${second}. / Rows added, removed and changed since ${second}. +0 −0 ~1. Righe / Rows: ${seed['facts']!.length}.`,
    ])
    expect(middle![1]).toContain('+0 −0 ~1')
    expect(oldest![0]).toBe(first)
    expect(xml).toContain(`href="http://api.test/v1/changes.csv?dataset=facts&amp;from=${second}&amp;to=${third}"`)
    // The second release did not touch the axes, nor did the third.
    expect(entriesOf(await isolate().text('/v1/axes.atom')).map(([id]) => id)).toEqual([first])
  })

  it('of a fact tells its value before and after', async () => {
    const paid = seed['facts']!.find(isPaid)!
    const xml = await isolate().text('/v1/facts/paid-2022-1.atom')
    expect(entriesOf(xml)).toEqual([
      [third, 'value: 181500000.5 → 182000000.'],
      [second, `value: ${paid['value']} → 181500000.5; printed: ${paid['printed']} → 181,5.`],
      [first, `Aggiunto / Added: ${paid['value']} EUR, «${paid['printed']}».`],
    ])
    expect(xml).toContain(
      '<link rel="self" type="application/atom+xml" href="http://api.test/v1/facts/paid-2022-1.atom"/>',
    )
  })

  it.each(['/v1/facts.atom', '/v1/facts/paid-2022-1.atom'])('%s costs one round trip, then none', async (path) => {
    const reader = isolate()
    await reader.get('/v1/status')
    const before = reader.counts.batches
    const response = await reader.get(path)
    expect([response.status, reader.counts.batches - before]).toEqual([200, 1])
    expect((await cost(reader, path)).statements).toBe(0)
    const again = await cost(reader, path, { headers: { 'If-None-Match': response.headers.get('ETag')! } })
    expect([again.response.status, again.statements]).toEqual([304, 0])
  })

  it.each([
    ['/v1/axes/2.atom', 'Feeds (.atom) are of releases, of a whole dataset and of one fact'],
    ['/v1/snapshots/2018.atom', 'The formats are .json, .csv'],
    ['/v1/changes.atom', 'Feeds (.atom) are of'],
    ['/v1/search.atom', 'Feeds (.atom) are of'],
    [`/v1/releases/${first}/facts.atom`, 'Feeds (.atom) are of'],
    ['/v1/facts/paid-2022-9.atom', 'There is no "paid-2022-9" in facts.'],
  ])('%s is a 404 that says what there is', async (path, detail) => {
    const problem = await problemOf(path)
    expect(problem.status).toBe(404)
    expect(problem.detail).toContain(detail)
  })

  it('does not tell as new what an older release had that is retired', async () => {
    await retire(db, first, new Date('2026-11-13T08:00:00Z'))
    expect(entriesOf(await isolate().text('/v1/facts/paid-2022-1.atom')).map(([id]) => id)).toEqual([third])
    const problem = await problemOf('/v1/changes?since=2026-11-11')
    expect([problem.status, problem.detail]).toEqual([410, expect.stringContaining(`Release ${first} was retired`)])
  })
})
