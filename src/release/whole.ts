import * as z from 'zod'
import type { Read } from '../dataset/read.ts'
import { readFileBy, type WholeFile } from './files.ts'

/** Where a release keeps the list of what it serves whole. */
export const wholeFilesPath = 'files.json'

/** Where it keeps the archive of all datasets. */
export const archivePath = 'all.zip'

const schema = z.strictObject({
  version: z.string(),
  files: z.array(
    z.strictObject({
      dataset: z.string().nullable(),
      format: z.string(),
      path: z.string(),
      bytes: z.int().min(0),
      sha256: z.string(),
    }),
  ),
})

/** The files that a release serves whole, as its publish made them. `version` is that of the code that makes their bytes. */
export type WholeFiles = z.infer<typeof schema>

/**
 * A file that a release serves whole, whose bytes depend on rows alone: the dataset (null for all of them in one), the format (`csv`,
 * `it.csv`, `ndjson`, `parquet`, `zip`), its path below `/v1/` and below `/v1/releases/{id}/`, its bytes and their SHA-256, hexadecimal.
 */
export type WholeEntry = WholeFiles['files'][number]

/** The list that a file holds. */
export const wholeFilesIn = ({ body }: WholeFile): WholeFiles =>
  schema.parse(JSON.parse(new TextDecoder().decode(body)))

/** Reads the list; undefined for a release that was published before there was one. */
export const readWholeFiles = async (read: Read): Promise<WholeFiles | undefined> => {
  const file = await readFileBy(read, wholeFilesPath)
  return file && wholeFilesIn(file)
}
