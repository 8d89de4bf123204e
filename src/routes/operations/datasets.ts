import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import { querySchema } from '../../dataset/parameters.ts'
import { defaultFormat } from '../../formats/index.ts'
import { envelopeSchema, rowSchema } from '../../metadata/schemas.ts'
import {
  downloadsOf,
  failures,
  fileAnswers,
  fileFailures,
  formatPart,
  freshness,
  labelLists,
  type Entry,
} from './common.ts'

/** A schema that several operations hold is one schema: documents name it once. */
const once = <T>(make: () => T) => {
  let value: T | undefined
  return () => (value ??= make())
}

const keyParts = ({ key, columns, example }: Dataset, depth: number) =>
  Object.fromEntries(
    key.slice(0, depth).map((name, at) => {
      const { description, terms, pattern } = columns[name]!
      const text = z.string().regex(new RegExp(pattern ?? '^[^/]+$'))
      const schema = terms ? z.enum(Object.keys(terms)) : text
      return [name, schema.meta({ description, ...(example && { example: example[at] }) })]
    }),
  )

/** The address of all rows, or of those below so many parts of the key: in JSON, then in the other formats. */
const operationsAt = (dataset: Dataset, depth: number, row: () => z.ZodType): Entry[] => {
  const { name, title_en, description_en, key } = dataset
  const parts = key.slice(0, depth)
  const single = depth === key.length
  const path = ['/v1', name, ...parts.map((part) => `{${part}}`)].join('/')
  const id = [name, ...parts].join('_')
  const summary = depth === 0 ? title_en : `${title_en}: ${single ? 'one row' : 'rows'} by ${parts.join(' and ')}`
  const shared = {
    route: '/v1/*',
    handler: 'rows',
    tag: name,
    description: `${description_en} ${freshness}`,
    validated: true,
    failures,
  } as const
  const downloads = downloadsOf(dataset)
  return [
    {
      ...shared,
      id: `${single ? 'show' : 'list'}_${id}`,
      path,
      summary,
      contract: () => ({
        parts: keyParts(dataset, depth),
        query: querySchema(dataset, true),
        answers: { [defaultFormat.mediaType]: envelopeSchema(single ? row() : z.array(row())) },
      }),
    },
    {
      ...shared,
      id: `download_${id}`,
      failures: fileFailures,
      path: `${path}.{format}`,
      summary: `${summary}, as a file`,
      contract: () => ({
        parts: { ...keyParts(dataset, depth), format: formatPart(downloads) },
        query: querySchema(dataset, false),
        answers: fileAnswers(downloads, row()),
      }),
    },
  ]
}

/** The addresses of one dataset: all its rows, then those below each part of its key. */
export const datasetOperations = (dataset: Dataset): Entry[] => {
  const row = once(() => rowSchema(dataset, labelLists))
  return [0, ...dataset.key.map((_, at) => at + 1)].flatMap((depth) => operationsAt(dataset, depth, row))
}
