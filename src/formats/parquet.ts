import { ByteWriter, parquetWriteRows, type SchemaElement } from 'hyparquet-writer'
import { readRowsMax } from '../dataset/bounds.ts'
import type { Column } from '../dataset/column.ts'
import type { Value } from '../dataset/define.ts'
import { licence } from '../figures/citation.ts'
import { refusesNone, type Table, type TableFormat } from './format.ts'

type Type = Pick<SchemaElement, 'type' | 'converted_type' | 'precision' | 'scale'>

/** How a column is stored, and what its values become; null stays null. */
interface Storage {
  type: Type
  stored: (value: string | number) => string | number | bigint
  /** Whether its values are few and repeated: they are then stored once, and named by number. */
  dictionary: boolean
}

const dayMilliseconds = 24 * 60 * 60 * 1000
const cents = 100

/** Euro as whole cents. Throws for what has a fraction of a cent: it would have to be rounded. */
const toCents = (value: string | number): bigint => {
  const whole = Math.round(Number(value) * cents)
  if (!Number.isSafeInteger(whole) || whole / cents !== value) throw new Error(`${value} euro is no amount in cents.`)
  return BigInt(whole)
}

const string: Storage = {
  type: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  stored: (value) => value,
  dictionary: false,
}

const storages: Readonly<Record<Column['kind'] | 'money', Storage>> = {
  text: string,
  list: string,
  code: { ...string, dictionary: true },
  integer: { type: { type: 'INT64' }, stored: BigInt, dictionary: false },
  number: { type: { type: 'DOUBLE' }, stored: (value) => value, dictionary: false },
  money: {
    type: { type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 },
    stored: toCents,
    dictionary: false,
  },
  date: {
    type: { type: 'INT32', converted_type: 'DATE' },
    stored: (value) => Date.parse(String(value)) / dayMilliseconds,
    dictionary: false,
  },
}

/** A label that was added beside a code is text. */
const storageOf = (column: Column | undefined): Storage =>
  column === undefined
    ? { ...string, dictionary: true }
    : storages[column.kind === 'number' && column.unit === 'EUR' ? 'money' : column.kind]

/** What the file says of itself. Neither release nor host: equal rows are equal bytes. */
const metadataOf = ({ name, title, title_en, description, description_en }: Table['dataset']) =>
  Object.entries({
    dataset: name,
    title,
    title_en,
    description,
    description_en,
    licence: licence.id,
    licence_url: licence.url,
    source: `Fondo Aperto, /v1/${name}`,
    describedby: `/v1/${name}.csv-metadata.json`,
  }).map(([key, value]) => ({ key, value }))

const keep = (value: Value, stored: Storage['stored']) => (value === null ? null : stored(value))

const write = ({ dataset, cells, rows }: Table): Uint8Array => {
  const columns = cells.map(({ name, value }) => ({
    name,
    value,
    nullable: dataset.columns[name]?.nullable ?? true,
    ...storageOf(dataset.columns[name]),
  }))
  const writer = new ByteWriter()
  void parquetWriteRows({
    writer,
    rows: rows
      .values()
      .map((row) => Object.fromEntries(columns.map(({ name, value, stored }) => [name, keep(value(row), stored)]))),
    columns: columns.map(({ name, dictionary }) => ({ name, ...(dictionary && { encoding: 'RLE_DICTIONARY' }) })),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type, nullable }): SchemaElement => ({
        name,
        ...type,
        repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
      })),
    ],
    rowGroupSize: readRowsMax,
    kvMetadata: metadataOf(dataset),
    createdBy: 'Fondo Aperto',
  })
  return writer.getBytes()
}

/** Columns with types, for pandas, R, DuckDB and the like. */
export const parquet: TableFormat = {
  kind: 'table',
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  title: 'Apache Parquet',
  version: 1,
  states: [],
  describes: true,
  exact: true,
  paged: false,
  refuses: refusesNone,
  write,
}
