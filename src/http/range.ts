import { Problem } from '../dataset/problem.ts'

/** Bytes of a body, the last one included. */
export interface Part {
  first: number
  last: number
}

const one = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/

/** If-Range wants the very bytes of an earlier answer: only a strong tag says that they are, so a weak one or a date gets the whole. */
const holds = (condition: string | null, etag: string) =>
  condition === null || (condition === etag && !etag.startsWith('W/'))

/**
 * The part of a body that a request asks for; undefined for the whole, also where the field is none of ours or asks for several parts.
 * Throws `range-not-satisfiable` for a part that begins behind the end.
 */
export const partOf = ({ method, headers }: Request, etag: string, length: number): Part | undefined => {
  const asked = one.exec(headers.get('Range') ?? '')
  if (!asked || method !== 'GET' || !holds(headers.get('If-Range'), etag)) return undefined
  const [, first, last, suffix] = asked
  if (first !== undefined && last && Number(last) < Number(first)) return undefined
  const part = {
    first: first === undefined ? Math.max(0, length - Number(suffix)) : Number(first),
    last: first !== undefined && last ? Math.min(Number(last), length - 1) : length - 1,
  }
  if (part.first < length && suffix !== '0') return part
  throw new Problem(
    'range-not-satisfiable',
    `There are ${length} bytes here; ${headers.get('Range')} is none of them.`,
    {
      headers: { 'Content-Range': `bytes */${length}` },
    },
  )
}
