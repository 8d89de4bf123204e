import { clientSeconds, limitRequests, limitSeconds, retrySeconds } from '../dataset/freshness.ts'
import { problemMediaType, problems } from '../dataset/problem.ts'
import { pascal, reference, type Components, type Schema } from './openapi-components.ts'
import type { Contract, Operation } from './operation.ts'
import { originPlaceholder } from './openapi-origin.ts'

const text = (maxLength: number, example: string) => ({ type: 'string', maxLength, examples: [example] })
const whole = (maximum: number, example: number) => ({
  type: 'integer',
  format: 'int32',
  minimum: 0,
  maximum,
  examples: [example],
})
const alone = 'Sent with 429 alone: an answer that caches share cannot count for one client.'

/** Headers that answers share. */
export const headers: Readonly<Record<string, Schema>> = {
  'Cache-Control': {
    description: `How long the client may keep the answer: \`max-age=${clientSeconds}\` for what may change, a year and \`immutable\` below \`/releases/{release}\`, \`no-cache\` for what is streamed, \`no-store\` for errors and the status. Never private: everything here is public.`,
    schema: text(100, `max-age=${clientSeconds}`),
  },
  ETag: {
    description: 'Names these bytes. Send it back in If-None-Match: an unchanged answer is 304, without a body.',
    schema: text(64, 'W/"0f343b0931126a20f133d67c"'),
  },
  'Last-Modified': {
    description: 'When these rows last changed, where that is known. Good for If-Modified-Since.',
    schema: text(64, 'Sat, 21 Nov 2026 08:00:00 GMT'),
  },
  'Row-Count': {
    description: 'How many rows the file holds, where that is known before it is sent.',
    schema: whole(2_147_483_647, 6),
  },
  'Content-Range': {
    description: 'Which bytes of the file these are, and how many it has.',
    schema: text(64, 'bytes 0-99/8221'),
  },
  'Retry-After': { description: 'Seconds to wait before asking again.', schema: whole(3600, retrySeconds) },
  Location: {
    description: 'Where it is.',
    schema: { type: 'string', format: 'uri', maxLength: 2048, examples: [`${originPlaceholder}/v1`] },
  },
  'X-RateLimit-Limit': {
    description: `New questions that one client may ask in ${limitSeconds} seconds; answers that are kept are not counted. ${alone}`,
    schema: whole(1_000_000, limitRequests),
  },
  'X-RateLimit-Remaining': { description: `How many are left. ${alone}`, schema: whole(1_000_000, 0) },
  'X-RateLimit-Reset': {
    description: `Seconds until questions are counted anew. ${alone}`,
    schema: whole(3600, limitSeconds),
  },
}

const limits = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const
const kept = ['Cache-Control', 'ETag', 'Last-Modified'] as const
const headersNamed = (...names: readonly string[]): Schema =>
  Object.fromEntries(names.map((name) => [name, reference('headers', name)]))

const failureHeaders = (status: number): Schema =>
  status === 429
    ? headersNamed('Retry-After', ...limits)
    : status === 503
      ? headersNamed('Retry-After', 'Cache-Control')
      : headersNamed('Cache-Control', ...limits)

/** What addresses answer when they fail, by problem type. */
const failureResponses = (operations: readonly Operation[]): Record<string, Schema> =>
  Object.fromEntries(
    [...new Set(operations.flatMap(({ failures }) => failures))].map((type) => {
      const { status, title, remedy } = problems[type]
      const example = { type: `${originPlaceholder}/problems/${type}`, title, status, detail: remedy, instance: '/v1' }
      return [
        pascal(type),
        {
          description: `${title}. ${remedy}`,
          headers: failureHeaders(status),
          content: { [problemMediaType.split(';')[0]!]: { schema: reference('schemas', 'Problem'), example } },
        },
      ]
    }),
  )

/** The responses that operations share. */
export const sharedResponses = (operations: readonly Operation[]): Record<string, Schema> => ({
  NotModified: {
    description: 'The copy that the client has is current; there is no body.',
    headers: headersNamed(...kept),
  },
  Part: {
    description:
      'The bytes of the file that `Range` asks for: one run of them. Several at once give the whole file, 200.',
    headers: headersNamed(...kept, 'Content-Range', ...limits),
    content: { '*/*': { schema: reference('schemas', 'File') } },
  },
  Elsewhere: { description: 'It is elsewhere: follow Location.', headers: headersNamed('Location', 'Cache-Control') },
  ...failureResponses(operations),
})

const isFile = (answers: Contract['answers']) =>
  Object.keys(answers).some((mediaType) => mediaType.startsWith('text/csv'))

/** What one operation answers, by status. */
export const responsesOf = (operation: Operation, answers: Contract['answers'], components: Components): Schema => {
  const { id, validated, redirects, failures, answer } = operation
  const content = Object.fromEntries(
    Object.entries(answers).map(([mediaType, schema]) => [
      mediaType.split(';')[0]!,
      { schema: components.nameOf(schema, `${pascal(id)}Answer`) },
    ]),
  )
  const found = {
    description: answer,
    headers: headersNamed(
      ...(validated ? kept : (['Cache-Control'] as const)),
      ...(isFile(answers) ? ['Row-Count'] : []),
      ...limits,
    ),
    content,
  }
  const responses: [string, Schema][] = [
    ['200', found],
    ...(failures.includes('range-not-satisfiable')
      ? [['206', reference('responses', 'Part')] satisfies [string, Schema]]
      : []),
    ...(redirects ? [[String(redirects), reference('responses', 'Elsewhere')] satisfies [string, Schema]] : []),
    ...(validated ? [['304', reference('responses', 'NotModified')] satisfies [string, Schema]] : []),
    ...failures.map((type): [string, Schema] => [String(problems[type].status), reference('responses', pascal(type))]),
  ]
  return Object.fromEntries(responses)
}
