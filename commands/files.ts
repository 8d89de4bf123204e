import { and, asc, eq, gte, inArray, or, sql } from 'drizzle-orm'
import { fileOf, ofFile, toParts } from '../src/release/files.ts'
import { releaseFiles } from '../src/release/tables.ts'
import { searchFile } from './search.ts'
import type { MadeFile, SeedRows, Store } from './store.ts'

export type { MadeFile } from './store.ts'

/** The files of every release. */
export const madeFiles: readonly MadeFile[] = [searchFile]

/** Where a file is written until it is whole: under no release, so that nobody reads it and the next publish clears what is left. */
const pending = (release: string) => `${release}~`

/** Puts a pending file into the place of the one that is there: one statement, so that readers see the old one or the new one. */
const moveFile = async (db: Store, release: string, path: string, parts: number): Promise<void> => {
  const from = pending(release)
  await db
    .insert(releaseFiles)
    .select(
      sql`select ${release}, path, part, version, encoding, bytes, sha256, body from release_files
        where release = ${from} and path = ${path}
        and (select count(*) from release_files where release = ${from} and path = ${path}) = ${parts}`,
    )
    .onConflictDoUpdate({
      target: [releaseFiles.release, releaseFiles.path, releaseFiles.part],
      set: {
        version: sql`excluded.version`,
        encoding: sql`excluded.encoding`,
        bytes: sql`excluded.bytes`,
        sha256: sql`excluded.sha256`,
        body: sql`excluded.body`,
      },
    })
}

/** Makes and writes a file of a release; gives the number of its parts. Throws when the database does not hold it afterwards. */
const writeFile = async (db: Store, release: string, rows: SeedRows, { path, version, make }: MadeFile) => {
  const parts = await toParts(path, version, await make(rows))
  const from = pending(release)
  await db.delete(releaseFiles).where(ofFile(from, path))
  for (const part of parts) await db.insert(releaseFiles).values({ release: from, ...part })
  // Throws when what was written is not what was made.
  await fileOf(await db.select().from(releaseFiles).where(ofFile(from, path)).orderBy(asc(releaseFiles.part)))
  await moveFile(db, release, path, parts.length)
  const moved = await db
    .select({ part: releaseFiles.part })
    .from(releaseFiles)
    .where(and(ofFile(release, path), eq(releaseFiles.version, version), eq(releaseFiles.sha256, parts[0]!.sha256)))
  if (moved.length !== parts.length)
    throw new Error(`Release ${release}: its file ${path} is not in the database as it was made; publish again.`)
  await db
    .delete(releaseFiles)
    .where(or(ofFile(from, path), and(ofFile(release, path), gte(releaseFiles.part, parts.length))))
  return parts.length
}

/** Writes the files of a release; gives the number of their parts. */
export const writeFiles = async (db: Store, release: string, rows: SeedRows, files: readonly MadeFile[]) => {
  let parts = 0
  for (const file of files) parts += await writeFile(db, release, rows, file)
  return parts
}

/** Makes those files of a release anew that it lacks, or that another version made; gives their paths. */
export const renewFiles = async (
  db: Store,
  release: string,
  rows: SeedRows,
  files: readonly MadeFile[],
): Promise<string[]> => {
  if (files.length === 0) return []
  const found = await db
    .selectDistinct({ release: releaseFiles.release, path: releaseFiles.path, version: releaseFiles.version })
    .from(releaseFiles)
    .where(inArray(releaseFiles.release, [release, pending(release)]))
  // What a renewal that was cut off has left counts too, so that this one clears it.
  const settled = ({ path, version }: MadeFile) => {
    const rest = found.filter((other) => other.path === path)
    return rest.length === 1 && rest[0]!.release === release && rest[0]!.version === version
  }
  const stale = files.filter((file) => !settled(file))
  await writeFiles(db, release, rows, stale)
  return stale.map(({ path }) => path)
}
