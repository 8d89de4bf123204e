import * as z from 'zod'
import { count, instant, links, meta, url } from './schemas.ts'

/** The shapes of answers about the service: whether it answers, what there is, what a release holds, what a search finds. */

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
    questions: z
      .array(z.strictObject({ title: z.string(), title_en: z.string(), link: url }))
      .meta({ description: 'What people ask first, each with the address that answers.' }),
    templates: z.record(z.string(), z.string()).meta({ description: 'Addresses to be filled in, RFC 6570.' }),
  }),
  links,
})

const reason = z.string().optional().meta({ description: 'Why there is nothing, and what to try.' })

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
