import { catalogueFiles } from './catalogue.ts'
import type { Edition } from './edition.ts'
import { madeFiles, renewFiles, writeFiles, type MadeFile } from './files.ts'
import type { Material, SeedRows, Store } from './store.ts'

/** Files that tell of the release and of its other files, and so are made when those are there. */
type LateFiles = (db: Store, edition: Edition, rows: SeedRows) => Promise<readonly MadeFile[]>

/** What makes files of a release: from its rows alone, or late. */
export type FileMaker = MadeFile | LateFiles

/** What makes the files of every release. */
export const allFiles: readonly FileMaker[] = [...madeFiles, catalogueFiles]

const isLate = (maker: FileMaker): maker is LateFiles => typeof maker === 'function'

/** What is made from rows alone first, then each of the late ones. */
const inOrder = async <T>(
  db: Store,
  edition: Edition,
  rows: SeedRows,
  makers: readonly FileMaker[],
  work: (files: readonly MadeFile[]) => Promise<T>,
): Promise<T[]> => {
  const done = [await work(makers.filter((maker): maker is MadeFile => !isLate(maker)))]
  for (const late of makers.filter(isLate)) done.push(await work(await late(db, edition, rows)))
  return done
}

/** Writes the files of a release; gives the number of their parts. */
export const writeAll = async (
  db: Store,
  edition: Edition,
  { held, large }: Material,
  makers: readonly FileMaker[],
) => {
  const parts = await inOrder(db, edition, held, makers, (files) => writeFiles(db, edition.release, held, files, large))
  return parts.reduce((sum, count) => sum + count, 0)
}

/** Makes those files of a release anew that it lacks, or that another version made; gives their paths. */
export const renewAll = async (db: Store, edition: Edition, { held, large }: Material, makers: readonly FileMaker[]) =>
  (await inOrder(db, edition, held, makers, (files) => renewFiles(db, edition.release, held, files, large))).flat()
