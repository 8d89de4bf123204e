import type { Dataset } from '../src/dataset/define.ts'
import { cellsOf } from '../src/dataset/label.ts'
import { datasets } from '../src/datasets/index.ts'
import { writeTable, type LineFormat, type TableFormat } from '../src/formats/format.ts'
import { parquet } from '../src/formats/parquet.ts'
import { formatVersion, wholeFormats, wholeVersion } from '../src/metadata/whole.ts'
import { sha256 } from '../src/release/digest.ts'
import { archivePath, wholeFilesPath, type WholeEntry, type WholeFiles } from '../src/release/whole.ts'
import { archiveOf } from './archive.ts'
import type { MadeFile, SeedRows } from './store.ts'

/** What a release serves whole, made when it is published: Parquet files, all.zip, and the list of all files with their sizes and digests. */

const pathOf = ({ name }: Dataset, { extension }: LineFormat | TableFormat) => `${name}.${extension}`

/** All rows of a dataset in a format, in the order in which they are given. */
const bytesOf = (dataset: Dataset, format: LineFormat | TableFormat, rows: SeedRows): Uint8Array =>
  writeTable(format, { dataset, cells: cellsOf(dataset, { fields: [...dataset.header] }), rows: rows[dataset.name]! })

interface Made {
  entry: WholeEntry
  content: Uint8Array
}

const madeOf = async (content: Uint8Array, entry: Pick<WholeEntry, 'dataset' | 'format' | 'path'>): Promise<Made> => ({
  content,
  entry: { ...entry, bytes: content.byteLength, sha256: await sha256(content) },
})

const makeAll = async (rows: SeedRows): Promise<Made[]> => {
  const made: Made[] = []
  for (const dataset of datasets)
    for (const format of wholeFormats)
      made.push(
        await madeOf(bytesOf(dataset, format, rows), {
          dataset: dataset.name,
          format: format.extension,
          path: pathOf(dataset, format),
        }),
      )
  return [...made, await madeOf(archiveOf(rows, made), { dataset: null, format: 'zip', path: archivePath })]
}

const known = new WeakMap<SeedRows, Promise<Made[]>>()

/** All files of these rows that are served whole; made once for the same rows. */
const allOf = (rows: SeedRows): Promise<Made[]> => {
  const made = known.get(rows) ?? makeAll(rows)
  known.set(rows, made)
  return made
}

const listOf = async (rows: SeedRows): Promise<WholeFiles> => ({
  version: await wholeVersion(),
  files: (await allOf(rows)).map(({ entry }) => entry),
})

/** The content of one of them. */
const contentOf = async (rows: SeedRows, path: string): Promise<Uint8Array> =>
  (await allOf(rows)).find(({ entry }) => entry.path === path)!.content

/** The files of every release: what is too costly to make in a request, and the list of all that is served whole. */
export const wholeMadeFiles = async (): Promise<MadeFile[]> => {
  const version = await wholeVersion()
  const tables = datasets.map(async (dataset) => ({
    path: pathOf(dataset, parquet),
    version: await formatVersion(parquet, dataset),
  }))
  return [
    ...[...(await Promise.all(tables)), { path: archivePath, version }].map((file) => ({
      ...file,
      make: (rows: SeedRows) => contentOf(rows, file.path),
    })),
    { path: wholeFilesPath, version, make: async (rows) => JSON.stringify(await listOf(rows)) },
  ]
}
