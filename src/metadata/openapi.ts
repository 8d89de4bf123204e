import { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import { querySchema } from '../dataset/parameters.ts'
import { datasets } from '../datasets/index.ts'
import { changeList, releaseList } from '../datasets/releases.ts'
import { licence } from '../formats/envelope.ts'
import { about } from './about.ts'
import {
  answerRow,
  cached,
  failures,
  formatParameter,
  pascal,
  problemContent,
  textContent,
  type Registry,
} from './operations.ts'
import { envelopeSchema, faultSchema, indexSchema, problemSchema, releaseSchema, statusSchema } from './schemas.ts'

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

const optional = (description: string) => z.string().optional().meta({ description })

/** Lists that no release holds, with their parameters. */
const lists = [
  { list: releaseList as unknown as Dataset, query: z.object({}) },
  {
    list: changeList as unknown as Dataset,
    query: z.object({
      from: optional('The release before; by default the one published before `to`.'),
      to: optional('The release after; by default the current one.'),
      dataset: optional('One dataset; by default all.'),
    }),
  },
]

const ofReleases = { method: 'get' as const, tags: ['releases'] }
const releaseFailures = [400, 404, 410, 414, 429, 503]

const registerList = (registry: Registry, { list, query }: (typeof lists)[number], problem: z.ZodType): void => {
  const { name, title_en, description_en } = list
  const row = registry.register(pascal(name), answerRow(list))
  const responses = failures(problem, releaseFailures)
  const common = { ...ofReleases, description: `${description_en} ${cached}` }
  registry.registerPath({
    ...common,
    path: `/${name}`,
    operationId: `list_${name}`,
    summary: title_en,
    request: { query },
    responses: {
      200: { description: title_en, content: { 'application/json': { schema: envelopeSchema(z.array(row)) } } },
      ...responses,
    },
  })
  registry.registerPath({
    ...common,
    path: `/${name}.{format}`,
    operationId: `download_${name}`,
    summary: `${title_en}, as CSV or NDJSON`,
    request: { params: z.object({ format: formatParameter }), query },
    responses: { 200: { description: title_en, content: textContent(row) }, ...responses },
  })
}

/** What is told of releases, and what differs between two of them. */
const registerReleases = (registry: Registry, problem: z.ZodType): void => {
  for (const one of lists) registerList(registry, one, problem)
  const release = z
    .string()
    .meta({ description: 'A release: day of publication and number on that day.', example: about.release })
  registry.registerPath({
    ...ofReleases,
    path: '/releases/{release}',
    operationId: 'show_release',
    summary: 'The manifest of a release',
    description: `Rows, digest and bytes of each dataset. Every path of a dataset answers below it too, pinned: its rows never change. ${cached}`,
    request: { params: z.object({ release }) },
    responses: {
      200: { description: 'The manifest', content: { 'application/json': { schema: releaseSchema } } },
      ...failures(problem, releaseFailures),
    },
  })
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
  registerReleases(registry, problem)
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
      { name: 'releases', description: 'Immutable copies of all datasets, and what changed between them' },
      ...datasets.map(({ name, description_en }) => ({ name, description: description_en })),
    ],
  } as never)
  return shareParameters(document as unknown as Document)
}
