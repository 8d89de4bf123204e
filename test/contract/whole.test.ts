import { describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { isolate, sha256Of } from './isolate.ts'
import { publishReal } from './real.ts'

await publishReal()

const release = '2026-11-21.1'

/** Digests by file, as `sha256sum -c` reads them. */
const sumsOf = (text: string) =>
  new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ').toReversed() as [string, string]),
  )

describe('files that are served whole', () => {
  const { get, text } = isolate()

  it('are all named in SHA256SUMS, each with the digest of the bytes that are served', async () => {
    const sums = sumsOf(await text(`/v1/releases/${release}/SHA256SUMS`))
    const expected = datasets.flatMap(({ name }) =>
      ['csv', 'it.csv', 'ndjson', 'parquet'].map((extension) => `${name}.${extension}`),
    )
    expect([...sums.keys()].toSorted()).toEqual([...expected, 'all.zip'].toSorted())
    for (const [path, digest] of sums)
      for (const address of [`/v1/${path}`, `/v1/releases/${release}/${path}`]) {
        const response = await get(address)
        expect([address, response.status]).toEqual([address, 200])
        expect([address, await sha256Of(await response.arrayBuffer())]).toEqual([address, digest])
      }
  })
})
