import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import type { Dataset, Row, Value } from '../../src/dataset/define.ts'
import { datasets } from '../../src/datasets/index.ts'
import { get, json, text } from './client.ts'
import { publishReal, realRows } from './real.ts'
import { rowSchema, typeOf, validatorFor } from './schema.ts'

await publishReal()

interface Envelope {
  data: Row[]
  meta: Record<string, unknown> & { count: number; total: number; release: string }
  links: Record<string, string>
}

const seed = realRows()

const byKey = (key: readonly string[], rows: readonly Row[]) =>
  new Map(rows.map((row) => [key.map((part) => row[part]).join('/'), row]))

const readCsv = (csv: string, delimiter: string): { header: string[]; rows: string[][] } => {
  const [header = [], ...rows] = parse(csv, { delimiter, bom: true, record_delimiter: '\r\n' })
  return { header, rows }
}

/** A cell of a CSV as the JSON has it: a number where that has one. */
const likeJson = (cell: string, value: Value, decimal: string): Value => {
  if (cell === '') return null
  return typeof value === 'number' ? Number(cell.replace(decimal, '.')) : cell
}

const likeRows = (header: readonly string[], rows: string[][], data: readonly Row[], decimal: string): Row[] =>
  rows.map((cells, at) =>
    Object.fromEntries(header.map((column, place) => [column, likeJson(cells[place]!, data[at]![column]!, decimal)])),
  )

/** The rows of a Parquet file as the JSON has them: days as text, amounts to the cent, which hyparquet multiplies inexactly. */
const readParquet = async (path: string, { columns }: Dataset): Promise<Row[]> => {
  const rows = await parquetReadObjects({ file: await (await get(path)).arrayBuffer() })
  const plain = (name: string, value: unknown) => {
    if (value instanceof Date) return value.toISOString().slice(0, 10)
    if (typeof value === 'number' && columns[name]?.unit === 'EUR') return Number(value.toFixed(2))
    return typeof value === 'bigint' ? Number(value) : (value as Value)
  }
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])))
}

