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
  json: { version: 2, digest: '5f7cc7358e859131c0707de6bf976e53d1b9830f1f8a3db06b79a9eeaf655dbc' },
  csv: { version: 1, digest: 'af92fb0c632624bf8ce83265c5e76b13feebab4554a296d1bd594b64427f9060' },
  'it.csv': { version: 1, digest: 'c41ac7c74bc3feaebe30900a69abc21cb5c4ae40266887ccf790fb34e7567201' },
  ndjson: { version: 1, digest: 'c96bc952b9d5f96f947ac070a5569e91b2bbe642880c03d68c0f93a67981b347' },
  jsonstat: { version: 2, digest: 'e40e3ae98044f8151b535a613e078614bdb14bdcf1230f60ed65229f7f99de6c' },
  parquet: { version: 1, digest: '67b07b34162586cb9b553a9156fd69828933599d68d5dca765bd3788c1653c08' },
  bib: { version: 2, digest: '07b47b676c33b7c54ec97814c6ef16953a5bdf6f495e9d658b6c0042ae3b6c08' },
  'csl.json': { version: 2, digest: '8722e1f2ed5c4ff7a2a57b3c67cbd90039a931b93a69c813991b1715f995b5ae' },
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
