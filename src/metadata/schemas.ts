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

const reason = z.string().optional().meta({ description: 'Why there is nothing, and what to try.' })

const rowsMeta = meta.extend({
  reason,
  reason_en: reason,
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
  meta: meta.extend({
    latest_year: count,
    freshness_seconds: count,
    templates: z.record(z.string(), z.string()).meta({ description: 'Addresses to be filled in, RFC 6570.' }),
  }),
  links,
})

/** What a search finds, best first. */
export const resultsSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      dataset: z.string().meta({ description: 'The dataset that the result is a row of.' }),
      code: z.string().meta({ description: 'Its key there.' }),
      title: z.string(),
      title_en: z.string(),
      snippet: z.string().nullable().meta({ description: 'How it begins to explain itself, in Italian.' }),
      snippet_en: z.string().nullable().meta({ description: 'The same in English.' }),
      value: z
        .number()
        .nullable()
        .optional()
        .meta({ description: 'Of a fact: its value; null where no document prints it.', format: 'double' }),
      unit: z.string().nullable().optional().meta({ description: 'Of a fact: the unit of value.' }),
      date: z.iso.date().nullable().optional().meta({ description: 'Of a fact: the day that it speaks of.' }),
      printed: z.string().nullable().optional().meta({ description: 'Of a fact: as the document prints it.' }),
      link: url,
    }),
  ),
  meta: meta.extend({ reason, reason_en: reason }),
  links,
})

/** A row as an answer gives it: `fields` may leave columns out, `labels` adds one beside each code of `lists`. */
export const rowSchema = (dataset: Dataset, lists: readonly string[]): z.ZodObject => {
  const label = z.string().nullable().meta({ description: 'The label, with labels=it or labels=en.' })
  const labels = dataset.header.filter((name) => labelled(dataset, name, lists)).map((name) => [`${name}_label`, label])
  const row = dataset.row.extend(Object.fromEntries(labels)).partial()
  return row.meta({ title: dataset.name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()) })
}
