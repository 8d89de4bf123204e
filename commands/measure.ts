import { createHash } from 'node:crypto'
import { commaSeparated as csv } from '../src/dataset/delimited.ts'
import type { Dataset, Row } from '../src/dataset/define.ts'
import { cellsOf } from '../src/dataset/label.ts'
import type { LineFormat } from '../src/formats/format.ts'
import { compareKeys } from '../src/release/digest.ts'

/** Rows, SHA-256 (hexadecimal) and bytes of a dataset as it is served in lines, CSV by default: rows in key order, all columns. */
export interface Measure {
  rows: number
  digest: string
  bytes: number
}

/** Measures rows as they come, so that none need be held. Throws when one does not come behind the row before it. */
export const measure = async (
  dataset: Dataset,
  pages: Iterable<Row[]> | AsyncIterable<Row[]>,
  format: Pick<LineFormat, 'head' | 'row'> = csv,
): Promise<Measure> => {
  const cells = cellsOf(dataset, { fields: [...dataset.header] })
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  const add = (text: string) => {
    const encoded = Buffer.from(text)
    hash.update(encoded)
    bytes += encoded.byteLength
  }
  add(format.head(cells))
  let last: Row | undefined
  for await (const page of pages) {
    for (const row of page) {
      if (last && compareKeys(dataset, last, row) >= 0)
        throw new Error(
          `${dataset.name}: the row ${dataset.key.map((name) => row[name]).join('/')} is not in key order.`,
        )
      last = row
    }
    add(page.map((row) => format.row(cells, row)).join(''))
    rows += page.length
  }
  return { rows, digest: hash.digest('hex'), bytes }
}
