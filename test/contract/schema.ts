import type { ValidateFunction } from 'ajv/dist/2020.js'
import { json } from './client.ts'
import { ajv } from './document.ts'

/** A JSON Schema, as far as tests read it. */
export interface Schema {
  type?: string | string[]
  format?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  $ref?: string
}

interface Document {
  paths: Record<string, { get: { responses: Record<string, { content?: Record<string, { schema: Schema }> }> } }>
  components: { schemas: Record<string, Schema> }
}

/** The OpenAPI document as it is served. */
const document = await json<Document>('/openapi.json')

/** A validator, which is no code of ours, for the JSON that the document promises of a path below /v1. */
export const validatorFor = (path: string): ValidateFunction => {
  const { $ref } = document.paths[path]!.get.responses['200']!.content!['application/json']!.schema
  return ajv.compile({ $ref: `openapi${$ref!}` })
}

/** The row of an answer, under the name that the document gives it. */
export const rowSchema = (path: string): Schema => {
  const follow = (schema: Schema): Schema =>
    schema.$ref ? follow(document.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema
  const { schema } = document.paths[path]!.get.responses['200']!.content!['application/json']!
  const { data } = follow(schema).properties as { data: Schema & { items: Schema } }
  return follow(data.items)
}

/** `integer`, `string date`, `number or null`: what a column may hold. */
export const typeOf = ({ type, format, anyOf }: Schema): string =>
  anyOf
    ? anyOf.map(typeOf).join(' or ')
    : [type, format]
        .flat()
        .filter((word) => word !== undefined)
        .join(' ')
