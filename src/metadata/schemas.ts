import * as z from 'zod'
import type { Dataset } from '../dataset/define.ts'
import { labelled } from '../dataset/label.ts'
import { problems } from '../dataset/problem.ts'
import { facts } from '../datasets/facts.ts'
import { citationOf, licence } from '../figures/citation.ts'
import { originPlaceholder } from './openapi-origin.ts'

/** The shapes of answers. Objects are closed, so that a client's types say what there is. */

const url = z.url()
const links = z.record(z.string(), url).meta({ description: 'Absolute links.' })
const count = z.int().min(0).meta({ format: 'int64' })
const instant = z.iso.datetime()
const licenceSchema = z.strictObject({ id: z.string(), title: z.string(), url })
const citation = z.strictObject({ it: z.string(), en: z.string() })

const faultSchema = z.strictObject({
  code: z.enum([
    'unknown_parameter',
    'repeated_parameter',
    'empty_value',
    'unknown_value',
    'bad_range',
    'too_long',
    'too_many',
  ]),
  parameter: z.string(),
  value: z.string().meta({ description: 'What was given, cut when long.' }),
  allowed: z.array(z.string()).meta({ description: 'What is allowed.' }),
  detail: z.string(),
})

const problemSchema = z.strictObject({
  type: url.meta({ description: 'A page that explains the problem.' }),
  title: z.string(),
  status: z.int().min(400).max(599).meta({ format: 'int32' }),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(faultSchema).optional(),
})

export const statusSchema = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().min(100).max(599).meta({ format: 'int32' }),
  detail: z.string(),
  release: z.string(),
  release_read_at: instant,
  stale: z.boolean().meta({ description: 'Whether the database does not answer and an older pointer is used.' }),
  freshness_seconds: count,
  links,
})

const meta = z.looseObject({
  count: count.meta({ description: 'Rows in this page.', format: 'int64' }),
  total: count.meta({ description: 'Rows in all pages.', format: 'int64' }),
  release: z.string(),
  published_at: instant,
  query: z.string().meta({ description: 'The query in its one spelling; empty where there is none.' }),
  licence: licenceSchema,
  citation,
})

const remark = z.looseObject({
  code: z.string(),
  title: z.string(),
  title_en: z.string(),
  link: url,
  rows: z.array(z.string()).meta({ description: 'Keys of the rows that it speaks of.' }),
})

const rowsMeta = meta.extend({
  notes: z.array(remark).optional().meta({ description: 'Notes on rows of this page.' }),
  checks: z.array(remark).optional().meta({ description: 'Checks that rows of this page do not pass.' }),
  indicators: z.array(z.record(z.string(), z.string().nullable())).optional().meta({
    description: 'What keeps the figures from being misread: unit, accumulation, what may be summed, what overlaps.',
  }),
})

/** The envelope of rows: the same keys everywhere. */
export const envelopeSchema = (data: z.ZodType) => z.strictObject({ data, meta: rowsMeta, links })

const anyRow = z
  .record(z.string(), z.union([z.string(), z.number().meta({ format: 'double' }), z.null()]))
  .meta({ description: 'A row of any dataset; the addresses of a dataset say which columns it has.' })
// CSL-JSON is a list by its own standard, where ModI wants an object of each schema that is one of ours.
const citations = z.unknown().meta({
  description: 'CSL-JSON: a list of one item, for Zotero, Pandoc and other readers of the Citation Style Language.',
  allOf: [
    {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        properties: Object.fromEntries(
          ['id', 'type', 'title', 'URL', 'version'].map((name) => [name, { type: 'string' }]),
        ),
        required: ['id', 'type', 'title', 'URL'],
      },
    },
  ],
})
const file = z.string().meta({ description: 'The file, as text.' })

/** Schemas that others hold, by the names that documents give them. */
export const sharedSchemas = {
  AnyRow: anyRow,
  Citations: citations,
  File: file,
  Problem: problemSchema,
  Fault: faultSchema,
  Links: links,
  Meta: meta,
  RowsMeta: rowsMeta,
} satisfies Readonly<Record<string, z.ZodType>>

const origin = originPlaceholder
const exampleRelease = '2026-11-21.1'
const exampleMeta = {
  count: 1,
  total: 1,
  release: exampleRelease,
  published_at: '2026-11-21T08:00:00.000Z',
  query: '',
  licence,
  citation: citationOf(facts, exampleRelease, `${origin}/v1/releases/${exampleRelease}/facts/paid-2022-1`),
}

/** Examples of shared schemas, by their names. */
export const sharedExamples: Readonly<Partial<Record<keyof typeof sharedSchemas, unknown>>> = {
  AnyRow: { code: 'paid-2022-1', year: 2022, axis: '1' },
  Problem: {
    type: `${origin}/problems/invalid-request`,
    title: problems['invalid-request'].title,
    status: problems['invalid-request'].status,
    detail: 'yaer: there is no such parameter here; did you mean year?',
    instance: '/v1/facts',
    errors: [
      {
        code: 'unknown_parameter',
        parameter: 'yaer',
        value: '2022',
        allowed: ['year', 'axis', 'fields'],
        detail: 'yaer: there is no such parameter here; did you mean year?',
      },
    ],
  },
  Links: { self: `${origin}/v1/facts/paid-2022-1`, dataset: `${origin}/v1/facts` },
  Meta: exampleMeta,
  RowsMeta: exampleMeta,
}

export const releaseSchema = z.strictObject({
  data: z.strictObject({
    id: z.string(),
    published_at: instant,
    digest: z.string(),
    latest_year: count,
    before: z
      .string()
      .nullable()
      .meta({ description: 'The release that rows are counted against; null for the first.' }),
    datasets: z.array(
      z.looseObject({
        dataset: z.string(),
        rows: count,
        digest: z.string(),
        bytes: count,
        changed_at: instant,
        added: count.nullable(),
        removed: count.nullable(),
        changed: count.nullable(),
        links,
      }),
    ),
  }),
  meta,
  links,
})

export const indexSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      title_en: z.string(),
      description: z.string(),
      description_en: z.string(),
      layer: z.enum(['structure', 'printed', 'derived']),
      key: z.array(z.string()),
      columns: z.array(z.string()),
      rows: count,
      changed_at: instant.nullable(),
      links,
    }),
  ),
  meta: meta.extend({ latest_year: count, freshness_seconds: count }),
  links,
})

/** A row as an answer gives it: `fields` may leave columns out, `labels` adds one beside each code of `lists`. */
export const rowSchema = (dataset: Dataset, lists: readonly string[]): z.ZodObject => {
  const columns = Object.entries(dataset.columns).map(([name, { zod, description, unit }]) => {
    const measured = unit === undefined || dataset.header.includes(unit) ? '' : ` Unit: ${unit}.`
    return [name, zod.meta({ description: description + measured })]
  })
  const label = z.string().nullable().meta({ description: 'The label, with labels=it or labels=en.' })
  const labels = dataset.header.filter((name) => labelled(dataset, name, lists)).map((name) => [`${name}_label`, label])
  const row = z.strictObject(Object.fromEntries([...columns, ...labels]) as z.ZodRawShape).partial()
  return row.meta({ title: dataset.name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()) })
}
