import JSONstat from 'jsonstat-toolkit'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/dataset/define.ts'
import { datasets } from '../../src/datasets/index.ts'
import { isolate } from './isolate.ts'
import { publishReal, realRows } from './real.ts'

await publishReal()

interface Category {
  index: string[]
  label?: Record<string, string>
  unit?: Record<string, { label: string; decimals: number }>
  note?: Record<string, string[]>
}

interface Cube {
  version: string
  class: string
  label: string
  updated: string
  note?: string[]
  id: string[]
  size: number[]
  role: { time: string[]; metric?: string[] }
  dimension: Record<string, { label: string; category: Category }>
  value: (number | null)[] | Record<string, number>
  status?: Record<string, string>
  extension: {
    release: string
    licence: { id: string }
    status?: { label: Record<string, string> }
    reasons?: { text: string; cells: number[] }[]
    outside?: { rows: number; text: string; csv: string }
  }
}

const { get, json } = isolate()
const cubeAt = (path: string) => json<Cube>(path)
const seed = realRows()
const cubes = ['facts', 'snapshots', 'progress'] as const

const allowed = new Set(
  'version class href label note link updated source extension id size role dimension value status'.split(' '),
)

/** What the official validator of JSON-stat 2.0 finds wrong, by its codes S1 to S8 and D1 to D6 and its schema, as far as it concerns such cubes. */
const judge = (cube: Cube): string[] => {
  const { id, size, dimension, value, status = {}, role } = cube
  const product = size.reduce((all, one) => all * one, 1)
  const isPlace = (key: string) => /^\d+$/.test(key) && Number(key) < product
  return [
    ...Object.keys(cube).filter((key) => !allowed.has(key)),
    ...(cube.version === '2.0' && cube.class === 'dataset' ? [] : ['class']),
    ...(id.length === size.length ? [] : ['S1']),
    ...(Object.keys(dimension).join() === id.join() ? [] : ['S2']),
    ...(Array.isArray(value)
      ? value.length === product
        ? []
        : ['S3']
      : Object.keys(value)
          .filter((key) => !isPlace(key))
          .map(() => 'S4')),
    ...[...role.time, ...(role.metric ?? [])].filter((name) => !id.includes(name)).map(() => 'S5'),
    ...Object.keys(status)
      .filter((key) => !isPlace(key))
      .map(() => 'S7'),
    ...(role.metric ?? [])
      .filter((name) => Object.keys(dimension[name]!.category.unit ?? {}).length === 0)
      .map(() => 'S8'),
    ...id.flatMap((name, at) => {
      const { index, label = {}, unit = {}, note = {} } = dimension[name]!.category
      const unknown = [unit, note].flatMap((facet) => Object.keys(facet)).filter((code) => !index.includes(code))
      return [
        ...(index.length === size[at] && new Set(index).size === index.length ? [] : [`D1 ${name}`]),
        ...(Object.keys(label).toSorted().join() === index.toSorted().join() ? [] : [`D3 ${name}`]),
        ...unknown.map((code) => `D4 or D6 ${name} ${code}`),
      ]
    }),
  ]
}

/** The figures of a cube by the codes of their cell, as jsonstat-toolkit reads them. */
const figuresOf = (cube: Cube): Map<string, { value: number | null; status: string | null }> => {
  // The toolkit writes into what it is given.
  const read = JSONstat(structuredClone(cube))
  const all = new Map<string, { value: number | null; status: string | null }>()
  const walk = (at: number, codes: Record<string, string>) => {
    const name = cube.id[at]
    if (name === undefined) {
      const { value, status } = read.Data(codes)
      if (value !== null || status !== null) all.set(cube.id.map((one) => codes[one]).join(' '), { value, status })
      return
    }
    for (const code of cube.dimension[name]!.category.index) walk(at + 1, { ...codes, [name]: code })
  }
  walk(0, {})
  return all
}

/** Figures and states of rows, by the codes of their cell. */
const expectedOf = (
  rows: readonly Row[],
  dimensions: readonly string[],
  measures: readonly string[],
  stateOf: (row: Row, measure: string) => string | null,
) =>
  new Map(
    rows.flatMap((row) =>
      measures.map(
        (measure) =>
          [
            [...dimensions.map((name) => String(row[name] ?? 'none')), ...(measures.length > 1 ? [measure] : [])].join(
              ' ',
            ),
            { value: row[measure] ?? null, status: stateOf(row, measure) },
          ] as const,
      ),
    ),
  )

describe.each(cubes)('%s.jsonstat', (name) => {
  it.each(['', '?labels=en', '?year=2022', '?axis=1,total', '?year=1..5&axis=1'.replace('1..5', '2018..2020')])(
    'is valid by the rules of the official validator: %j',
    async (query) => {
      const response = await get(`/v1/${name}.jsonstat${query}`)
      expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
      const cube = await response.json<Cube>()
      expect(judge(cube)).toEqual([])
      expect(cube.extension).toMatchObject({ release: '2026-11-21.1', licence: { id: 'CC-BY-4.0' } })
      expect(cube.updated).toBe('2026-11-21T08:00:00.000Z')
    },
  )

  it('is the same bytes each time', async () => {
    const bytes = async () => new Uint8Array(await (await isolate().get(`/v1/${name}.jsonstat`)).arrayBuffer())
    expect(await bytes()).toEqual(await bytes())
  })

  it('is valid where no row fits', async () => {
    const cube = await cubeAt(`/v1/${name}.jsonstat?year=2001..2002`)
    expect([judge(cube), cube.size.includes(0)]).toEqual([[], true])
  })
})

