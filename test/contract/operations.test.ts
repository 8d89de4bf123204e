import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { kindOf } from '../../src/http/kind.ts'
import { handlers } from '../../src/routes/handlers.ts'
import { operations } from '../../src/routes/operations/index.ts'
import { routes } from '../../src/routes/router.ts'
import { get, json } from './client.ts'
import { publishEdited } from './editions.ts'

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: Record<string, unknown>
  example?: string
  $ref?: string
}
interface Operation {
  operationId: string
  parameters: Parameter[]
  responses: Record<string, unknown>
}
interface Document {
  servers: { url: string; 'x-sandbox': boolean }[]
  paths: Record<string, { get: Operation; servers?: { url: string }[] }>
  components: { parameters: Record<string, Parameter>; schemas: Record<string, Record<string, unknown>> }
}

const document = await json<Document>('/openapi.json')
const resolve = (parameter: Parameter) =>
  parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1)!]! : parameter
const documented = Object.entries(document.paths).map(([path, { get: operation, servers }]) => ({
  path: servers ? path : `/v1${path}`,
  ...operation,
  parameters: operation.parameters.map(resolve),
}))

// Two releases, so that there are changes to ask for.
beforeAll(async () => {
  await publishEdited('2026-11-22T08:00:00Z', 'Edited', 1)
})

describe('the one list of operations', () => {
  it('has a handler for each, and each handler an operation', () => {
    expect(new Set(operations.map(({ handler }) => handler))).toEqual(new Set(Object.keys(handlers)))
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  })

  it('is what the document lists', () => {
    expect(documented.map(({ path, operationId }) => [path, operationId])).toEqual(
      operations.map(({ path, id }) => [path, id]),
    )
    for (const path of [
      '/v1',
      '/v1/releases/{release}/SHA256SUMS',
      '/v1/releases.atom',
      '/v1/{dataset}.csv-metadata.json',
    ])
      expect(documented.map((operation) => operation.path)).toContain(path)
  })

  it('routes each pattern once', () => {
    expect(new Set(routes.map(({ route }) => route)).size).toBe(routes.length)
    expect(routes.map(({ route }) => route)).toContain('/v1/releases/:release/SHA256SUMS')
  })

  it('documents 304 where there is an ETag, and 405 everywhere', () => {
    for (const { path, responses } of documented) {
      expect(Object.keys(responses), path).toContain('405')
      const redirects = '303' in responses || '307' in responses
      expect('304' in responses, path).toBe(!redirects && path !== '/v1/status')
    }
  })
})

const fill = (path: string, parameters: readonly Parameter[], release: string) =>
  parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((filled, { name, example }) => {
      const value = name === 'release' ? release : name === 'key' ? '2022' : example
      if (value === undefined) throw new Error(`${path}: ${name} has no example`)
      return filled.replace(`{${name}}`, value)
    }, path)

describe('the documented examples', () => {
  it.each(documented.map((operation) => [operation.path, operation] as const))(
    '%s answers',
    async (path, operation) => {
      const query = operation.parameters
        .filter((parameter) => parameter.in === 'query' && parameter.required)
        .map(({ name, example }) => `${name}=${encodeURIComponent(example!)}`)
      const address = [fill(path, operation.parameters, '2026-11-21.1'), ...query].join('?')
      const response = await get(address)
      const body = await response.text()
      expect([address, response.status]).toEqual([address, operation.responses['200'] ? 200 : response.status])
      expect(operation.responses, `${address}: ${response.status}`).toHaveProperty(String(response.status))
      if (!operation.responses['200'])
        return expect(response.headers.get('location')).toMatch(/^http:\/\/api\.test\/v1/)
      expect(body.length).toBeGreaterThan(2)
    },
  )
})

const first = (schema: Record<string, unknown>): string[] => {
  const {
    type,
    enum: values,
    items,
    minimum,
    maximum,
  } = schema as {
    type: string
    enum?: string[]
    items?: Record<string, unknown>
    minimum?: number
    maximum?: number
  }
  if (values) return values
  if (type === 'array') return first(items!)
  if (type === 'integer') return [String(minimum), String(maximum)]
  return []
}

describe('the documented parameters', () => {
  it('have each a type, and bounds, a list or a pattern', () => {
    for (const { path, parameters } of documented)
      for (const { name, schema } of parameters) {
        const place = `${path} ${name}`
        const leaf = (schema['type'] === 'array' ? schema['items'] : schema) as Record<string, unknown>
        expect(['string', 'integer', 'array'], place).toContain(schema['type'])
        if (schema['type'] === 'array')
          expect([schema['minItems'], typeof schema['maxItems']], place).toEqual([1, 'number'])
        if (leaf['type'] === 'integer') expect([leaf['minimum'], typeof leaf['maximum']], place).toEqual([1, 'number'])
        else if (name !== 'key' && leaf['enum'] === undefined) expect(typeof leaf['pattern'], place).toBe('string')
      }
  })

  // What a document allows, a client generated from it may send.
  const lists = documented.filter(
    ({ operationId }) => /^(list|download)_/.test(operationId) && !operationId.includes('pinned'),
  )
  it.each(lists.map((operation) => [operation.operationId, operation] as const))(
    '%s takes every value that its lists and bounds name',
    async (_, { path, parameters }) => {
      for (const { name, schema, ...rest } of parameters.filter((parameter) => parameter.in === 'query'))
        for (const value of first(schema)) {
          const address = `${fill(path, parameters, '2026-11-21.1')}?${name}=${encodeURIComponent(value)}`
          const { status } = await get(address, { method: 'HEAD' })
          expect([address, status, rest.in]).toEqual([address, 200, 'query'])
        }
    },
    60_000,
  )

  it('limit is a whole number from 1 to 10000', () => {
    const { schema } = documented
      .find(({ path }) => path === '/v1/facts')!
      .parameters.find(({ name }) => name === 'limit')!
    expect(schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 10_000 })
  })
})

describe('the schemas of answers', () => {
  it.each(['Facts', 'Snapshots', 'Observations'])('%s: a number is a number beside labels that are text', (name) => {
    const { properties, additionalProperties } = document.components.schemas[name] as {
      properties: Record<string, unknown>
      additionalProperties: unknown
    }
    expect(additionalProperties).toBe(false)
    expect(properties['axis_label']).toMatchObject({ type: ['string', 'null'] })
    expect(properties['year']).toMatchObject({ type: 'integer' })
  })

  it.each(['/v1/releases', '/v1/facts?limit=1', '/v1/axes/1', '/v1'])('%s states its query', async (path) => {
    const { meta } = await json<{ meta: { query: string } }>(path)
    expect(meta.query).toBe(path.split('?')[1] ?? '')
  })
})

describe('the document as it is served', () => {
  it('names the address that it was asked at, and whether it is for trying only', async () => {
    expect(document.servers).toMatchObject([{ url: 'http://api.test/v1', 'x-sandbox': true }])
    expect(JSON.stringify(document)).not.toContain('.invalid')
    expect(z.url().safeParse(document.servers[0]!.url).success).toBe(true)
  })
})

describe('kinds of addresses', () => {
  it.each([
    ['/v1', 'api'],
    ['/v1/facts/paid-2022-1', 'api'],
    ['/openapi.json', 'api'],
    ['/catalog.ttl', 'api'],
    ['/datapackage.json', 'api'],
    ['/oembed', 'api'],
    ['/.well-known/api-catalog', 'api'],
    ['/embed/facts/paid-2022-1', 'embed'],
    ['/', 'page'],
    ['/en', 'page'],
    ['/problems/not-found', 'page'],
  ])('%s is for the %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })
})
