import type { Dataset } from '../src/dataset/define.ts'
import { cellsOf } from '../src/dataset/label.ts'
import { datasets } from '../src/datasets/index.ts'
import { writeTable, type LineFormat, type TableFormat } from '../src/formats/format.ts'
import { parquet } from '../src/formats/parquet.ts'
import { formatVersion, wholeFormats, wholeVersion } from '../src/metadata/whole.ts'
import { sha256 } from '../src/release/digest.ts'
import { archivePath, wholeFilesPath, type WholeEntry, type WholeFiles } from '../src/release/whole.ts'
import { archiveOf } from './archive.ts'
import { measure } from './measure.ts'
import { pagesOf } from './pages.ts'
import type { MadeFile, Publication, Rows, SeedRows } from './store.ts'

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

const nameOf = (dataset: Dataset, format: LineFormat | TableFormat) => ({
  dataset: dataset.name,
  format: format.extension,
  path: pathOf(dataset, format),
})

/** The files of a dataset that is held whole. */
const makeHeld = async (dataset: Dataset, rows: SeedRows): Promise<Made[]> => {
  const made: Made[] = []
  for (const format of wholeFormats) made.push(await madeOf(bytesOf(dataset, format, rows), nameOf(dataset, format)))
  return made
}

/** What is streamed of a larger one: measured as the rows come, a format after the other. */
const measureLarge = async (dataset: Dataset, rows: Rows): Promise<WholeEntry[]> => {
  const entries: WholeEntry[] = []
  for (const format of wholeFormats)
    if (format.kind === 'lines') {
      const { bytes, digest } = await measure(dataset, pagesOf(rows), format)
      entries.push({ ...nameOf(dataset, format), bytes, sha256: digest })
    }
  return entries
}

/** All that is served whole, in the order in which it is listed: entries alone, and files with their content. */
const makeAll = async (rows: SeedRows, large: Publication): Promise<(Made | { entry: WholeEntry })[]> => {
  const made: (Made | { entry: WholeEntry })[] = []
  for (const dataset of datasets) {
    const some = large[dataset.name]
    made.push(
      ...(some ? (await measureLarge(dataset, some)).map((entry) => ({ entry })) : await makeHeld(dataset, rows)),
    )
  }
  const files = made.filter((each): each is Made => 'content' in each)
  return [...made, await madeOf(archiveOf(rows, files), { dataset: null, format: 'zip', path: archivePath })]
}

const known = new WeakMap<SeedRows, ReturnType<typeof makeAll>>()

/** All files of these rows that are served whole; made once for the same rows. */
const allOf = (rows: SeedRows, large: Publication) => {
  const made = known.get(rows) ?? makeAll(rows, large)
  known.set(rows, made)
  return made
}

const listOf = async (rows: SeedRows, large: Publication): Promise<WholeFiles> => ({
  version: await wholeVersion(),
  files: (await allOf(rows, large)).map(({ entry }) => entry),
})

/** The content of one of them; undefined where it is no file. */
const contentOf = async (rows: SeedRows, large: Publication, path: string): Promise<Uint8Array | undefined> => {
  // Nothing is measured to say that there is no such file.
  if (datasets.some(({ name }) => large[name] && path === `${name}.${parquet.extension}`)) return undefined
  const made = (await allOf(rows, large)).find(({ entry }) => entry.path === path)
  return made && 'content' in made ? made.content : undefined
}

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
      make: (rows: SeedRows, large: Publication = {}) => contentOf(rows, large, file.path),
    })),
    { path: wholeFilesPath, version, make: async (rows, large = {}) => JSON.stringify(await listOf(rows, large)) },
  ]
}
