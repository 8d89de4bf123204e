import { and, asc, eq } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { filePartBytesMax } from '../dataset/bounds.ts'
import type { Read } from '../dataset/read.ts'
import { sha256 } from './digest.ts'
import { releaseFiles } from './tables.ts'

/** What a file holds: text, or bytes. */
export type Content = string | Uint8Array

/** One part of a file, as a row holds it. */
export type FilePart = Omit<typeof releaseFiles.$inferSelect, 'release'>

/** A whole file of a release, with the SHA-256 of its bytes. */
export interface WholeFile {
  version: string
  sha256: string
  body: Uint8Array
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// More arguments than this at once would not fit the stack.
const codesAtOnce = 8192

const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let from = 0; from < bytes.length; from += codesAtOnce)
    binary += String.fromCharCode(...bytes.subarray(from, from + codesAtOnce))
  return btoa(binary)
}

const fromBase64 = (text: string): Uint8Array => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Where a piece of text that ought to end at `to` ends: never amid a character, whose later bytes begin with the bits 10. */
const characterEnd = (bytes: Uint8Array, to: number): number =>
  to < bytes.length && bytes[to]! >> 6 === 2 ? characterEnd(bytes, to - 1) : to

/** Pieces of at most `most` bytes. Nothing is one empty piece. */
const pieces = (bytes: Uint8Array, most: number, text: boolean): Uint8Array[] => {
  const cut: Uint8Array[] = []
  let from = 0
  do {
    const end = Math.min(from + most, bytes.length)
    const to = text ? characterEnd(bytes, end) : end
    cut.push(bytes.subarray(from, to))
    from = to
  } while (from < bytes.length)
  return cut
}

/** Cuts a file into parts that each fit a row. A text that holds NUL is kept as bytes are: SQLite would end it there. */
export const toParts = async (path: string, version: string, content: Content): Promise<FilePart[]> => {
  const text = typeof content === 'string' && !content.includes('\0')
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  const whole = { path, version, bytes: bytes.length, sha256: await sha256(bytes) }
  // Three bytes are four letters of base64.
  const most = text ? filePartBytesMax : Math.floor(filePartBytesMax / 4) * 3
  return pieces(bytes, most, text).map((piece, part) => ({
    ...whole,
    part,
    ...(text ? { encoding: 'utf-8', body: decoder.decode(piece) } : { encoding: 'base64', body: toBase64(piece) }),
  }))
}

/**
 * The file that parts make, given in their order; undefined when there are none. Parts behind the last one may be left of an earlier
 * version. Throws when the parts do not make the file that they say.
 */
export const fileOf = async (parts: readonly FilePart[]): Promise<WholeFile | undefined> => {
  const [first] = parts
  if (!first) return undefined
  const body = new Uint8Array(first.bytes)
  let length = 0
  for (const part of parts) {
    if (part.sha256 !== first.sha256 || part.version !== first.version) continue
    const bytes = part.encoding === 'base64' ? fromBase64(part.body) : encoder.encode(part.body)
    if (length + bytes.length <= body.length) body.set(bytes, length)
    length += bytes.length
  }
  if (length !== first.bytes || (await sha256(body)) !== first.sha256)
    throw new Error(`The parts of ${first.path} are ${length} bytes, and not the ${first.bytes} of ${first.sha256}.`)
  return { version: first.version, sha256: first.sha256, body }
}

/** The rows of a file of a release. */
export const ofFile = (release: string, path: string) =>
  and(eq(releaseFiles.release, release), eq(releaseFiles.path, path))

const partsStatement = (db: DrizzleD1Database, release: string, path: string) =>
  db.select().from(releaseFiles).where(ofFile(release, path)).orderBy(asc(releaseFiles.part))

/** Reads a file of the release that is read from; undefined when it has none of that path. Throws when it is not the file that was made. */
export const readFileBy = async (read: Read, path: string): Promise<WholeFile | undefined> => {
  const [parts] = await read(`file/${path}`, (db, release) => [partsStatement(db, release, path)])
  return fileOf(parts)
}

/** Reads a file of a release; undefined when it has none of that path. Throws when what D1 holds is not the file that was made. */
export const readFile = async (
  db: DrizzleD1Database,
  release: string,
  path: string,
): Promise<WholeFile | undefined> => {
  const [parts] = await db.batch([partsStatement(db, release, path)])
  return fileOf(parts)
}
