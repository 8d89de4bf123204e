import { and, asc, eq, gte, inArray, or, sql } from 'drizzle-orm'
import { filePartBytesMax } from '../src/dataset/bounds.ts'
import { fileOf, ofFile, toParts, type FilePart } from '../src/release/files.ts'
import { releaseFiles } from '../src/release/tables.ts'
import { searchFile } from './search.ts'
import type { MadeFile, Publication, SeedRows, Store } from './store.ts'
import { wholeMadeFiles } from './whole.ts'

export type { MadeFile } from './store.ts'

/** The files of every release. */
export const madeFiles: readonly MadeFile[] = [...(await wholeMadeFiles()), searchFile]

/** Rows in one statement: D1 takes a hundred parameters, and a part has eight. */
const partsMax = 12

/** Where files are written until they are whole: under no release, so that nobody reads them and the next publish clears what is left. */
const pending = (release: string) => `${release}~`

/** Puts things together, in their order, while they are few and their bytes fit one part; what is larger stands alone. */
const pack = <T>(things: readonly T[], bytesOf: (thing: T) => number, most: number): T[][] => {
  const packs: T[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const thing of things) {
    bytes += bytesOf(thing)
    if (bytes > filePartBytesMax || packs.at(-1)!.length === most) {
      packs.push([])
      bytes = bytesOf(thing)
    }
    packs.at(-1)!.push(thing)
  }
  return packs
}

/** The parts of one file, or of a few. */
type Parts = readonly FilePart[]

const bytesIn = (parts: Parts) => parts.reduce((sum, { body }) => sum + body.length, 0)

const inFiles = (release: string, parts: Parts) => {
  const paths = [...new Set(parts.map(({ path }) => path))]
  return and(eq(releaseFiles.release, release), inArray(releaseFiles.path, paths))!
}

/** Puts pending files into the place of those that are there: one statement, so that readers see the old ones or the new ones. */
const moveFiles = async (db: Store, release: string, parts: Parts): Promise<void> => {
  const from = sql`${releaseFiles} where ${inFiles(pending(release), parts)}`
  await db
    .insert(releaseFiles)
    .select(
      sql`select ${release}, path, part, version, encoding, bytes, sha256, body from ${from}
        and (select count(*) from ${from}) = ${parts.length}`,
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

const sameFile = (a: Pick<FilePart, 'path'>) => (b: Pick<FilePart, 'path'>) => a.path === b.path

/** Throws when the parts that a release holds are not those that were made; `read` are all of its files of these paths. */
const checkMoved = (release: string, parts: Parts, read: readonly Omit<FilePart, 'body'>[]): void => {
  for (const part of parts)
    if (!read.some((found) => sameFile(part)(found) && found.part === part.part && found.sha256 === part.sha256))
      throw new Error(`Release ${release}: its file ${part.path} is not in the database as it was made; publish again.`)
}

/** Writes a few files of a release. Throws when the database does not hold them afterwards. */
const writePack = async (db: Store, release: string, files: readonly Parts[]): Promise<void> => {
  const parts = files.flat()
  const from = inFiles(pending(release), parts)
  await db.delete(releaseFiles).where(from)
  for (const rows of pack(parts, ({ body }) => body.length, partsMax))
    await db.insert(releaseFiles).values(rows.map((part) => ({ release: pending(release), ...part })))
  const written = await db.select().from(releaseFiles).where(from).orderBy(asc(releaseFiles.part))
  // Throws when what was written is not what was made.
  for (const [first] of files) await fileOf(written.filter(sameFile(first!)))
  await moveFiles(db, release, parts)
  const { path, part, version, encoding, bytes, sha256 } = releaseFiles
  checkMoved(
    release,
    parts,
    await db.select({ path, part, version, encoding, bytes, sha256 }).from(releaseFiles).where(inFiles(release, parts)),
  )
  const behind = files.map((file) => and(ofFile(release, file[0]!.path), gte(releaseFiles.part, file.length)))
  await db.delete(releaseFiles).where(or(from, ...behind))
}

/** Makes files and writes those that there are; gives their parts. */
const makeFiles = async (
  db: Store,
  release: string,
  rows: SeedRows,
  files: readonly MadeFile[],
  large: Publication = {},
): Promise<Parts[]> => {
  const made: Parts[] = []
  for (const { path, version, make } of files) {
    const content = await make(rows, large)
    if (content !== undefined) made.push(await toParts(path, version, content))
  }
  for (const few of pack(made, bytesIn, partsMax)) await writePack(db, release, few)
  return made
}

/** Writes the files of a release; gives the number of their parts. */
export const writeFiles = async (...asked: Parameters<typeof makeFiles>): Promise<number> =>
  (await makeFiles(...asked)).flat().length

/** Makes those files of a release anew that it lacks, or that another version made; gives their paths. */
export const renewFiles = async (
  db: Store,
  release: string,
  rows: SeedRows,
  files: readonly MadeFile[],
  large: Publication = {},
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
  const made = await makeFiles(db, release, rows, stale, large)
  return made.map(([first]) => first!.path)
}
