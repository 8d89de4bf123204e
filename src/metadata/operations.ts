import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import { formats } from '../formats/index.ts'
import { freshnessSeconds } from '../http/freshness.ts'
import { problemMediaType, problems } from '../http/problem.ts'

/** What the operations of the OpenAPI document share. */

export type Registry = OpenAPIHono['openAPIRegistry']
export type Route = Parameters<Registry['registerPath']>[0]

export const pascal = (name: string) =>
  name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

/** A row as an answer gives it: `fields` may leave columns out, `labels` adds some. */
export const answerRow = ({ row }: Dataset) =>
  (row as unknown as z.ZodObject)
    .partial()
    .catchall(z.string().nullable().meta({ description: 'A label, with labels=it or en.' }))

export const problemContent = (schema: z.ZodType) => ({ [problemMediaType.split(';')[0]!]: { schema } })

export const failures = (problem: z.ZodType, statuses: readonly number[]): Route['responses'] =>
  Object.fromEntries(
    Object.values(problems)
      .filter(({ status }) => statuses.includes(status))
      .map(({ status, title, remedy }) => [
        status,
        {
          description: `${title}. ${remedy}`,
          content: problemContent(problem),
          ...(status === 503 || status === 429
            ? {
                headers: {
                  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', format: 'int32' } },
                },
              }
            : {}),
        },
      ]),
  ) as Route['responses']

export const formatParameter = z.enum(formats.map(({ extension }) => extension) as [string, ...string[]]).meta({
  description: `The format: ${formats.map(({ extension, title }) => `${extension} (${title})`).join(', ')}. Always whole.`,
  example: 'csv',
})

export const textContent = (row: z.ZodType) =>
  Object.fromEntries(
    formats.map(({ extension, mediaType }) => [
      mediaType.split(';')[0]!,
      { schema: extension === 'ndjson' ? row : z.string() },
    ]),
  )

export const cached = `An answer may be kept for the seconds that Cache-Control says, and is at most ${freshnessSeconds} seconds old. If-None-Match with the ETag gives 304.`
