import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { datasets } from '../../src/datasets/index.ts'
import { kindOf } from '../../src/http/kind.ts'
import { handlers } from '../../src/routes/handlers.ts'
import { operations } from '../../src/routes/operations/index.ts'
import { routes } from '../../src/routes/router.ts'
import { get, json } from './client.ts'
import { asking, document, documented, fill } from './document.ts'
import { publishEdited } from './editions.ts'

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
      const stored = !['/', '/v1/releases/latest', '/v1/status'].includes(path)
      expect('304' in responses, path).toBe(stored)
    }
  })
})

/** The answer at the end of the way, as browsers and consoles get it. */
const follow = async (address: string): Promise<Response> => {
  const response = await get(address)
  const { pathname, search } = new URL(response.headers.get('Location') ?? 'http://api.test/')
  return response.status < 300 || response.status >= 400 ? response : follow(pathname + search)
}

describe('the documented examples', () => {
  it.each(documented.map((operation) => [operation.path, operation] as const))(
    '%s answers 200, at once or where it leads to',
    async (_, operation) => {
      const { responses } = operation
      const address = fill(operation)
      const { status } = await get(address)
      expect(responses, `${address}: ${status}`).toHaveProperty(String(status))
      const response = await follow(address)
      expect([address, response.status]).toEqual([address, 200])
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(2)
    },
  )

  it('in the guide and in descriptions answer 200', async () => {
    const links = [...document.info.description.matchAll(/\]\(http:\/\/api\.test(\/[^)]*)\)/g)].map(([, path]) => path!)
    expect(links.length).toBeGreaterThanOrEqual(10)
    const told = documented.flatMap(({ description }) =>
      [...description.matchAll(/Example: `(\/[^`]+)`/g)].map(([, path]) => path!),
    )
    expect(told.length).toBeGreaterThan(56)
    for (const path of new Set([...links, ...told])) expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  it.each(documented.map((operation) => [operation.operationId, operation] as const))(
    'of the parameters of %s answer 200',
    async (_, operation) => {
      for (const { description } of operation.parameters.filter((parameter) => parameter.in === 'query'))
        for (const [, example] of (description ?? '').matchAll(/Example: `([^`]+)`/g)) {
          const address = asking(fill(operation), example!)
          const { status } = await get(address, { method: 'HEAD' })
          expect([address, status]).toEqual([address, 200])
        }
    },
    60_000,
  )
})

describe('a console', () => {
  it('fills in what is needed and nothing else', () => {
    for (const { path, parameters } of documented)
      for (const { name, in: place, required, schema, ...rest } of parameters) {
        const told = [rest, schema, (schema['items'] ?? {}) as object].flatMap(Object.keys)
        const prefilled = told.filter((key) => /^(default|examples?)$/.test(key))
        expect([path, name, prefilled]).toEqual([path, name, required ? ['example'] : []])
        // The first value of a list is chosen by some consoles; an array of such values begins empty.
        if (place === 'query') expect([path, name, 'enum' in schema]).toEqual([path, name, false])
      }
  })

  it('offers for one row what one row takes', async () => {
    const rows = documented.filter(({ responses }) => JSON.stringify(responses['200']).includes('one row'))
    expect(rows.length).toBe(2 * datasets.length)
    for (const { path, parameters } of rows)
      expect([path, parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)]).toEqual([
        path,
        ['fields', 'labels'],
      ])
    for (const query of ['year=2022', 'axis=1', 'q=a', 'sort=value', 'limit=1', 'cursor=x']) {
      const [parameter] = query.split('=')
      const response = await get(`/v1/facts/paid-2022-1?${query}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errors: [
          {
            code: 'unknown_parameter',
            parameter,
            allowed: ['fields', 'labels'],
            detail: `${parameter}: this address gives one row and accepts only fields and labels; to filter, use /v1/facts.`,
          },
        ],
      })
      expect((await get(`/v1/facts/paid-2022-1.csv?${query}`)).status).toBe(400)
    }
    expect((await get('/v1/facts/paid-2022-1?fields=code,value&labels=en&_=7')).status).toBe(200)
  })
})

const first = (schema: Record<string, unknown>): string[] => {
  const {
    type,
    oneOf,
    enum: values,
    items,
    minimum,
    maximum,
  } = schema as {
    type: string
    oneOf?: { const: string }[]
    enum?: string[]
    items?: Record<string, unknown>
    minimum?: number
    maximum?: number
  }
  if (values) return values
  if (oneOf) return oneOf.map((term) => term.const)
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
        else if (leaf['enum'] === undefined && leaf['oneOf'] === undefined)
          expect([typeof leaf['pattern'], typeof leaf['maxLength']], place).toEqual(['string', 'number'])
      }
  })

  // What a document allows, a client generated from it may send.
  const lists = documented.filter(
    ({ operationId }) => /^(list|download)_/.test(operationId) && !operationId.includes('pinned'),
  )
  it.each(lists.map((operation) => [operation.operationId, operation] as const))(
    '%s takes every value that its lists and bounds name',
    async (_, operation) => {
      for (const { name, schema, ...rest } of operation.parameters.filter((parameter) => parameter.in === 'query'))
        for (const value of first(schema)) {
          const address = `${fill(operation)}?${name}=${encodeURIComponent(value)}`
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
    ['/robots.txt', 'api'],
    ['/sitemap.xml', 'api'],
    ['/llms.txt', 'api'],
    ['/favicon.ico', 'api'],
    ['/embed/facts/paid-2022-1', 'embed'],
    ['/', 'page'],
    ['/en', 'page'],
    ['/problems/not-found', 'page'],
  ])('%s is for the %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })
})
