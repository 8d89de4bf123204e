import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/dataset/define.ts'
import type { Row, Value } from '../../src/dataset/define.ts'
import { sensesOf } from '../../src/dataset/meaning.ts'
import { searchWords } from '../../src/dataset/words.ts'
import { codeLists, datasets } from '../../src/datasets/index.ts'
import { get, json } from './client.ts'
import { expectProblem } from './problem.ts'

interface Answer {
  data: Row[]
  meta: { count: number; total: number }
}

// fast-check prints the seed and the path of a failure: both can be added here to run it again. It stops by itself before
// the test's own timeout would hide them.
const settings = { seed: 20_261_121, interruptAfterTimeLimit: 15_000 }
const invalidRuns = 400
const validRuns = 200
const timeout = 20_000

const latestYear = (await json<{ meta: { latest_year: number } }>('/v1')).meta.latest_year
const whole = new Map<string, Row[]>()
for (const { name } of datasets) whole.set(name, (await json<Answer>(`/v1/${name}`)).data)
const rowsOf = (dataset: Dataset): Row[] => whole.get(dataset.name)!

const anyDataset = fc.constantFrom(...datasets)

const encoded = (text: fc.Arbitrary<string>) => text.map(encodeURIComponent)

const keyFor = (dataset: Dataset) =>
  fc.array(
    fc.oneof(
      encoded(fc.constantFrom(...rowsOf(dataset)).map((row) => String(row[dataset.key[0]!]))),
      fc.constantFrom('latest', '2022', 'total', '', '%zz', '%00', '%2F', '..', 'x'),
    ),
    { maxLength: 3 },
  )

describe('any query string', () => {
  const junkNames = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    ' ',
    'axis[]',
    'utm_source',
    '_',
    '💶',
  ]
  const reservedNames = ['q', 'sort', 'fields', 'labels', 'limit', 'cursor', 'release']
  const pieces = [
    '% %zz %E0%A4%A %00 %0A %C3%28 %F0%9F%98%80 %2C %2e%2e + %20',
    '\' " ; \\ é À € \u202E \uFEFF , .. ... . - --1 1e9 0 1 -1 1.5 2018 2022 9999999999999999 2022-12-31',
    'none all latest total paid it en code -value a x',
  ].flatMap((line) => line.split(' '))
  const valueFor = (dataset: Dataset) => {
    const cells = rowsOf(dataset).flatMap((row) => Object.values(row))
    return fc.oneof(
      encoded(fc.constantFrom(...cells).map(String)),
      fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join('')),
      encoded(fc.string({ unit: 'grapheme', maxLength: 30 })),
      encoded(fc.string({ unit: 'binary', maxLength: 30 })),
      fc
        .tuple(fc.constantFrom(...pieces), fc.integer({ min: 40, max: 1200 }))
        .map(([piece, count]) => piece.repeat(count)),
    )
  }
  const request = anyDataset.chain((dataset) =>
    fc
      .record({
        place: fc.constantFrom('/v1', '/v1', '/v1', '/v1/releases/2026-11-21.1', '/v1/releases/x'),
        key: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: keyFor(dataset) }),
        extension: fc.constantFrom('', '', '.json', '.csv', '.it.csv', '.ndjson', '.xml', '/'),
        query: fc.array(
          fc.tuple(
            fc.oneof(
              fc.constantFrom(...dataset.header),
              fc.constantFrom(...reservedNames),
              encoded(fc.oneof(fc.constantFrom(...junkNames), fc.string({ unit: 'grapheme', maxLength: 8 }))),
            ),
            valueFor(dataset),
          ),
          { maxLength: 4 },
        ),
      })
      .map(({ place, key, extension, query }) => {
        const path = [place, dataset.name, ...key].join('/') + extension
        return query.length === 0 ? path : `${path}?${query.map((pair) => pair.join('=')).join('&')}`
      }),
  )

  it(
    'is answered with rows, a redirect or a problem that says why',
    async () => {
      const seen = new Set<number>()
      await fc.assert(
        fc.asyncProperty(request, async (path) => {
          const response = await get(path)
          seen.add(response.status)
          expect(response.status).toBeOneOf([200, 303, 308, 400, 404, 414])
          if (response.status >= 400) await expectProblem(response, path)
          else await response.arrayBuffer()
        }),
        { ...settings, numRuns: invalidRuns },
      )
      expect([...seen]).toEqual(expect.arrayContaining([200, 308, 400, 404, 414]))
    },
    timeout,
  )
})

