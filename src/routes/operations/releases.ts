import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import { facts } from '../../datasets/facts.ts'
import { datasets } from '../../datasets/index.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { feedTypes } from '../../formats/atom.ts'
import { defaultFormat, formats } from '../../formats/index.ts'
import type { Contract } from '../../metadata/operation.ts'
import { envelopeSchema, releaseSchema, rowSchema } from '../../metadata/schemas.ts'
import { changesQuery } from '../changes-query.ts'
import {
  downloadsOf,
  failures,
  fileAnswers,
  formatPart,
  freshness,
  labelLists,
  pinnedFailures,
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
const datasetPart = () =>
  z.enum(datasets.map(({ name }) => name)).meta({ description: 'A dataset.', example: 'snapshots' })
const pinnedParts = () => ({ release: releasePart(), dataset: datasetPart() })
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
    path: '/v1/releases/{release}/{dataset}/{key}.{format}',
    summary: 'A row, or the rows below a part of the key, in a release, as a file',
    contract: () => pinnedFile({ ...pinnedParts(), key: keyPart() }),
  },
]

const feedAnswer = { [`${feedTypes.atom}; charset=utf-8`]: z.string() }

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
    contract: () => ({ answers: feedAnswer }),
  },
  {
    ...shared,
    id: 'follow_dataset',
    path: '/v1/{dataset}.atom',
    route: '/v1/:file{[a-z_]+\\.atom}',
    handler: 'dataset_feed',
    summary: 'Which releases changed a dataset, as a feed',
    description: `An Atom feed: an entry for each release that changed the dataset, with the rows that it added, removed and changed. ${freshness}`,
    contract: () => ({ parts: { dataset: datasetPart() }, answers: feedAnswer }),
    failures,
  },
  {
    ...shared,
    id: 'follow_fact',
    path: '/v1/facts/{code}.atom',
    route: '/v1/facts/:file{.+\\.atom}',
    handler: 'fact_feed',
    summary: 'When a fact changed, as a feed',
    description: `An Atom feed: an entry for each release in which the row of the fact is another one, with its value before and after; also of a code that was withdrawn. ${freshness}`,
    contract: () => ({
      parts: {
        code: z
          .string()
          .regex(new RegExp(facts.columns.code.pattern!))
          .meta({ description: 'Code of a fact.', example: facts.example?.[0] }),
      },
      answers: feedAnswer,
    }),
    failures,
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
    summary: 'Checksums of the CSV files of a release',
    description: 'For sha256sum -c beside the downloaded files.',
    contract: () => ({ parts: { release: releasePart() }, answers: { 'text/plain; charset=utf-8': z.string() } }),
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