describe('figures of a cube', () => {
  it('are those of snapshots, every cell, with the reason where one is empty', async () => {
    const cube = await cubeAt('/v1/snapshots.jsonstat')
    const measures = cube.dimension['measure']!.category.index
    expect([cube.id, cube.role]).toEqual([['year', 'axis', 'measure'], { time: ['year'], metric: ['measure'] }])
    const blank = (row: Row, measure: string) =>
      String(row['blanks'] ?? '')
        .split(' ')
        .find((part) => part.startsWith(`${measure}:`))
        ?.split(':')[1] ?? null
    expect(figuresOf(cube)).toEqual(expectedOf(seed['snapshots']!, ['year', 'axis'], measures, blank))
    expect(measures).toEqual(expect.arrayContaining(['certified', 'participants', 'certified_of_allocated']))
    expect(cube.extension.status?.label['lost']).toBe("Era in un'immagine perduta")
    expect(cube.dimension['measure']!.category.unit).toMatchObject({
      certified: { label: 'Euro', decimals: 2 },
      participants: { label: 'Persone', decimals: 0 },
      certified_of_allocated: { label: 'Percento', decimals: 2 },
    })
  })

  it('are those of facts in the core grid, every cell, and it says how many rows are outside', async () => {
    const cube = await cubeAt('/v1/facts.jsonstat')
    const rows = seed['facts']!
    const core = rows.filter(
      (row) => row['basis'] === 'actual' && ['priority', 'initiative', 'period'].every((name) => row[name] === null),
    )
    const state = (row: Row) => (row['value'] === null ? String(row['status']) : (row['qualifier'] as string | null))
    expect(figuresOf(cube)).toEqual(expectedOf(core, cube.id, ['value'], state))
    expect(core.length).toBeGreaterThan(300)
    expect(cube.id).toEqual(['year', 'indicator', 'axis', 'sex', 'target_group', 'scope'])
    expect(cube.extension.outside).toEqual({
      rows: rows.length - core.length,
      text: `${rows.length - core.length} righe non stanno nella griglia (target, iniziative, priorità, periodi): sono tutte nel CSV.`,
      csv: 'http://api.test/v1/facts.csv',
    })
    expect(cube.dimension['indicator']!.category).toMatchObject({
      label: { certified: 'Spesa certificata' },
      unit: { certified: { label: 'Euro' }, participants: { label: 'Persone', decimals: 0 } },
      note: { certified: ['Cumulato dal 2014'] },
    })
    // An empty cell of the grid says why in words where the facts do.
    const empty = core.find((row) => row['value'] === null && row['reason'] !== null)!
    const reason = cube.extension.reasons!.find(({ text }) => text === empty['reason'])!
    expect(reason.cells.length).toBeGreaterThan(0)
    expect(reason.cells.every((place) => cube.status![place] !== undefined)).toBe(true)
  })

  it('are those of progress, every cell', async () => {
    const cube = await cubeAt('/v1/progress.jsonstat')
    const dimensions = ['year', 'indicator', 'axis', 'priority', 'basis']
    const state = (row: Row, measure: string) => (row[measure] === null ? 'missing' : null)
    expect(figuresOf(cube)).toEqual(expectedOf(seed['progress']!, dimensions, ['achieved', 'target', 'ratio'], state))
  })

  it('are filtered as rows are', async () => {
    const cube = await cubeAt('/v1/snapshots/2022/2.jsonstat?fields=certified,paid')
    expect([cube.size, cube.value]).toEqual([
      [1, 1, 2],
      [expect.any(Number), 243965037.2],
    ])
    const one = await cubeAt('/v1/facts/certified-2022-2.jsonstat')
    expect([one.size, one.value]).toEqual([[1, 1, 1, 1, 1, 1], [243965037.2]])
  })

  it('have English labels with labels=en, and notes that speak of them', async () => {
    const cube = await cubeAt('/v1/snapshots/2022.jsonstat?labels=en')
    expect([cube.label, cube.dimension['axis']!.label, cube.dimension['axis']!.category.label!['total']]).toEqual([
      'Yearly snapshots',
      'Axis',
      expect.stringMatching(/programme/i),
    ])
    expect(cube.note!.every((note) => /: http:\/\/api\.test\/v1\/notes\//.test(note))).toBe(true)
    expect(cube.note!.length).toBeGreaterThan(3)
  })
})

describe('what makes no sense as JSON-stat', () => {
  it('is a table without a cube: a problem that lists the formats that there are', async () => {
    const response = await get('/v1/notes.jsonstat')
    expect(response.status).toBe(404)
    expect((await response.json<{ detail: string }>()).detail).toBe(
      'notes is not a grid of figures: it has no JSON-stat file. The formats of notes are .json, .csv, .it.csv, .ndjson, .parquet, .bib, .csl.json.',
    )
    for (const { name } of datasets)
      expect([name, (await get(`/v1/${name}.jsonstat`)).status]).toEqual([
        name,
        (cubes as readonly string[]).includes(name) ? 200 : 404,
      ])
  })

  it.each([
    ['/v1/releases.jsonstat', 404, '.json, .csv, .it.csv, .ndjson, .parquet'],
    ['/v1/facts.xlsx', 404, '.json, .csv, .it.csv, .ndjson, .parquet, .jsonstat'],
    ['/v1/facts/certified-2022-2.xml', 404, '.json, .csv, .it.csv, .ndjson, .parquet, .jsonstat'],
    ['/v1/nothing.parquet', 404, 'There are: programme, sources'],
    ['/v1/snapshots.jsonstat?sort=-certified', 400, 'sort: a cube has no order of rows'],
    ['/v1/snapshots.jsonstat?fields=year,axis', 400, '.jsonstat needs one of: allocated'],
    ['/v1/facts.jsonstat?limit=5', 400, 'limit'],
  ])('%s is %i and says what there is', async (path, status, detail) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect((await response.json<{ detail: string }>()).detail).toContain(detail)
  })
})
