import { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import { querySchema } from '../dataset/parameters.ts'
import { datasets } from '../datasets/index.ts'
import { licence } from '../formats/envelope.ts'
import { formats } from '../formats/index.ts'
import { freshnessSeconds } from '../http/freshness.ts'
import { problemMediaType, problems } from '../http/problem.ts'
import { about } from './about.ts'
import { envelopeSchema, faultSchema, indexSchema, problemSchema, statusSchema } from './schemas.ts'

type Registry = OpenAPIHono['openAPIRegistry']
type Route = Parameters<Registry['registerPath']>[0]

const pascal = (name: string) => name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

/** A row as an answer gives it: `fields` may leave columns out, `labels` adds some. */
const answerRow = ({ row }: Dataset) =>
  (row as unknown as z.ZodObject)
    .partial()
    .catchall(z.string().nullable().meta({ description: 'A label, with labels=it or en.' }))

const problemContent = (schema: z.ZodType) => ({ [problemMediaType.split(';')[0]!]: { schema } })

const failures = (problem: z.ZodType, statuses: readonly number[]): Route['responses'] =>
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

const formatParameter = z.enum(formats.map(({ extension }) => extension) as [string, ...string[]]).meta({
  description: `The format: ${formats.map(({ extension, title }) => `${extension} (${title})`).join(', ')}. Always whole.`,
  example: 'csv',
})

const textContent = (row: z.ZodType) =>
  Object.fromEntries(
    formats.map(({ extension, mediaType }) => [
      mediaType.split(';')[0]!,
      { schema: extension === 'ndjson' ? row : z.string() },
    ]),
  )

const cached = `An answer may be kept for the seconds that Cache-Control says, and is at most ${freshnessSeconds} seconds old. If-None-Match with the ETag gives 304.`

const keyParameters = ({ name, key, columns }: Dataset, depth: number) =>
  Object.fromEntries(
    key
      .slice(0, depth)
      .map((part, at) => [
        part,
        z.string().meta({ description: columns[part]!.description, example: about.examples[name]?.[at] ?? part }),
      ]),
  )

/** The paths of one dataset: all rows, then rows below each part of the key; in JSON, then in the other formats. */
const registerDataset = (registry: Registry, dataset: Dataset, problem: z.ZodType): void => {
  const { name, title_en, description_en, key } = dataset
  const row = registry.register(pascal(name), answerRow(dataset))
  const responses = failures(problem, [400, 404, 414, 429, 503])
  for (let depth = 0; depth <= key.length; depth += 1) {
    const parts = key.slice(0, depth)
    const one = depth === key.length
    const path = [`/${name}`, ...parts.map((part) => `{${part}}`)].join('/')
    const id = [name, ...parts].join('_')
    const params = keyParameters(dataset, depth)
    const summary = depth === 0 ? title_en : `${title_en}: ${one ? 'one row' : 'rows'} by ${parts.join(' and ')}`
    const common = { method: 'get' as const, tags: [name], description: `${description_en} ${cached}` }
    const data = envelopeSchema(one ? row : z.array(row))
    registry.registerPath({
      ...common,
      path,
      operationId: one ? `show_${id}` : `list_${id}`,
      summary,
      request: { params: z.object(params), query: querySchema(dataset, true) },
      responses: { 200: { description: summary, content: { 'application/json': { schema: data } } }, ...responses },
    })
    registry.registerPath({
      ...common,
      path: `${path}.{format}`,
      operationId: `download_${id}`,
      summary: `${summary}, as CSV or NDJSON`,
      request: { params: z.object({ ...params, format: formatParameter }), query: querySchema(dataset, false) },
      responses: { 200: { description: summary, content: textContent(row) }, ...responses },
    })
  }
}

const registerService = (registry: Registry, problem: z.ZodType): void => {
  const common = { method: 'get' as const, tags: ['service'] }
  registry.registerPath({
    ...common,
    path: '/',
    operationId: 'list_datasets',
    summary: 'What there is',
    description: `The datasets with their titles, rows and links, and the current release. ${cached}`,
    responses: {
      200: { description: 'The datasets', content: { 'application/json': { schema: indexSchema } } },
      ...failures(problem, [414, 429, 503]),
    },
  })
  registry.registerPath({
    ...common,
    path: '/status',
    operationId: 'show_status',
    summary: 'Health of the service',
    description: 'Which release is served and since when that is known. Never stored; reads the pointer, not the data.',
    responses: {
      200: { description: 'The service answers', content: problemContent(statusSchema) },
      ...failures(problem, [429, 503]),
    },
  })
}

interface Document {
  paths: Record<string, { get: { tags: string[]; parameters?: { name: string; in: string }[] } }>
  components: { parameters: Record<string, object> }
}

/** Writes each query parameter of a dataset once, and refers to it from its operations. */
const shareParameters = (document: Document): Document => {
  const parameters: Record<string, object> = {}
  for (const { get } of Object.values(document.paths))
    get.parameters &&= get.parameters.map((parameter) => {
      if (parameter.in !== 'query') return parameter
      const name = pascal(`${get.tags[0]}_${parameter.name}`)
      parameters[name] = parameter
      return { $ref: `#/components/parameters/${name}` } as never
    })
  document.components.parameters = parameters
  return document
}

/** OpenAPI 3.1, from the declarations that validate the requests. */
export const openapi = (origin: string): object => {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  const fault = registry.register('Fault', faultSchema)
  const problem = registry.register('Problem', problemSchema(fault))
  registerService(registry, problem)
  for (const dataset of datasets) registerDataset(registry, dataset, problem)
  const { webhooks: _, ...document } = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { ...about.info, license: { name: licence.title, identifier: licence.id } },
    servers: [
      { url: `${origin}/v1`, description: 'The API', ...(origin.startsWith('http:') ? { 'x-sandbox': true } : {}) },
    ],
    security: [],
    tags: [
      { name: 'service', description: 'What there is, and whether it answers' },
      ...datasets.map(({ name, description_en }) => ({ name, description: description_en })),
    ],
  } as never)
  return shareParameters(document as unknown as Document)
}
