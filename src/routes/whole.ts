import { datasets } from '../datasets/index.ts'
import { csv } from '../formats/csv.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { wholeVersion } from '../metadata/whole.ts'
import type { Release } from '../release/release.ts'
import { readWholeFiles, type WholeEntry } from '../release/whole.ts'

/** RFC 9530: the digest of a whole file, whatever part of it is sent; of a digest in hexadecimal. */
export const digestHeaders = (hexadecimal: string): Record<string, string> => {
  const bytes = hexadecimal.match(/../g)!.map((byte) => Number.parseInt(byte, 16))
  return { 'Repr-Digest': `sha-256=:${btoa(String.fromCharCode(...bytes))}:` }
}

/** The CSV files of a release, which its manifest measures. */
const csvFiles = ({ datasets: manifest }: Release): WholeEntry[] =>
  datasets
    .flatMap(({ name }) => manifest[name] ?? [])
    .map(({ dataset, bytes, digest }) => ({
      dataset,
      format: csv.extension,
      path: `${dataset}.${csv.extension}`,
      bytes,
      sha256: digest,
    }))

/**
 * Every file that a release serves whole and whose bytes depend on rows alone, with size and SHA-256, by dataset and format. Of a release
 * that was published by other code than this, only those that this code serves as they were made: the CSV files, and what is kept.
 */
export const wholeFiles = async (visit: Visit, release: Release): Promise<readonly WholeEntry[]> => {
  const version = await wholeVersion()
  const list = await remember(
    visit,
    release.id,
    'files',
    async () => (await readWholeFiles(readFrom(visit, release.id))) ?? { version: '', files: [] },
    // The next publish makes the list anew, so that it is true of this code.
    { lasting: (read) => read.version === version },
  )
  return list.version === version
    ? list.files.filter(({ dataset }) => dataset === null || release.datasets[dataset])
    : [...csvFiles(release), ...list.files.filter(({ dataset }) => dataset === null)]
}
