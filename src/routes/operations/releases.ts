import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import { datasets } from '../../datasets/index.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { defaultFormat, formats } from '../../formats/index.ts'
import type { Contract } from '../../metadata/operation.ts'
import { envelopeSchema, releaseSchema, rowSchema } from '../../metadata/schemas.ts'
import { changesQuery } from '../changes-query.ts'
import {
  downloadsOf,
  fileAnswers,
  formatPart,
  freshness,
  labelLists,
  pinnedFailures,
  pinnedFileFailures,
  type Entry,
} from './common.ts'

const releasePart = () =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\d+$/)
    .meta({ description: 'A release: day of publication and number on that day; /v1/releases lists them.' })

const json = (schema: z.ZodType) => ({ [defaultFormat.mediaType]: schema })

/** A list that no release holds, in JSON and as a file. */
const listOperations = (list: Dataset, handler: 'releases' | 'changes', query?: () => z.ZodObject): Entry[] => {
  const shared = {
    handler,
    tag: 'releases',
    description: `${list.description_en} ${freshness}`,
    validated: true,
    failures: pinnedFailures,
  } as const
  const asked = () => (query ? { query: query() } : {})
  return [
    {
      ...shared,
      id: `list_${list.name}`,
      path: `/v1/${list.name}`,
      summary: list.title_en,
      contract: () => ({ ...asked(), answers: json(envelopeSchema(z.array(rowSchema(list, labelLists)))) }),
    },
    {
      ...shared,
      id: `download_${list.name}`,
      path: `/v1/${list.name}.{format}`,
      summary: `${list.title_en}, as a file`,
      contract: () => ({
        ...asked(),
        parts: { format: formatPart(downloadsOf(list)) },
        answers: fileAnswers(downloadsOf(list), rowSchema(list, labelLists)),
      }),
    },
  ]
}

const anyRow = () => z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const pinnedParts = () => ({
  release: releasePart(),
  dataset: z.enum(datasets.map(({ name }) => name)).meta({ description: 'A dataset.', example: 'snapshots' }),
})
const keyPart = () => z.string().meta({ description: 'The key of a row, or its beginning; its parts are joined by /.' })
const pinnedFile = (parts: Contract['parts']) => {
  const downloads = formats.filter((format) => format !== defaultFormat)
  return { parts: { ...parts, format: formatPart(downloads) }, answers: fileAnswers(downloads, anyRow()) }
}

const pinned = {
  route: '/v1/releases/:release/*',
  handler: 'rows',
  tag: 'releases',
  description:
    'The same as without the release, with the same parameters, but the rows and values never change. A retired release answers 410.',
  validated: true,
  failures: pinnedFailures,
} as const

/** The addresses of datasets in a release: their rows and values never change. The parameters are those of the dataset. */
const pinnedOperations: readonly Entry[] = [
  {
    ...pinned,
    id: 'list_pinned',
    path: '/v1/releases/{release}/{dataset}',
    summary: 'The rows of a dataset in a release',
    contract: () => ({ parts: pinnedParts(), answers: json(envelopeSchema(z.array(anyRow()))) }),
  },
  {
    ...pinned,
    id: 'download_pinned',
    failures: pinnedFileFailures,
    path: '/v1/releases/{release}/{dataset}.{format}',
    summary: 'The rows of a dataset in a release, as a file',
    contract: () => pinnedFile(pinnedParts()),
  },
  {
    ...pinned,
    id: 'show_pinned',
    path: '/v1/releases/{release}/{dataset}/{key}',
    summary: 'A row, or the rows below a part of the key, in a release',
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
    contract: () => pinnedFile({ ...pinnedParts(), key: keyPart() }),
  },
]

const shared = { tag: 'releases', validated: true, failures: pinnedFailures } as const

/** What is told of releases, what changed between two of them, and what is in one. */
export const releaseOperations: readonly Entry[] = [
  {
    ...shared,
    id: 'follow_releases',
    path: '/v1/releases.atom',
    handler: 'feed',
    summary: 'What each release changed, as a feed',
    description: `An Atom feed: an entry for each release published, rolled back to or retired. ${freshness}`,
    contract: () => ({ answers: { 'application/atom+xml; charset=utf-8': z.string() } }),
  },
  ...listOperations(releaseList, 'releases'),
  ...listOperations(changeList, 'changes', () => changesQuery([])),
  {
    ...shared,
    id: 'show_latest_release',
    path: '/v1/releases/latest',
    route: '/v1/releases/latest/*',
    handler: 'latest',
    summary: 'The current release',
    description: 'Leads to the manifest of the current release; what lies below it leads to the same there.',
    contract: () => ({ answers: {} }),
    redirects: 307,
    validated: false,
  },
  {
    ...shared,
    id: 'show_sums',
    path: '/v1/releases/{release}/SHA256SUMS',
    handler: 'sums',
    summary: 'Checksums of the files of a release',
    description:
      'SHA-256 of every file that is served whole and depends on rows alone: CSV, NDJSON, Parquet and all.zip. For sha256sum -c beside the downloaded files.',
    contract: () => ({ parts: { release: releasePart() }, answers: { 'text/plain; charset=utf-8': z.string() } }),
  },
  {
    ...shared,
    id: 'download_pinned_archive',
    failures: pinnedFileFailures,
    path: '/v1/releases/{release}/all.zip',
    handler: 'archive',
    summary: 'All datasets of a release in one file',
    description: 'As /v1/all.zip, of a release: it never changes.',
    contract: () => ({ parts: { release: releasePart() }, answers: { 'application/zip': z.string() } }),
  },
  {
    ...shared,
    id: 'show_release',
    path: '/v1/releases/{release}',
    handler: 'release',
    summary: 'The manifest of a release',
    description: `Rows, digest and bytes of each dataset. ${freshness}`,
    contract: () => ({ parts: { release: releasePart() }, answers: json(releaseSchema) }),
  },
  ...pinnedOperations,
]
