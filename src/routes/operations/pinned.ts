import * as z from 'zod'
import { urlLengthMax } from '../../dataset/bounds.ts'
import { datasets } from '../../datasets/index.ts'
import { defaultFormat, formats } from '../../formats/index.ts'
import type { Contract } from '../../metadata/operation.ts'
import { envelopeSchema, sharedSchemas } from '../../metadata/schemas.ts'
import { fileAnswers, formatPart, pinnedFailures, pinnedFileFailures, type Entry } from './common.ts'

/** The part of a path that names a release. */
export const releasePart = () =>
  z
    .string()
    .max(20)
    .regex(/^(latest|\d{4}-\d{2}-\d{2}\.\d+)$/)
    .meta({
      description:
        'A release: the day on which it was published and its number on that day, such as `2026-11-21.1`; `/v1/releases` lists them. `latest` leads to the current one.',
      example: 'latest',
    })

/** An answer in JSON. */
export const json = (schema: z.ZodType) => ({ [defaultFormat.mediaType]: schema })

const anyRow = () => sharedSchemas.AnyRow
export const datasetPart = () =>
  z.enum(datasets.map(({ name }) => name)).meta({ description: 'A dataset.', example: 'snapshots' })
const pinnedParts = () => ({ release: releasePart(), dataset: datasetPart() })
const keyPart = () =>
  z
    .string()
    .min(1)
    .max(urlLengthMax)
    .regex(/^[^?#]+$/)
    .meta({
      description: 'The key of a row, or its beginning; its parts are joined by `/`, as in `2022/total`.',
      example: '2022',
    })
const pinnedFile = (parts: Contract['parts']) => {
  const downloads = formats.filter((format) => format !== defaultFormat)
  return { parts: { ...parts, format: formatPart(downloads) }, answers: fileAnswers(downloads, anyRow()) }
}

const pinned = {
  route: '/v1/releases/:release/*',
  handler: 'rows',
  tag: 'releases',
  description:
    'The same as without the release, and with the same parameters, which the addresses of the dataset list; but the rows and values never change. A retired release answers 410.',
  redirects: 307,
  validated: true,
  failures: pinnedFailures,
} as const

/** The addresses of datasets in a release: their rows and values never change. The parameters are those of the dataset. */
export const pinnedOperations: readonly Entry[] = [
  {
    ...pinned,
    id: 'list_pinned',
    path: '/v1/releases/{release}/{dataset}',
    summary: 'The rows of a dataset in a release',
    answer: 'Rows that never change',
    contract: () => ({ parts: pinnedParts(), answers: json(envelopeSchema(z.array(anyRow()))) }),
  },
  {
    ...pinned,
    id: 'download_pinned',
    failures: pinnedFileFailures,
    path: '/v1/releases/{release}/{dataset}.{format}',
    summary: 'The rows of a dataset in a release, as a file',
    answer: 'A file that never changes',
    contract: () => pinnedFile(pinnedParts()),
  },
  {
    ...pinned,
    id: 'show_pinned',
    path: '/v1/releases/{release}/{dataset}/{key}',
    summary: 'A row, or the rows below a part of the key, in a release',
    answer: 'Rows that never change',
    contract: () => ({
      parts: { ...pinnedParts(), key: keyPart() },
      answers: json(envelopeSchema(z.union([anyRow(), z.array(anyRow())]))),
    }),
  },
  {
    ...pinned,
    id: 'download_pinned_key',
    failures: pinnedFileFailures,
    path: '/v1/releases/{release}/{dataset}/{key}.{format}',
    summary: 'A row, or the rows below a part of the key, in a release, as a file',
    answer: 'A file that never changes',
    contract: () => pinnedFile({ ...pinnedParts(), key: keyPart() }),
  },
]
