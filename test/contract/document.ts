import { Ajv2020 } from 'ajv/dist/2020.js'
import { json } from './client.ts'

/** One parameter of an operation, as the OpenAPI document has it. */
export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: Record<string, unknown>
  example?: string
  description?: string
  $ref?: string
}

interface Answer {
  $ref?: string
  headers?: Record<string, unknown>
  content?: Record<string, { schema: Record<string, unknown> }>
}

interface Operation {
  operationId: string
  summary: string
  description: string
  parameters: Parameter[]
  responses: Record<string, Answer>
}

interface Document {
  info: { description: string }
  servers: { url: string; 'x-sandbox': boolean }[]
  paths: Record<string, { get: Operation; servers?: { url: string }[] }>
  components: {
    parameters: Record<string, Parameter>
    responses: Record<string, Answer>
    schemas: Record<string, Record<string, unknown>>
  }
}

/** The OpenAPI document as it is served. */
export const document = await json<Document>('/openapi.json')

const last = (reference: string) => reference.split('/').at(-1)!
const parameterAt = (parameter: Parameter) =>
  parameter.$ref ? document.components.parameters[last(parameter.$ref)]! : parameter
const answerAt = (answer: Answer) => (answer.$ref ? document.components.responses[last(answer.$ref)]! : answer)

/** Every operation with its whole path and without references. */
export const documented = Object.entries(document.paths).map(([path, { get: operation, servers }]) => ({
  path: servers ? path : `/v1${path}`,
  ...operation,
  parameters: operation.parameters.map(parameterAt),
  responses: Object.fromEntries(
    Object.entries(operation.responses).map(([status, answer]) => [status, answerAt(answer)]),
  ),
}))

export type Documented = (typeof documented)[number]

/** An address with one more parameter. */
export const asking = (address: string, parameter: string) =>
  `${address}${address.includes('?') ? '&' : '?'}${parameter}`

/** The address that an operation's examples make; `other` stands in the place of some of them. */
export const fill = ({ path, parameters }: Documented, other: Readonly<Record<string, string>> = {}) => {
  const valueOf = ({ name, example }: Parameter) => {
    const value = other[name] ?? example
    if (value === undefined) throw new Error(`${path}: ${name} has no example`)
    return value
  }
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((address, parameter) => address.replace(`{${parameter.name}}`, valueOf(parameter)), path)
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required)
  const query = needed.map((parameter) => `${parameter.name}=${encodeURIComponent(valueOf(parameter))}`)
  return [filled, ...(query.length > 0 ? [query.join('&')] : [])].join('?')
}

const formats = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  uri: URL.canParse,
  int32: true,
  int64: true,
  double: true,
} as const

/** A validator that is no code of ours, with the document under the name `openapi`. */
export const ajv = new Ajv2020({ allErrors: true, strict: false, formats })
ajv.addSchema(document, 'openapi')

const pointer = (segment: string) => segment.replaceAll('~', '~0').replaceAll('/', '~1')

/** What is wrong with a response by the document: its status, its type, its headers, its body. A validator judges that is no code of ours. */
export const complaints = async (operation: Documented, response: Response): Promise<string[]> => {
  const { path, responses } = operation
  const { status } = response
  const answer = responses[status]
  if (!answer) return [`${status} is not documented`]
  const text = new TextDecoder().decode(await response.arrayBuffer())
  const missing = Object.keys(answer.headers ?? {}).filter(
    (name) => !/^X-RateLimit|^Last-Modified$|^Row-Count$/.test(name) && !response.headers.has(name),
  )
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0]!
  const media = answer.content?.[type]
  if (missing.length > 0) return missing.map((name) => `${status} has no ${name}`)
  if (!answer.content) return text === '' ? [] : [`${status} has a body`]
  if (!media) return [`${status} is ${type}, which is not documented`]
  if (!type.includes('json')) return text.length > 0 ? [] : [`${status} is empty`]
  const { $ref } = media.schema as { $ref: string }
  const validate = ajv.compile({ $ref: `openapi${$ref.split('/').map(pointer).join('/').replaceAll('~1', '/')}` })
  const values = type === 'application/x-ndjson' ? text.trimEnd().split('\n') : [text]
  return values.flatMap((value) =>
    validate(JSON.parse(value)) ? [] : [`${path} ${status}: ${JSON.stringify(validate.errors?.slice(0, 3))}`],
  )
}
