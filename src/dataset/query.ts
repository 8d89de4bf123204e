import type * as z from 'zod'
import { pageRowsMax } from './bounds.ts'
import type { Dataset } from './define.ts'
import { echo, fault, suggestedMax, unknownParameter, type Fault } from './fault.ts'
import { showFilter, type Part } from './filter.ts'
import type { Sense } from './meaning.ts'
import { querySchema, rowQuerySchema } from './parameters.ts'

/** A request for rows, read and checked. `fields` is in the order of the declaration; an empty `sort` is the key. */
export interface Query {
  where: Record<string, Part[]>
  /** The words that are looked for, folded. */
  q?: string
  /** What those words mean in a release. */
  senses?: readonly Sense[]
  sort: { column: string; descending: boolean }[]
  fields: string[]
  labels?: 'it' | 'en'
  limit: number
  cursor?: string
}

/** What the schema yields: the parameters that are no filter, and the filters by column. */
interface Parsed {
  q?: string
  sort?: string[]
  fields?: string[]
  labels?: 'it' | 'en'
  limit?: number
  cursor?: string
}

/** Parameters that other sites add to links; ignored, and never part of a key. */
const ignored = /^(utm_.*|fbclid|gclid|_)$/

/** The fault of a parameter that is not among the allowed ones. */
const unknown = (name: string, value: string, allowed: readonly string[], at: number): Fault => {
  // What spreadsheets and scripts append so that no cache answers them.
  if (/^\d+$/.test(name) && value === '')
    return {
      ...fault(
        'unknown_parameter',
        name,
        value,
        [...allowed, '_'],
        `there is no such parameter here. If the number only serves to get a fresh answer, write _=${echo(name)}.`,
      ),
      suggestions: [{ value: `_=${echo(name)}` }],
    }
  return allowed.length === 0
    ? fault('unknown_parameter', name, value, ['no parameter'], 'this address takes no parameters.')
    : unknownParameter(
        name,
        value,
        allowed.map((other) => ({ value: other })),
        // Only the first faults are told.
        at < suggestedMax ? {} : { suggestions: [] },
      )
}

const faultsOf = (
  issue: z.core.$ZodIssue,
  given: Record<string, readonly string[]>,
  allowed: readonly string[],
): Fault[] => {
  if (issue.code === 'custom') return [issue.params as Fault]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key, at) => unknown(key, (given[key] ?? []).join(','), allowed, at))
  const name = String(issue.path[0])
  const values = given[name] ?? []
  return [
    fault(
      'repeated_parameter',
      name,
      values.join(' and '),
      ['the parameter once'],
      `given ${values.length} times; give it once, with commas between values.`,
    ),
  ]
}

// Building a schema costs more than reading a query, and a request has only so many milliseconds.
const schemas = new Map<string, ReturnType<typeof querySchema>>()

const schemaOf = (dataset: Dataset, paged: boolean, single: boolean) => {
  const key = `${dataset.name} ${single ? 'row' : paged}`
  const schema = schemas.get(key) ?? (single ? rowQuerySchema(dataset) : querySchema(dataset, paged))
  schemas.set(key, schema)
  return schema
}

/** The parameters that a dataset takes, as errors list them. */
export const parameterNames = (dataset: Dataset, paged: boolean, single: boolean): string[] =>
  Object.keys(schemaOf(dataset, paged, single).shape)

/** Says of a filter that is asked of one row where it may be asked. */
const misplaced = (dataset: Dataset, wrong: Fault): Fault => {
  const { code, parameter, value } = wrong
  if (code !== 'unknown_parameter' || !Object.hasOwn(schemaOf(dataset, true, false).shape, parameter)) return wrong
  const allowed = Object.keys(schemaOf(dataset, true, true).shape)
  const why = `this address gives one row and accepts only ${allowed.join(' and ')}; to filter, use /v1/${dataset.name}.`
  return fault(code, parameter, value, allowed, why)
}

/** Reads the parameters of a URL by a schema of theirs: what the valid ones yield, and everything that is wrong with the others. */
export const readParameters = <T>(
  schema: z.ZodObject<z.ZodRawShape> & z.ZodType<T>,
  search: URLSearchParams,
): { data: Partial<T>; faults: Fault[] } => {
  const names = [...new Set(search.keys())].filter((name) => !ignored.test(name))
  const given = Object.fromEntries(names.map((name) => [name, search.getAll(name)]))
  const single = Object.entries(given).map(([name, values]) => [name, values.length === 1 ? values[0] : values])
  const result = schema.safeParse(Object.fromEntries(single))
  if (result.success) return { data: result.data, faults: [] }
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, given, Object.keys(schema.shape)))
  const wrong = new Set(faults.map(({ parameter }) => parameter))
  const valid = schema.safeParse(Object.fromEntries(single.filter(([name]) => !wrong.has(String(name)))))
  return { data: valid.success ? valid.data : {}, faults }
}

/**
 * Reads the parameters of a URL for a dataset, or for a `single` row of it: the query that the valid ones make, and everything that is
 * wrong.
 */
export const parseQuery = (
  dataset: Dataset,
  paged: boolean,
  search: URLSearchParams,
  single = false,
): { query: Query; faults: Fault[] } => {
  const { data, faults: found } = readParameters(schemaOf(dataset, paged, single), search)
  const faults = single ? found.map((wrong) => misplaced(dataset, wrong)) : found
  const { q, sort = [], fields, labels, limit = pageRowsMax, cursor, ...where } = data as Parsed & Record<string, never>
  const query = {
    where: Object.fromEntries(Object.entries(where).filter(([, parts]) => parts !== undefined)),
    ...(q === undefined ? {} : { q }),
    sort:
      sort.join(',') === dataset.key.slice(0, sort.length).join(',')
        ? []
        : sort.map((term) => ({ column: term.replace(/^-/, ''), descending: term.startsWith('-') })),
    fields: dataset.header.filter((name) => fields === undefined || fields.includes(name)),
    ...(labels === undefined ? {} : { labels }),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  }
  return { query, faults }
}

/** The same query over all its rows: without the page. */
export const unpaged = ({ cursor: _, ...query }: Query): Query => ({ ...query, limit: pageRowsMax })

/** The one spelling of a query: sorted, without defaults. Equal queries have equal texts. */
export const canonical = ({ header }: Dataset, query: Query): string => {
  const { where, q, sort, fields, labels, limit, cursor } = query
  const search = new URLSearchParams(Object.entries(where).map(([name, parts]) => [name, showFilter(parts)]))
  if (q !== undefined) search.set('q', q)
  if (sort.length > 0)
    search.set('sort', sort.map(({ column, descending }) => (descending ? '-' : '') + column).join(','))
  if (fields.length < header.length) search.set('fields', fields.join(','))
  if (labels) search.set('labels', labels)
  if (limit !== pageRowsMax) search.set('limit', String(limit))
  if (cursor) search.set('cursor', cursor)
  search.sort()
  return search.toString().replaceAll('%2C', ',')
}
