import { expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import type { Format } from '../../src/formats/format.ts'
import { formats, suffixOf } from '../../src/formats/index.ts'
import { publishEdited } from './editions.ts'
import { isolate, sha256Of } from './isolate.ts'

// A second release, so that there are changes to list. The list of releases holds the digest of every row: it would always be another.
await publishEdited('2026-11-22T08:00:00Z', 'Another title', 424_242)

/**
 * The bytes of real answers, by format and version: SHA-256 over the answers below, one after the other. An ETag holds the version of a
 * format, so other bytes under an old version would get 304 from clients that have the old ones. When a writer changes them, raise its
 * version and put the digest that the failure prints; when rows of test/seed/ or columns change and no writer did, put the digest alone.
 */
const golden: Readonly<Record<string, { version: number; digest: string }>> = {
  json: { version: 2, digest: '909dbb9d2c2f256ae4da09dd926b283cce287369db4dd15f779ed3d9f08f45d2' },
  csv: { version: 1, digest: 'd8069370644112bdd922f6a599e0c23f4db260f85d136c9b5546a9dc34579240' },
  'it.csv': { version: 1, digest: '94669a09bf4ea32604839bc2792db1264e69af45e86cabaff5d412e19d72737b' },
  ndjson: { version: 1, digest: '05bf14c53f223bf75a3cd0077db9d91c83b9cac4b8c495a7f9b813c9c49f9ed3' },
  jsonstat: { version: 1, digest: '8c61bfab1f7264841e9938e6c7656a76382c0a4e18b9ddcb49437baef77ce8bb' },
  parquet: { version: 1, digest: 'd8b90ccc7cd825efe7867a63225581c934fe191be2bfaaf1bc5b35af5c39ee00' },
  bib: { version: 1, digest: '1d9d8bf82fb3e89506ad2f6d67e1e61a9f5e7373749b1faad3c2fe3a2c3f00ef' },
  'csl.json': { version: 1, digest: 'df75704f2880c0c4f723fc03e991721231f27c102b147ba27a3862f1a71865ef' },
}

/** What is asked in every format: whole tables, rows with all that is told of them, filtered and labelled rows, and a list. */
const asked: readonly (readonly [name: string, rest: string, query: string])[] = [
  ['axes', '', ''],
  ['checks', '', ''],
  ['facts', '/paid-2022-1', ''],
  ['facts', '/participants-2022-5-total', ''],
  ['observations', '/structure2020-0002', ''],
  ['indicators', '/paid', ''],
  ['snapshots', '/2022/total', ''],
  ['snapshots', '/2018', ''],
  ['facts', '', 'year=2022&axis=1,total&labels=it&sort=-value'],
  ['observations', '', 'q=fse&fields=id,value,printed&labels=en'],
]
const lists = ['/v1/changes']

const pathsIn = (format: Format) => {
  const suffix = suffixOf(format)
  const rows = asked
    .filter(([name]) => format.refuses(datasets.find((dataset) => dataset.name === name)!) === undefined)
    // A cube has no order of rows.
    .map(([name, rest, query]) => [name, rest, format.faults ? query.replace(/&sort=[^&]*/, '') : query] as const)
    .map(([name, rest, query]) => `/v1/${name}${rest}${suffix}${query && `?${query}`}`)
  const page = format.paged ? [`/v1/observations${suffix}?axis=1&limit=5`] : []
  return [...rows, ...page, ...lists.map((path) => path + suffix)]
}

const bytesIn = async (format: Format) => {
  const { get } = isolate()
  const bodies: Blob[] = []
  for (const path of pathsIn(format)) {
    const response = await get(path)
    // A list is not in every format; what is refused has no bytes to keep.
    if (response.status === 404 && lists.some((list) => path.startsWith(list))) continue
    expect([path, response.status]).toEqual([path, 200])
    bodies.push(new Blob([await response.arrayBuffer()]))
  }
  return new Blob(bodies).arrayBuffer()
}

it.each(formats.map((format) => [format.extension, format] as const))(
  'the bytes of %s are those of its version',
  async (extension, format) => {
    const { version } = format
    const digest = await sha256Of(await bytesIn(format))
    const kept = golden[extension]
    if (kept?.version === version && kept.digest !== digest)
      throw new Error(
        `The bytes of ${extension} changed: raise its version, now ${version}, in src/formats/, and put the digest ${digest} here.`,
      )
    expect({ version, digest }).toEqual(kept)
  },
)
