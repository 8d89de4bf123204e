import { faultsMax, type Fault } from './fault.ts'
import type { Suggestion } from './suggest.ts'

/** The problems that the API answers with: RFC 9457. `/problems/{type}` explains each. */
export const problems = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Each entry of errors names the parameter, what it got and what is allowed.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    remedy: 'The detail says what there is. GET /v1 lists the datasets.',
  },
  gone: {
    status: 410,
    title: 'The release was retired',
    remedy: 'The detail gives its digest and the releases there are. Leave the release out for the current one.',
  },
  'method-not-allowed': { status: 405, title: 'The API is read-only', remedy: 'Use GET, HEAD or OPTIONS.' },
  'uri-too-long': {
    status: 414,
    title: 'The URL is too long',
    remedy: 'Ask for fewer values, or download the whole dataset: it is small.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'There are no such bytes',
    remedy: 'Content-Range says how many bytes there are. Leave the Range header out for the whole file.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many new questions at once',
    remedy: 'Wait the seconds in Retry-After, or download whole datasets: answers that are kept are never limited.',
  },
  internal: {
    status: 500,
    title: 'Something is wrong on our side',
    remedy: 'There is nothing that you can change: try again later.',
  },
  unavailable: {
    status: 503,
    title: 'The data cannot be read right now',
    remedy: 'Try again after the seconds in Retry-After; answers that were asked for before are still served.',
  },
} as const satisfies Record<string, { status: number; title: string; remedy: string }>

export type ProblemType = keyof typeof problems

/** A row or an address that was meant, in the answer to an address where there is nothing. */
export interface Place extends Suggestion {
  link: string
}

/** What a problem says beside its sentence. */
interface More {
  errors?: readonly Fault[]
  /** What may be meant by an address where there is nothing. */
  suggestions?: readonly Place[]
  /** The whole request mended, where that is clear: a link that answers. */
  suggested?: string | undefined
  headers?: Record<string, string>
}

/** Thrown anywhere, written once, by `routes/refuse.ts`. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly more: More

  constructor(type: ProblemType, detail: string, more: More = {}) {
    super(detail)
    this.type = type
    this.more = more
  }
}

export const invalid = (faults: readonly Fault[], suggested?: string) => {
  const errors = faults.slice(0, faultsMax)
  const more = faults.length > faultsMax ? ` And ${faults.length - faultsMax} more.` : ''
  const detail = errors.map((error) => error.detail).join(' ') + more
  return new Problem('invalid-request', detail, { errors, suggested })
}

export const problemMediaType = 'application/problem+json; charset=utf-8'
