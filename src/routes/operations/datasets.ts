import * as z from 'zod'
import { urlLengthMax } from '../../dataset/bounds.ts'
import { closed } from '../../dataset/column.ts'
import type { Dataset } from '../../dataset/define.ts'
import { querySchema, rowQuerySchema } from '../../dataset/parameters.ts'
import { facts } from '../../datasets/facts.ts'
import { defaultFormat } from '../../formats/index.ts'
import { envelopeSchema, rowSchema } from '../../metadata/schemas.ts'
import { downloadsOf, failures, fileAnswers, fileFailures, formatPart, labelLists, type Entry } from './common.ts'

/** A schema that several operations hold is one schema: documents name it once. */
const once = <T>(make: () => T) => {
  let value: T | undefined
  return () => (value ??= make())
}

const anySegment = '^[^/]+$'

const latestYear = ' `latest` is the newest year with a report.'
const latestFact =
  ' `latest` in the place of the year is the newest year in which this very figure is printed: `paid-latest-1`.'

const keyParts = ({ name: dataset, key, columns, example }: Dataset, depth: number) =>
  Object.fromEntries(
    key.slice(0, depth).map((name, at) => {
      const column = columns[name]!
      const latest = column.role === 'time'
      const pattern = (column.pattern ?? anySegment).replace(/^\^(.*)\$$/, latest ? '^(latest|$1)$' : '^$1$')
      const schema = closed(column)
        ? z.enum(Object.keys(column.terms!))
        : z.string().max(urlLengthMax).regex(new RegExp(pattern))
      const description = column.description + (latest ? latestYear : dataset === facts.name ? latestFact : '')
      return [name, schema.meta({ description, ...(example && { example: example[at] }) })]
    }),
  )

/** How the rows of one address are asked for, in plain words. */
const wordsOf = ({ title_en, key, example = [] }: Dataset, depth: number, name: string) => {
  const whole = key.map((part) => `\`${part}\``).join(', ')
  const sample = ['/v1', name, ...example.slice(0, Math.max(depth, 1)).map(encodeURIComponent)].join('/')
  if (depth === 0)
    return {
      menu: 'list and filter',
      answer: `${title_en}: the rows that match, in pages`,
      text: `Without parameters you get every row; each parameter narrows the result. If nothing matches, the list is empty: that is not an error. Example: \`/v1/${name}?limit=3&labels=en\`.`,
    }
  if (depth === key.length)
    return {
      menu: 'one row',
      answer: `${title_en}: one row`,
      text: `One row by its key (${whole}), with what is known of it: \`meta\` tells notes and checks that speak of it, \`links\` lead on to the rows that it names and that name it. Example: \`${sample}\`.`,
    }
  return {
    menu: `rows by ${key.slice(0, depth).join(', ')}`,
    answer: `${title_en}: the rows that share the first part of the key`,
    text: `The key of a row is ${whole}; this address gives all rows that share the first part of the key. Example: \`${sample}\`.`,
  }
}

const queryOf = (dataset: Dataset, single: boolean, paged: boolean) =>
  single ? rowQuerySchema(dataset) : querySchema(dataset, paged)

/** The address of all rows, or of those below so many parts of the key: in JSON, then in the other formats. */
const operationsAt = (dataset: Dataset, depth: number, row: () => z.ZodType, list: () => z.ZodType): Entry[] => {
  const { name, title_en, description_en, key, deprecated } = dataset
  const parts = key.slice(0, depth)
  const single = depth === key.length
  const path = ['/v1', name, ...parts.map((part) => `{${part}}`)].join('/')
  const id = [name, ...parts].join('_')
  const { menu, answer, text } = wordsOf(dataset, depth, name)
  const shared = {
    route: '/v1/*',
    handler: 'rows',
    tag: name,
    validated: true,
    failures,
    ...(deprecated && { deprecated }),
  } as const
  return [
    {
      ...shared,
      id: `${single ? 'show' : 'list'}_${id}`,
      path,
      summary: `${title_en}: ${menu}`,
      description: `${description_en}\n\n${text}`,
      answer,
      contract: () => ({
        parts: keyParts(dataset, depth),
        query: queryOf(dataset, single, true),
        answers: { [defaultFormat.mediaType]: single ? envelopeSchema(row()) : list() },
      }),
    },
    {
      ...shared,
      id: `download_${id}`,
      failures: fileFailures,
      path: `${path}.{format}`,
      summary: `${title_en}: ${menu}, as a file`,
      description: `The same rows as a file, in the format that the end of the address names; always whole, never in pages.`,
      answer: `${answer.replace(', in pages', '')}, as a file`,
      contract: () => ({
        parts: { ...keyParts(dataset, depth), format: formatPart(downloadsOf(dataset)) },
        query: queryOf(dataset, single, false),
        answers: fileAnswers(downloadsOf(dataset), row()),
      }),
    },
  ]
}

/** The addresses of one dataset: all its rows, then those below each part of its key. */
export const datasetOperations = (dataset: Dataset): Entry[] => {
  const row = once(() => rowSchema(dataset, labelLists))
  const list = once(() => envelopeSchema(z.array(row())))
  return [0, ...dataset.key.map((_, at) => at + 1)].flatMap((depth) => operationsAt(dataset, depth, row, list))
}