/** One value of a filter: how the URL spells it, and which cells it accepts. */
interface Part {
  text: string
  accepts: (cell: Value) => boolean
}

interface Filter {
  column: string
  parts: readonly Part[]
}

const none: Part = { text: 'none', accepts: (cell) => cell === null }
const one = (value: Value): Part => ({ text: String(value), accepts: (cell) => cell === value })
const word = (value: string): Part => ({
  text: value,
  accepts: (cell) => cell !== null && String(cell).split(' ').includes(value),
})
const range = (from?: Value, to?: Value): Part => ({
  text: `${from ?? ''}..${to ?? ''}`,
  accepts: (cell) => cell !== null && (from == null || cell >= from) && (to == null || cell <= to),
})
const latest: Part = { text: 'latest', accepts: (cell) => cell === latestYear }

const isRanged = (kind: string) => kind === 'integer' || kind === 'number' || kind === 'date'
const isWritable = (cell: Value) => typeof cell !== 'number' || /^-?\d{1,11}(\.\d{1,4})?$/.test(String(cell))

/** Values that a filter on a column may take: those of its closed list or of the codes that it refers to, else those in its rows. */
const valuesOf = (dataset: Dataset, name: string): Value[] => {
  const { terms, ref } = dataset.columns[name]!
  if (terms) return Object.keys(terms)
  const target = datasets.find((other) => other.name === ref)
  const cells = target ? rowsOf(target).map((row) => row[target.key[0]!]!) : rowsOf(dataset).map((row) => row[name]!)
  return [...new Set(cells)].filter((cell) => cell !== null && isWritable(cell))
}

const partFor = (dataset: Dataset, name: string): fc.Arbitrary<Part> | undefined => {
  const { kind, nullable, role } = dataset.columns[name]!
  const values = valuesOf(dataset, name)
  if (values.length === 0) return nullable ? fc.constant(none) : undefined
  const value = fc.constantFrom(...values)
  const ranges = fc.oneof(
    fc.tuple(value, value).map(([a, b]) => (a! <= b! ? range(a, b) : range(b, a))),
    value.map((from) => range(from)),
    value.map((to) => range(undefined, to)),
  )
  return fc.oneof(
    kind === 'list' ? value.map((some) => word(String(some))) : value.map(one),
    ...(nullable ? [fc.constant(none)] : []),
    ...(isRanged(kind) ? [ranges] : []),
    ...(role === 'time' ? [fc.constant(latest)] : []),
  )
}

/** The part that accepts the cell of a row, so that random filters meet some rows. */
const partOfCell = ({ columns }: Dataset, name: string, cell: Value): Part[] => {
  if (cell === null) return [none]
  if (!isWritable(cell)) return []
  return [columns[name]!.kind === 'list' ? word(String(cell).split(' ')[0]!) : one(cell)]
}

const filterFor = (dataset: Dataset, column: string, row: Row): fc.Arbitrary<Filter>[] => {
  const part = partFor(dataset, column)
  if (!part) return []
  const near = fc.constant(partOfCell(dataset, column, row[column]!))
  return [
    fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.oneof({ weight: 4, arbitrary: near }, fc.constant([])))
      .map(([parts, met]) => ({ column, parts: [...parts, ...met] })),
  ]
}

const vocabulary = {
  codes: Object.fromEntries(codeLists.map(({ name }) => [name, whole.get(name)!])),
  aliases: whole.get('aliases')!,
}