describe.each(datasets)('$name', (dataset) => {
  const { name, header, key } = dataset

  it('is served as it was seeded, and the same in all formats', async () => {
    const { data, meta } = await json<Envelope>(`/v1/${name}`)
    expect(byKey(key, data)).toEqual(byKey(key, seed[name]!))
    expect([meta.count, meta.total]).toEqual([data.length, data.length])

    const csv = readCsv(await text(`/v1/${name}.csv`), ',')
    expect(csv.header).toEqual(header)
    expect(likeRows(header, csv.rows, data, '.')).toEqual(data)
    const italian = readCsv(await text(`/v1/${name}.it.csv`), ';')
    expect(italian.header).toEqual(header)
    expect(likeRows(header, italian.rows, data, ',')).toEqual(data)
    const lines = (await text(`/v1/${name}.ndjson`)).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as Row)).toEqual(data)
    expect(await readParquet(`/v1/${name}.parquet`, dataset)).toEqual(data)
  })

  it('answers with what the OpenAPI document promises, which refuses anything else', async () => {
    const valid = validatorFor(`/${name}`)
    const answer = await json<Envelope>(`/v1/${name}`)
    expect(answer.data.length).toBeGreaterThan(0)
    valid(answer)
    expect(valid.errors).toBeNull()
    const [row] = answer.data
    for (const [column, value] of Object.entries(row!)) {
      const other = typeof value === 'number' ? String(value) : 0.5
      const wrong = typeof value === 'number' || typeof value === 'string' ? { ...row, [column]: other } : undefined
      if (wrong) expect([column, valid({ ...answer, data: [wrong] })]).toEqual([column, false])
    }
    expect(valid({ ...answer, data: [{ ...row, more: 1 }] })).toBe(false)
  })

  it('gives equal values in all formats of one filtered, sorted, labelled query', async () => {
    const [first] = seed[name]!
    const query = `?sort=-${header.at(-1)}&labels=it&fields=${[...key, header.at(-1)].join(',')}&${key[0]}=${encodeURIComponent(String(first![key[0]!]))}`
    const { data } = await json<Envelope>(`/v1/${name}${query}`)
    const columnNames = Object.keys(data[0]!)
    const texts = (rows: readonly Row[]) => rows.map((row) => columnNames.map((column) => String(row[column] ?? '')))
    const csv = readCsv(await text(`/v1/${name}.csv${query}`), ',')
    expect([csv.header, csv.rows]).toEqual([columnNames, texts(data)])
    const italian = readCsv(await text(`/v1/${name}.it.csv${query}`), ';')
    expect(
      italian.rows.map((row) =>
        row.map((cell, at) => (typeof data[0]![columnNames[at]!] === 'number' ? cell.replace(',', '.') : cell)),
      ),
    ).toEqual(texts(data))
    const lines = (await text(`/v1/${name}.ndjson${query}`)).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as Row)).toEqual(data)
    expect(await readParquet(`/v1/${name}.parquet${query}`, dataset)).toEqual(data)
  })

  it('has headers that a harvester needs', async () => {
    const response = await get(`/v1/${name}.csv`)
    const { headers } = response
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(headers.get('Row-Count')).toBe(String(seed[name]!.length))
    expect(headers.get('Content-Disposition')).toBe(`attachment; filename="fondo-aperto_${name}_2026-11-21.1.csv"`)
    expect(headers.get('Cloudflare-CDN-Cache-Control')).toBe(
      'max-age=60, stale-while-revalidate=60, stale-if-error=604800',
    )
    expect(headers.get('Vary')).toBeNull()
    const bytes = await response.arrayBuffer()
    const manifest = await json<{ data: { datasets: { dataset: string; bytes: number }[] } }>(
      '/v1/releases/2026-11-21.1',
    )
    expect([
      bytes.byteLength,
      new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes).charCodeAt(0),
    ]).toEqual([manifest.data.datasets.find((one) => one.dataset === name)!.bytes, header[0]!.charCodeAt(0)])
    const described = headers.get('Link')!.match(/<([^>]+)>; rel="describedby"/)![1]!
    const csvw = await json<{ tables: { tableSchema: { columns: { name: string }[]; primaryKey: string[] } }[] }>(
      new URL(described).pathname,
    )
    expect(csvw.tables[0]!.tableSchema.columns.map((column) => column.name)).toEqual(header)
    expect(csvw.tables[0]!.tableSchema.primaryKey).toEqual(key)
  })

  it('gives each row at its key, with links that answer', async () => {
    const row = seed[name]!.at(-1)!
    const path = `/v1/${name}/${key.map((part) => String(row[part]).split('/').map(encodeURIComponent).join('/')).join('/')}`
    const { data, links } = await json<{ data: Row; links: Record<string, string> }>(path)
    expect(data).toEqual(row)
    for (const link of Object.values(links)) {
      const { pathname, search } = new URL(link)
      expect([link, (await get(pathname + search)).status]).toEqual([link, 200])
    }
  })

  it('pages without gaps or repeats, in the release that the first page came from', async () => {
    const keys: string[] = []
    let path: string | undefined =
      `/v1/${name}?limit=${Math.max(1, Math.ceil(seed[name]!.length / 3))}&sort=-${header.at(-1)}`
    while (path) {
      const { data, meta, links }: Envelope = await json<Envelope>(path)
      expect(meta.total).toBe(seed[name]!.length)
      keys.push(...data.map((row) => key.map((part) => row[part]).join('/')))
      const next: string | undefined = links['next']
      path = next && new URL(next).pathname + new URL(next).search
    }
    expect(keys).toHaveLength(seed[name]!.length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is the same under its release, for ever', async () => {
    const response = await get(`/v1/releases/2026-11-21.1/${name}.csv`)
    expect(response.headers.get('Cache-Control')).toBe('max-age=31536000, immutable')
    expect(await response.text()).toBe(await text(`/v1/${name}.csv`))
  })
})

describe('the column names are a contract', () => {
  it('has the columns that it had, in their order', () => {
    const contract = Object.fromEntries(datasets.map(({ name, header }) => [name, header.join(',')]))
    expect(contract).toMatchSnapshot()
  })

  it.each(datasets.map(({ name }) => name))('has the types in %s that it had, as the document tells them', (name) => {
    const columns = Object.entries(rowSchema(`/${name}`).properties!).filter(([column]) => !column.endsWith('_label'))
    expect(Object.fromEntries(columns.map(([column, schema]) => [column, typeOf(schema)]))).toMatchSnapshot()
  })
})
