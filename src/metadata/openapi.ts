import * as z from 'zod'
import { problemMediaType, problems, type ProblemType } from '../dataset/problem.ts'
import { about } from './about.ts'
import type { Contract, Operation } from './operation.ts'
import { originPlaceholder, sandboxPlaceholder } from './openapi-origin.ts'
import { sharedSchemas } from './schemas.ts'

type Schema = Record<string, unknown>

/** A chapter of the document. */
export interface Tag {
  name: string
  description: string
}

/** The components of the document: each schema once, under a name. */
interface Components {
  nameOf: (schema: z.ZodType, name: string) => Schema
  write: () => Record<string, Schema>
}

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

const pascal = (name: string): string =>
  name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

const collectComponents = (): Components => {
  const registry = z.registry<{ id: string }>()
  return {
    nameOf: (schema, name) => {
      if (!registry.has(schema)) registry.add(schema, { id: schema.meta()?.title ?? name })
      return reference(registry.get(schema)!.id)
    },
    write: () => {
      const { schemas } = z.toJSONSchema(registry, {
        uri: (id) => `#/components/schemas/${id}`,
        unrepresentable: 'any',
      })
      return Object.fromEntries(
        Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
      )
    },
  }
}

/** The schema of one parameter, as a client writes it. */
const inputSchema = (schema: z.ZodType): Schema => {
  const { properties } = z.toJSONSchema(z.object({ parameter: schema }), { io: 'input', unrepresentable: 'any' })
  return { ...(properties?.['parameter'] as Schema) }
}

const parameterOf = (name: string, place: 'path' | 'query', zod: z.ZodType): Schema => {
  const { description, example, required, ...schema } = inputSchema(zod)
  return {
    name,
    in: place,
    required: place === 'path' || required === true,
    ...(description !== undefined && { description }),
    ...(schema['type'] === 'array' && { style: 'form', explode: false }),
    schema,
    ...(example !== undefined && { example }),
  }
}

const text = { type: 'string' }

/** Headers that answers share. ModI wants limits beside each header of a 200, so ETag stands with 304 and in the descriptions. */
const headers: Readonly<Record<string, Schema>> = {
  ETag: { description: 'Weak; send it back in If-None-Match.', schema: text },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', format: 'int32' } },
  Location: { description: 'Where it is.', schema: { type: 'string', format: 'uri' } },
}

const refer = (kind: 'headers' | 'responses', name: string): Schema => ({ $ref: `#/components/${kind}/${name}` })
const headersNamed = (...names: readonly string[]): Schema =>
  Object.fromEntries(names.map((name) => [name, refer('headers', name)]))

const pascalCase = (type: ProblemType) => pascal(type.replaceAll('-', '_'))

/** What an address answers when it fails, by problem type. */
const failureResponses = (operations: readonly Operation[]): Record<string, Schema> =>
  Object.fromEntries(
    [...new Set(operations.flatMap(({ failures }) => failures))].map((type) => {
      const { status, title, remedy } = problems[type]
      return [
        pascalCase(type),
        {
          description: `${title}. ${remedy}`,
          ...((status === 503 || status === 429) && { headers: headersNamed('Retry-After') }),
          content: { [problemMediaType.split(';')[0]!]: { schema: reference('Problem') } },
        },
      ]
    }),
  )

const notModified = {
  description: 'The copy that the client has is current.',
  headers: headersNamed('ETag'),
}

const responsesOf = (operation: Operation, answers: Contract['answers'], components: Components): Schema => {
  const { id, validated, redirects, failures, summary } = operation
  const content = Object.entries(answers).map(([mediaType, schema]) => [
    mediaType.split(';')[0]!,
    { schema: components.nameOf(schema, `${pascal(id)}Answer`) },
  ])
  const found = {
    description: summary,
    ...(content.length > 0 && { content: Object.fromEntries(content) as Schema }),
  }
  return {
    ...(redirects ? { [redirects]: { description: summary, headers: headersNamed('Location') } } : { 200: found }),
    ...(validated && { 304: refer('responses', 'NotModified') }),
    ...Object.fromEntries(failures.map((type) => [problems[type].status, refer('responses', pascalCase(type))])),
  }
}

/** Query parameters are written once and referred to: the operations of a dataset share them. */
const collectParameters = () => {
  const parameters: Record<string, Schema> = {}
  const add = (tag: string, parameter: Schema): Schema => {
    const written = JSON.stringify(parameter)
    const base = pascal(`${tag}_${String(parameter['name'])}`)
    const name = [base, `${base}2`, `${base}3`].find(
      (candidate) => (JSON.stringify(parameters[candidate]) ?? written) === written,
    )!
    parameters[name] = parameter
    return { $ref: `#/components/parameters/${name}` }
  }
  return { parameters, add }
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

/** OpenAPI 3.1, from the operations that route and validate the requests. `originPlaceholder` stands where the address of the API goes. */
export const openapi = (operations: readonly Operation[], tags: readonly Tag[]): object => {
  const components = collectComponents()
  const { parameters, add } = collectParameters()
  for (const [name, schema] of Object.entries(sharedSchemas)) components.nameOf(schema, name)
  const paths = operations.map((operation) => {
    const { id, path, tag, summary, description } = operation
    const { parts = {}, query, answers } = operation.contract()
    const get = {
      operationId: id,
      tags: [tag],
      summary,
      description,
      parameters: [
        ...Object.entries(parts).map(([name, schema]) => parameterOf(name, 'path', schema)),
        ...Object.entries(query?.shape ?? {}).map(([name, schema]) =>
          add(tag, parameterOf(name, 'query', schema as z.ZodType)),
        ),
      ],
      responses: responsesOf(operation, answers, components),
    }
    return pathItem(path, get)
  })
  return {
    openapi: '3.1.0',
    info: about,
    servers: [serverAt(base)],
    security: [],
    tags,
    paths: Object.fromEntries(paths),
    components: {
      schemas: components.write(),
      parameters,
      headers,
      responses: { NotModified: notModified, ...failureResponses(operations) },
    },
  }
}
