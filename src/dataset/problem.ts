import { faultsMax, type Fault } from './fault.ts'

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

/** Thrown anywhere, written once, by `http/refuse.ts`. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly errors: readonly Fault[] | undefined
  readonly headers: Record<string, string>

  constructor(
    type: ProblemType,
    detail: string,
    more: { errors?: readonly Fault[]; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.type = type
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }
}

export const invalid = (faults: readonly Fault[]) => {
  const errors = faults.slice(0, faultsMax)
  const more = faults.length > faultsMax ? ` And ${faults.length - faultsMax} more.` : ''
  return new Problem('invalid-request', errors.map(({ detail }) => detail).join(' ') + more, { errors })
}

export const problemMediaType = 'application/problem+json; charset=utf-8'
