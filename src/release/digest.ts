import { commaSeparated as csv } from '../dataset/delimited.ts'
import type { Dataset } from '../dataset/define.ts'
import type { Row, Value } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'

const encoder = new TextEncoder()

/** SHA-256 of bytes, or of a text in UTF-8, hexadecimal. */
export const sha256 = async (content: string | Uint8Array): Promise<string> =>
  [
    ...new Uint8Array(
      await crypto.subtle.digest('SHA-256', typeof content === 'string' ? encoder.encode(content) : content),
    ),
  ]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** Rows, SHA-256 and bytes of a dataset as its CSV is served: rows in key order, all columns. */
export const measure = async (
  dataset: Dataset,
  rows: readonly Row[],
): Promise<{ rows: number; digest: string; bytes: number }> => {
  const cells = cellsOf(dataset, { fields: [...dataset.header] })
  const text = csv.head(cells) + rows.map((row) => csv.row(cells, row)).join('')
  return { rows: rows.length, digest: await sha256(text), bytes: encoder.encode(text).byteLength }
}

const compareValues = (a: Value, b: Value) => (a! < b! ? -1 : Number(a! > b!))

/** Rows in the order of the key, as SQLite sorts them. */
export const inKeyOrder = (dataset: Dataset, rows: readonly Row[]): Row[] =>
  rows.toSorted(
    (a, b) => dataset.key.map((name) => compareValues(a[name]!, b[name]!)).find((order) => order !== 0) ?? 0,
  )

/** SHA-256 over the digests of all datasets, in the order of their names. */
export const digestOfAll = (digests: Readonly<Record<string, string>>): Promise<string> =>
  sha256(
    Object.entries(digests)
      .toSorted()
      .map((entry) => entry.join(' '))
      .join('\n'),
  )
