import * as z from 'zod'

/** The shapes of answers that are no rows. */

const url = z.url()
const links = z.record(z.string(), url).meta({ description: 'Absolute links.' })
const count = z.int().min(0).meta({ format: 'int64' })
const instant = z.iso.datetime()
const licenceSchema = z.strictObject({ id: z.string(), title: z.string(), url })
const citation = z.strictObject({ it: z.string(), en: z.string() })

export const faultSchema = z.strictObject({
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

export const problemSchema = (fault: z.ZodType) =>
  z.strictObject({
    type: url.meta({ description: 'A page that explains the problem.' }),
    title: z.string(),
    status: z.int().min(400).max(599).meta({ format: 'int32' }),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(fault).optional(),
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

/** The envelope of rows: the same keys everywhere. */
export const envelopeSchema = (data: z.ZodType) =>
  z.strictObject({
    data,
    meta: meta.extend({
      query: z.string().meta({ description: 'The query in its one spelling.' }),
      notes: z.array(remark).optional().meta({ description: 'Notes on rows of this page.' }),
      checks: z.array(remark).optional().meta({ description: 'Checks that rows of this page do not pass.' }),
      indicators: z.array(z.record(z.string(), z.string().nullable())).optional().meta({
        description:
          'What keeps the figures from being misread: unit, accumulation, what may be summed, what overlaps.',
      }),
    }),
    links,
  })

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