const unaccented = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether a text has a word that begins so; one of three letters, or a number, is the whole word. */
const stands = (text: string, asked: string) => {
  const end = asked.length <= 3 || /\d/.test(asked) ? '(?![a-z0-9])' : ''
  return new RegExp(`(?<![a-z0-9])${asked}${end}`).test(unaccented(text))
}

/** Whether each word stands in a text of the row, or is what a code of it means. */
const speaks = (dataset: Dataset, row: Row, q: string): boolean =>
  sensesOf(dataset, searchWords(q).words, vocabulary).every(
    ({ word: asked, codes }) =>
      (dataset.search ?? []).some((name) => stands(String(row[name] ?? ''), asked)) ||
      Object.entries(codes).some(([name, some]) => some.includes(String(row[name]))),
  )

/** A piece of a text of the row, in either case: what people copy into a search box. */
const searchFor = ({ search = [] }: Dataset, row: Row): fc.Arbitrary<string | undefined> => {
  const texts = search.flatMap((name) => (row[name] === null ? [] : [String(row[name])]))
  if (texts.length === 0) return fc.constant(undefined)
  const piece = fc
    .tuple(fc.constantFrom(...texts), fc.nat(200), fc.integer({ min: 1, max: 25 }), fc.boolean())
    .map(([text, at, length, upper]) => {
      const cut = text.slice(at % text.length, (at % text.length) + length)
      return upper ? cut.toUpperCase() : cut
    })
    .filter((cut) => searchWords(cut).words.length > 0)
  return fc.option(piece, { nil: undefined, freq: 1 })
}

interface ValidQuery {
  dataset: Dataset
  filters: readonly Filter[]
  q: string | undefined
  sort: readonly { column: string; descending: boolean }[]
  fields: readonly string[] | undefined
  labels: 'it' | 'en' | undefined
  limit: number | undefined
  /** What a shuffle is made of. */
  ranks: readonly number[]
}

const filterable = ({ header, columns }: Dataset) => header.filter((name) => columns[name]!.kind !== 'text')
const filtersMax = (dataset: Dataset) => Math.min(3, filterable(dataset).length)

const queryFor = (dataset: Dataset, row: Row): fc.Arbitrary<ValidQuery> =>
  fc.subarray(filterable(dataset), { maxLength: filtersMax(dataset) }).chain((names) =>
    fc.record({
      dataset: fc.constant(dataset),
      filters: fc.tuple(...names.flatMap((name) => filterFor(dataset, name, row))),
      q: searchFor(dataset, row),
      sort: fc
        .shuffledSubarray([...dataset.header], { maxLength: 3 })
        .chain((columns) =>
          fc.tuple(...columns.map((column) => fc.record({ column: fc.constant(column), descending: fc.boolean() }))),
        ),
      fields: fc.option(fc.shuffledSubarray([...dataset.header]), { nil: undefined }),
      labels: fc.constantFrom(undefined, 'it', 'en'),
      limit: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      ranks: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    }),
  )

const validQuery = anyDataset.chain((dataset) =>
  fc.constantFrom(...rowsOf(dataset)).chain((row) => queryFor(dataset, row)),
)

const shuffled = <T>(items: readonly T[], ranks: readonly number[]): T[] =>
  items
    .map((item, at) => ({ item, rank: ranks[at % ranks.length]! }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)

const listed = (values: readonly string[]) => values.map(encodeURIComponent).join(',')

/** The parameters of a query, in an order of parameters and of list values that `order` chooses. */
const parametersOf = (
  { dataset, filters, q, sort, fields, labels }: ValidQuery,
  order: <T>(items: readonly T[]) => readonly T[],
): string[] => [
  ...order([
    ...filters.map(({ column, parts }) => `${column}=${listed(order(parts.map(({ text }) => text)))}`),
    ...(q === undefined ? [] : [`q=${encodeURIComponent(q)}`]),
    ...(sort.length === 0 ? [] : [`sort=${listed(sort.map((by) => (by.descending ? '-' : '') + by.column))}`]),
    ...(fields === undefined ? [] : [`fields=${listed(order([...new Set([...dataset.key, ...fields])]))}`]),
    ...(labels === undefined ? [] : [`labels=${labels}`]),
  ]),
]

const withParameters = (path: string, parameters: readonly string[]) =>
  parameters.length === 0 ? path : `${path}?${parameters.join('&')}`

const compareCells = (a: Value, b: Value, descending: boolean): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b === descending ? 1 : -1
}

