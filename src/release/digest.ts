import type { Dataset } from '../dataset/define.ts'
import type { Row, Value } from '../dataset/define.ts'

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

const compareValues = (a: Value, b: Value) => (a! < b! ? -1 : Number(a! > b!))

/** Below 0 where one row comes before another in the order of the key, as SQLite sorts them; 0 where they have one key. */
export const compareKeys = ({ key }: Dataset, a: Row, b: Row): number => {
  for (const name of key) {
    const order = compareValues(a[name]!, b[name]!)
    if (order !== 0) return order
  }
  return 0
}

/** Rows in the order of the key. */
export const inKeyOrder = (dataset: Dataset, rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => compareKeys(dataset, a, b))

/** SHA-256 over the digests of all datasets, in the order of their names. */
export const digestOfAll = (digests: Readonly<Record<string, string>>): Promise<string> =>
  sha256(
    Object.entries(digests)
      .toSorted()
      .map((entry) => entry.join(' '))
      .join('\n'),
  )
