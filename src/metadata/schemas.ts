import * as z from 'zod'
import type { Dataset } from '../dataset/define.ts'
import { labelled } from '../dataset/label.ts'
import { annotationRoleTerms, noteKindTerms } from '../datasets/terms_derived.ts'

/** The shapes of answers. Objects are closed, so that a client's types say what there is. */

export const url = z.url()
export const links = z.record(z.string(), url).meta({ description: 'Absolute links.' })
export const count = z.int().min(0).meta({ format: 'int64' })
export const instant = z.iso.datetime()
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

export const meta = z.looseObject({
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
  link: url.meta({ description: 'The whole of it.' }),
  rows: z
    .array(z.string())
    .meta({ description: 'Keys of the rows that it speaks of: the first ones where they are many.' }),
  row_count: count.optional().meta({ description: 'How many rows it speaks of, where rows has not all of them.' }),
})

const noteSchema = remark.extend({
  kind: z.enum(Object.keys(noteKindTerms)),
  role: z
    .enum(Object.keys(annotationRoleTerms))
    .optional()
    .meta({ description: 'For one row: whether the note speaks of it (subject), or it shows what the note says.' }),
  text: z.string().optional().meta({ description: 'For one row, as far as there is room: the note in Italian.' }),
  text_en: z.string().optional().meta({ description: 'The same in English.' }),
})

const forms = z.strictObject({
  exact: z.string().meta({ description: 'With every digit that the document prints, and no other.' }),
  rounded: z.array(z.string()).optional().meta({ description: 'Shorter forms, the shortest first.' }),
})

const rowsMeta = meta.extend({
  reason: z.string().optional().meta({
    description: 'Why there are no rows, or what is to be known of a year without a report, in Italian.',
  }),
  reason_en: z.string().optional().meta({ description: 'The same reason, in English.' }),
  quote: z
    .strictObject({ it: forms, en: forms })
    .optional()
    .meta({ description: 'For one fact: how a person may faithfully write it, in Italian and English.' }),
  newer: z
    .strictObject({ code: z.string(), date: z.iso.date().nullable(), scope: z.string().nullable(), link: url })
    .optional()
    .meta({
      description:
        'A newer figure that counts different people or money, for example without CIGD: do not compare the two.',
    }),
  notes: z
    .array(noteSchema)
    .optional()
    .meta({ description: 'Notes that speak of the shown rows and columns, in reading order.' }),
  checks: z
    .array(remark.extend({ outcome: z.string() }))
    .optional()
    .meta({ description: 'Checks that the shown figures do not pass; lists leave out those that a note explains.' }),
  indicators: z.array(z.record(z.string(), z.string())).optional().meta({
    description:
      'What keeps the shown figures from being misread: unit, accumulation, what may be summed, what overlaps.',
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
const cube = z
  .looseObject({
    version: z.literal('2.0'),
    class: z.literal('dataset'),
    id: z.array(z.string()),
    size: z.array(count),
  })
  .meta({ description: 'JSON-stat 2.0: the cells of the grid of a dataset.' })
const file = z.string().meta({ description: 'The file, as text.' })

/** Schemas that others hold, by the names that documents give them. */
export const sharedSchemas = {
  AnyRow: anyRow,
  Citations: citations,
  Cube: cube,
  File: file,
  Problem: problemSchema,
  Fault: faultSchema,
  Links: links,
  Meta: meta,
  RowsMeta: rowsMeta,
} satisfies Readonly<Record<string, z.ZodType>>

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
