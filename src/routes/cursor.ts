import * as z from 'zod'
import { sha256 } from '../release/digest.ts'

const digestLength = 16

/** Where a page begins: the release and query that it belongs to, and the key of the row before it. */
const cursorSchema = z.tuple([z.string().max(40), z.string().length(digestLength)], z.string().max(300))

const toBase64Url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string) =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0)),
  )

export interface Cursor {
  release: string
  /** The beginning of a digest of the query, which a page shares with the next one. */
  query: string
  before: readonly string[]
}

/** What a cursor remembers of its query. */
export const queryDigest = async (query: string): Promise<string> => (await sha256(query)).slice(0, digestLength)

export const writeCursor = ({ release, query, before }: Cursor): string =>
  toBase64Url(JSON.stringify([release, query, ...before]))

/** The cursor that a text stands for; undefined when it is none of ours. */
export const readCursor = (text: string): Cursor | undefined => {
  try {
    const [release, query, ...before] = cursorSchema.parse(JSON.parse(fromBase64Url(text)))
    return { release, query, before }
  } catch {
    return undefined
  }
}