/** What the query asks for, worked out from the whole dataset without the API. */
const expectedRows = ({ dataset, filters, q, sort }: ValidQuery): Row[] => {
  const terms = [...sort, ...dataset.key.map((column) => ({ column, descending: false }))]
  return rowsOf(dataset)
    .filter((row) => filters.every(({ column, parts }) => parts.some(({ accepts }) => accepts(row[column]!))))
    .filter((row) => q === undefined || speaks(dataset, row, q))
    .toSorted(
      (a, b) =>
        terms
          .map(({ column, descending }) => compareCells(a[column]!, b[column]!, descending))
          .find((order) => order !== 0) ?? 0,
    )
}

const keysOf = ({ key }: Dataset, rows: readonly Row[]) => rows.map((row) => key.map((name) => row[name]).join(' '))

describe('any valid query', () => {
  it(
    'is answered with the rows that satisfy it, in its order, in JSON and CSV, under one ETag',
    async () => {
      let runs = 0
      let met = 0
      await fc.assert(
        fc.asyncProperty(validQuery, async (query) => {
          const { dataset, fields, limit, ranks } = query
          const plain = parametersOf(query, (items) => items)
          const paging = limit === undefined ? [] : [`limit=${limit}`]
          const path = withParameters(`/v1/${dataset.name}`, [...plain, ...paging])
          fc.pre(path.length <= 1900)
          const response = await get(path)
          const body = await response.text()
          expect(response.status, body.slice(0, 500)).toBe(200)
          const { data, meta } = JSON.parse(body) as Answer
          const expected = expectedRows(query)
          const page = expected.slice(0, limit)
          runs += 1
          if (expected.length > 0) met += 1
          expect(meta.total).toBe(expected.length)
          expect(meta.count).toBe(page.length)
          expect(keysOf(dataset, data)).toEqual(keysOf(dataset, page))
          for (const [at, row] of data.entries())
            for (const name of fields ?? dataset.header) expect(row[name], name).toBe(page[at]![name])

          const csv = await get(withParameters(`/v1/${dataset.name}.csv`, plain))
          await csv.arrayBuffer()
          expect(csv.status).toBe(200)
          expect(csv.headers.get('row-count')).toBe(String(meta.total))

          const again = shuffled([...parametersOf(query, (items) => shuffled(items, ranks)), ...paging], ranks)
          const same = await get(withParameters(`/v1/${dataset.name}`, [...again, 'utm_source=x']), { method: 'HEAD' })
          expect(same.status).toBe(200)
          expect(same.headers.get('etag')).toBe(response.headers.get('etag'))
        }),
        { ...settings, numRuns: validRuns },
      )
      // Queries that meet nothing prove little: the generator must not drift there.
      expect(met).toBeGreaterThan(runs / 3)
    },
    timeout,
  )

  it.each([
    ['year=latest', 'year=2022'],
    ['year=latest,2022', 'year=2022'],
    ['year=2018,latest', 'year=2018,2022'],
    ['year=2023,latest', 'year=2022,2023'],
    ['value=1.0,1.50', 'value=1,1.5'],
    ['axis=1,2,1', 'axis=1,2'],
    ['q=%20CIGD%20', 'q=cigd'],
    ['sort=code', ''],
    ['limit=10000', ''],
    ['_=1&fbclid=x&utm_medium=a,b', ''],
    ['axis=%31', 'axis=1'],
  ])('has one ETag however it is spelled: %s is %s', async (spelled, plain) => {
    const [a, b] = await Promise.all([spelled, plain].map((query) => get(`/v1/facts?${query}`, { method: 'HEAD' })))
    expect([a!.status, b!.status]).toEqual([200, 200])
    expect(a!.headers.get('etag')).toBe(b!.headers.get('etag'))
  })
})
