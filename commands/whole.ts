import type { Dataset } from '../src/dataset/define.ts'
import { cellsOf } from '../src/dataset/label.ts'
import { datasets } from '../src/datasets/index.ts'
import { writeTable, type LineFormat, type TableFormat } from '../src/formats/format.ts'
import { parquet } from '../src/formats/parquet.ts'
import { formatVersion, wholeFormats, wholeVersion } from '../src/metadata/whole.ts'
import { sha256 } from '../src/release/digest.ts'
import { wholeFilesPath, type WholeEntry, type WholeFiles } from '../src/release/whole.ts'
import type { MadeFile, SeedRows } from './store.ts'

/** What a release serves whole, made when it is published: Parquet files, and the list of all files with their sizes and digests. */

const pathOf = ({ name }: Dataset, { extension }: LineFormat | TableFormat) => `${name}.${extension}`

/** All rows of a dataset in a format, in the order in which they are given. */
const bytesOf = (dataset: Dataset, format: LineFormat | TableFormat, rows: SeedRows): Uint8Array =>
  writeTable(format, { dataset, cells: cellsOf(dataset, { fields: [...dataset.header] }), rows: rows[dataset.name]! })

const entryOf = async (
  content: Uint8Array,
  entry: Pick<WholeEntry, 'dataset' | 'format' | 'path'>,
): Promise<WholeEntry> => ({ ...entry, bytes: content.byteLength, sha256: await sha256(content) })

const listFiles = async (rows: SeedRows): Promise<WholeFiles> => {
  const files: WholeEntry[] = []
  for (const dataset of datasets)
    for (const format of wholeFormats)
      files.push(
        await entryOf(bytesOf(dataset, format, rows), {
          dataset: dataset.name,
          format: format.extension,
          path: pathOf(dataset, format),
        }),
      )
  return { version: await wholeVersion(), files }
}

/** The files of every release. */
export const wholeMadeFiles = async (): Promise<MadeFile[]> => {
  const tables = datasets.map(async (dataset) => ({
    path: pathOf(dataset, parquet),
    version: await formatVersion(parquet, dataset),
    make: (rows: SeedRows) => bytesOf(dataset, parquet, rows),
  }))
  const list = {
    path: wholeFilesPath,
    version: await wholeVersion(),
    make: async (rows: SeedRows) => JSON.stringify(await listFiles(rows)),
  }
  return [...(await Promise.all(tables)), list]
}
