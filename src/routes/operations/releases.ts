import * as z from 'zod'
import { urlLengthMax } from '../../dataset/bounds.ts'
import type { Dataset } from '../../dataset/define.ts'
import { datasets } from '../../datasets/index.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { citationFormats, defaultFormat, formats } from '../../formats/index.ts'
import type { Contract } from '../../metadata/operation.ts'
import { envelopeSchema, releaseSchema, rowSchema, sharedSchemas } from '../../metadata/schemas.ts'
import { changesQuery } from '../changes-query.ts'
import { anywhere, downloadsOf, fileAnswers, formatPart, labelLists, pinnedFailures, type Entry } from './common.ts'

const releaseLengthMax = 20

const releasePart = () =>
  z
    .string()
    .max(releaseLengthMax)
    .regex(/^(latest|\d{4}-\d{2}-\d{2}\.\d+)$/)
    .meta({
      description:
        'A release: the day on which it was published and its number on that day, such as `2026-11-21.1`; `/v1/releases` lists them. `latest` leads to the current one.',
      example: 'latest',
    })

const json = (schema: z.ZodType) => ({ [defaultFormat.mediaType]: schema })

/** A list that no release holds, in JSON and as a file. */
const listOperations = (list: Dataset, handler: 'releases' | 'changes', query?: () => z.ZodObject): Entry[] => {
  const shared = {
    handler,
    tag: 'releases',
    description: list.description_en,
    answer: list.title_en,
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

const anyRow = () => sharedSchemas.AnyRow
const pinnedParts = () => ({
  release: releasePart(),
  dataset: z.enum(datasets.map(({ name }) => name)).meta({ description: 'A dataset.', example: 'snapshots' }),
})
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
const pinnedOperations: readonly Entry[] = [
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
    path: '/v1/releases/{release}/{dataset}/{key}.{format}',
    summary: 'A row, or the rows below a part of the key, in a release, as a file',
    answer: 'A file that never changes',
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
    description:
      'An Atom feed to subscribe to: an entry for each release that was published, served again or retired, in Italian and English.',
    answer: 'An Atom feed',
    contract: () => ({ answers: { 'application/atom+xml; charset=utf-8': sharedSchemas.File } }),
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
    description:
      'Leads to the manifest of the current release; what lies below it leads to the same there. A client that follows redirects gets the answer at once.',
    answer: 'The manifest of the current release, at the end of the way',
    contract: () => ({ answers: json(releaseSchema) }),
    redirects: 307,
    validated: false,
    failures: anywhere,
  },
  {
    ...shared,
    id: 'show_sums',
    path: '/v1/releases/{release}/SHA256SUMS',
    handler: 'sums',
    summary: 'Checksums of the CSV files of a release',
    description: 'A line a file, for `sha256sum -c SHA256SUMS` beside the downloaded files.',
    answer: 'Checksums, a line a file',
    redirects: 307,
    contract: () => ({
      parts: { release: releasePart() },
      answers: { 'text/plain; charset=utf-8': sharedSchemas.File },
    }),
  },
  {
    ...shared,
    id: 'show_release',
    path: '/v1/releases/{release}',
    handler: 'release',
    summary: 'The manifest of a release',
    description:
      'What the release holds: for each dataset its rows, its SHA-256 digest, its size, when it last changed and how many rows were added, removed and changed.',
    answer: 'The manifest of the release',
    redirects: 307,
    contract: () => ({ parts: { release: releasePart() }, answers: json(releaseSchema) }),
  },
  {
    ...shared,
    id: 'cite_release',
    path: '/v1/releases/{release}.{format}',
    route: '/v1/releases/:release',
    handler: 'release',
    summary: 'How to cite a release',
    description:
      'The citation of all data as of one release, for a bibliography. Datasets and single figures have theirs at the same ends of their addresses, such as `/v1/facts/paid-2022-1.bib`. The day of access is yours to add. Example: `/v1/facts/paid-2022-1.bib`.',
    answer: 'An entry of a bibliography',
    redirects: 307,
    contract: () => ({
      parts: { release: releasePart(), format: formatPart(citationFormats) },
      answers: fileAnswers(citationFormats, anyRow()),
    }),
  },
  ...pinnedOperations,
]
