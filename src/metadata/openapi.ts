import { deprecationText } from '../dataset/deprecation.ts'
import { about } from './about.ts'
import { guide } from './guide.ts'
import { collectComponents, collectParameters, parameterOf, type Schema } from './openapi-components.ts'
import { originPlaceholder, sandboxPlaceholder } from './openapi-origin.ts'
import { headers, responsesOf, sharedResponses } from './openapi-responses.ts'
import type { Operation } from './operation.ts'
import { sharedExamples } from './examples.ts'
import { sharedSchemas } from './schemas.ts'

/** A chapter of the document. */
export interface Tag {
  name: string
  /** What people call it. */
  title: string
  description: string
  /** The part of the document that it stands in. */
  group: string
}

const base = '/v1'
const serverAt = (path: string): Schema => ({
  url: originPlaceholder + path,
  description: 'The API',
  'x-sandbox': sandboxPlaceholder,
})

/** ModI wants `/status`, so that paths begin below `/v1`; what lies elsewhere names its server. */
const pathItem = (path: string, get: Schema): [string, Schema] =>
  path.startsWith(`${base}/`) ? [path.slice(base.length), { get }] : [path, { servers: [serverAt('')], get }]

const groupsOf = (tags: readonly Tag[]) =>
  [...new Set(tags.map(({ group }) => group))].map((name) => ({
    name,
    tags: tags.filter(({ group }) => group === name).map((tag) => tag.name),
  }))

/**
 * OpenAPI 3.1, from the operations that route and validate the requests. `examples` are rows by the name of their schema.
 * `originPlaceholder` stands where the address of the API goes.
 */
export const openapi = (
  operations: readonly Operation[],
  tags: readonly Tag[],
  examples: Readonly<Record<string, unknown>>,
): object => {
  const components = collectComponents()
  const { parameters, add } = collectParameters()
  for (const [name, schema] of Object.entries(sharedSchemas)) components.nameOf(schema, name)
  const paths = operations.map((operation) => {
    const { id, path, tag, summary, description, deprecated } = operation
    const { parts = {}, query, answers } = operation.contract()
    const get = {
      operationId: id,
      tags: [tag],
      summary,
      description: deprecated ? `${deprecationText(deprecated)}\n\n${description}` : description,
      ...(deprecated && { deprecated: true }),
      parameters: [
        ...Object.entries(parts).map(([name, schema]) => add(tag, parameterOf(name, 'path', schema))),
        ...Object.entries(query?.shape ?? {}).map(([name, schema]) => add(tag, parameterOf(name, 'query', schema))),
      ],
      responses: responsesOf(operation, answers, components),
    }
    return pathItem(path, get)
  })
  return {
    openapi: '3.1.0',
    info: { ...about, description: guide(originPlaceholder) },
    servers: [serverAt(base)],
    security: [],
    tags: tags.map(({ name, title, description }) => ({ name, 'x-displayName': title, description })),
    'x-tagGroups': groupsOf(tags),
    paths: Object.fromEntries(paths),
    components: {
      schemas: components.write({ ...sharedExamples, ...examples }),
      parameters,
      headers,
      responses: sharedResponses(operations),
    },
  }
}
