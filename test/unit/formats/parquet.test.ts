import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { number } from '../../../src/dataset/column.ts'
import { defineDataset, type Dataset, type Row, type Value } from '../../../src/dataset/define.ts'
import { cellsOf } from '../../../src/dataset/label.ts'
import { axis } from '../../../src/datasets/common.ts'
import { datasets } from '../../../src/datasets/index.ts'
import { parquet } from '../../../src/formats/parquet.ts'
import { seed } from '../real.ts'

const rowsOf = ({ name }: Dataset) => (seed as unknown as Record<string, readonly Row[]>)[name]!
const write = (dataset: Dataset, rows = rowsOf(dataset), fields: readonly string[] = dataset.header) =>
  parquet.write({ dataset, cells: cellsOf(dataset, { fields: [...fields] }), rows })

const bufferOf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer

/** A value as readers of Parquet give it, as the row has it. */
const plain = (value: unknown, unit: string | undefined): unknown => {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  // The file has whole cents; hyparquet multiplies them by 0.01, which is not exact.
  if (typeof value === 'number' && unit === 'EUR') return Number(value.toFixed(2))
  return typeof value === 'bigint' ? Number(value) : value
}

describe.each(datasets)('$name', (dataset) => {
  it('is read back by hyparquet, every cell as it is', async () => {
    const read = await parquetReadObjects({ file: bufferOf(write(dataset)) })
    const rows = read.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plain(cell, dataset.columns[name]!.unit)])),
    )
    expect(rows).toEqual(rowsOf(dataset))
    expect(rows.length).toBeGreaterThan(0)
  })

  it('is the same bytes each time, and says what it is', () => {
    const bytes = write(dataset)
    expect(write(dataset)).toEqual(bytes)
    const { key_value_metadata, num_rows } = parquetMetadata(bufferOf(bytes))
    expect(Number(num_rows)).toBe(rowsOf(dataset).length)
    const about = Object.fromEntries((key_value_metadata ?? []).map(({ key, value }) => [key, value]))
    expect(about).toMatchObject({
      dataset: dataset.name,
      title: dataset.title,
      title_en: dataset.title_en,
      description: dataset.description,
      licence: 'CC-BY-4.0',
      licence_url: 'https://creativecommons.org/licenses/by/4.0/',
    })
  })
})

describe('DuckDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parquet-'))
  let duck: DuckDBConnection
  beforeAll(async () => {
    duck = await (await DuckDBInstance.create(':memory:')).connect()
    for (const dataset of datasets) writeFileSync(join(folder, `${dataset.name}.parquet`), write(dataset))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const ask = async (sql: string) =>
    (await duck.runAndReadAll(sql.replaceAll(/'(\w+)\.parquet'/g, `'${folder}/$1.parquet'`))).getRowObjectsJson()

  it.each(datasets)('reads $name, every cell as it is', async (dataset) => {
    const read = await ask(`select * from '${dataset.name}.parquet'`)
    // DuckDB writes decimals and large integers as text.
    const like = (cell: unknown, value: Value) =>
      typeof value === 'number' && typeof cell === 'string' ? Number(cell) : cell
    const rows = rowsOf(dataset)
    expect(
      read.map((row, at) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, like(cell, rows[at]![name]!)])),
      ),
    ).toEqual(rows)
  })

  it('finds the types of the declaration: years are integers, money is decimal, days are dates, codes are text', async () => {
    const types = await ask(`describe select * from 'snapshots.parquet'`)
    const typeOf = Object.fromEntries(types.map((row) => [row['column_name'], row['column_type']]))
    expect(typeOf).toMatchObject({
      year: 'BIGINT',
      axis: 'VARCHAR',
      date: 'DATE',
      certified: 'DECIMAL(18,2)',
      certified_of_allocated: 'DOUBLE',
      participants: 'DOUBLE',
    })
    expect(
      await ask(`select certified::varchar as euro from 'snapshots.parquet' where year = 2022 and axis = 'total'`),
    ).toEqual([{ euro: '691444232.24' }])
  })

  it('joins tables by their codes without a cast', async () => {
    expect(
      await ask(
        `select a.title_en, s.certified::varchar as certified from 'snapshots.parquet' s join 'axes.parquet' a on s.axis = a.code where s.year = 2022 and a.code = '2'`,
      ),
    ).toEqual([{ title_en: 'Social inclusion and combating poverty', certified: '243965037.20' }])
  })
})

describe('a file', () => {
  const dataset = datasets.find(({ name }) => name === 'snapshots')!

  it('keeps codes in a dictionary', () => {
    const [group] = parquetMetadata(bufferOf(write(dataset))).row_groups
    const chunk = group!.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === 'axis')
    expect(chunk?.meta_data?.encodings).toContain('RLE_DICTIONARY')
    expect(chunk?.meta_data?.dictionary_page_offset).toBeGreaterThan(0)
  })

  it('has the columns that are asked for, and labels as text', async () => {
    const cells = cellsOf(
      dataset,
      { fields: ['year', 'axis'], labels: 'en' },
      { axes: [{ code: '1', title: 'Occupazione', title_en: 'Employment' }] },
    )
    const bytes = parquet.write({ dataset, cells, rows: rowsOf(dataset).slice(0, 1) })
    expect(await parquetReadObjects({ file: bufferOf(bytes) })).toEqual([
      { year: 2018n, axis: '1', axis_label: 'Employment' },
    ])
  })

  it('of no rows has all columns', () => {
    const { schema, num_rows } = parquetMetadata(bufferOf(write(dataset, [])))
    expect([Number(num_rows), schema.slice(1).map(({ name }) => name)]).toEqual([0, [...dataset.header]])
  })

  it('refuses an amount that is no whole number of cents, which it would have to round', () => {
    const money = defineDataset({
      name: 'money',
      title: '',
      title_en: '',
      description: '',
      description_en: '',
      layer: 'derived',
      key: ['axis'],
      columns: { axis, paid: number({ title: '', title_en: '', description: '', unit: 'EUR' }) },
    })
    expect(() => write(money, [{ axis: '1', paid: 0.125 }])).toThrow('0.125 euro is no amount in cents.')
    expect(() => write(money, [{ axis: '1', paid: -0.07 }])).not.toThrow()
  })
})
