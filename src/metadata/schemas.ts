import * as z from 'zod'
import type { Dataset } from '../dataset/define.ts'
import { labelled } from '../dataset/label.ts'

/** The shapes of answers. Objects are closed, so that a client's types say what there is. */

const url = z.url()
const links = z.record(z.string(), url).meta({ description: 'Absolute links.' })
const count = z.int().min(0).meta({ format: 'int64' })
const instant = z.iso.datetime()
const licenceSchema = z.strictObject({ id: z.string(), title: z.string(), url })
const citation = z.strictObject({ it: z.string(), en: z.string() })

/** A suggestion: what to write, and its titles where it has some. */
const meant = { value: z.string(), title: z.string().optional(), title_en: z.string().optional() }

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
  suggestions: z.array(z.strictObject(meant)).optional().meta({
    description:
      'What may be written in its place: a parameter for an unknown parameter, else a value. Absent where nothing is clear.',
  }),
})

const problemSchema = z.strictObject({
  type: url.meta({ description: 'A page that explains the problem.' }),
  title: z.string(),
  status: z.int().min(400).max(599).meta({ format: 'int32' }),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(faultSchema).optional(),
  suggestions: z
    .array(z.strictObject({ ...meant, link: url }))
    .optional()
    .meta({ description: 'What may be meant by an address where there is nothing.' }),
  links: z
    .strictObject({ suggested: url })
    .optional()
    .meta({ description: 'The request that was meant, where one answers.' }),
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
  reason: z.string().optional().meta({
    description: 'Why there are no rows, or what is to be known of a year without a report, in Italian.',
  }),
  reason_en: z.string().optional().meta({ description: 'The same reason, in English.' }),
  notes: z.array(remark).optional().meta({ description: 'Notes on rows of this page.' }),
  checks: z.array(remark).optional().meta({ description: 'Checks that rows of this page do not pass.' }),
  indicators: z.array(z.record(z.string(), z.string().nullable())).optional().meta({
    description: 'What keeps the figures from being misread: unit, accumulation, what may be summed, what overlaps.',
  }),
})

/** The envelope of rows: the same keys everywhere. */
export const envelopeSchema = (data: z.ZodType) => z.strictObject({ data, meta: rowsMeta, links })

/** Schemas that others hold, by the names that documents give them. */
export const sharedSchemas: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  Fault: faultSchema,
  Links: links,
  Meta: meta,
  RowsMeta: rowsMeta,
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
  const label = z.string().nullable().meta({ description: 'The label, with labels=it or labels=en.' })
  const labels = dataset.header.filter((name) => labelled(dataset, name, lists)).map((name) => [`${name}_label`, label])
  const row = dataset.row.extend(Object.fromEntries(labels)).partial()
  return row.meta({ title: dataset.name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()) })
}
