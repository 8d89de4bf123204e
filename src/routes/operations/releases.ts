import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { citationFormats } from '../../formats/index.ts'
import { envelopeSchema, rowSchema, sharedSchemas } from '../../metadata/schemas.ts'
import { releaseSchema } from '../../metadata/service-schemas.ts'
import { changesQuery } from '../changes-query.ts'
import {
  anywhere,
  downloadsOf,
  fileAnswers,
  formatPart,
  labelLists,
  pinnedFailures,
  pinnedFileFailures,
  type Entry,
} from './common.ts'
import { feedOperations } from './feeds.ts'
import { json, pinnedOperations, releasePart } from './pinned.ts'

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

const shared = { tag: 'releases', validated: true, failures: pinnedFailures } as const

/** What is told of releases, what changed between two of them, and what is in one. */
export const releaseOperations: readonly Entry[] = [
  ...feedOperations,
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
    summary: 'Checksums of the files of a release',
    description:
      'SHA-256 of every file that is served whole and depends on rows alone: CSV, NDJSON, Parquet and `all.zip`; a line a file, for `sha256sum -c SHA256SUMS` beside the downloaded files.',
    answer: 'Checksums, a line a file',
    redirects: 307,
    contract: () => ({
      parts: { release: releasePart() },
      answers: { 'text/plain; charset=utf-8': sharedSchemas.File },
    }),
  },
  {
    ...shared,
    id: 'download_pinned_archive',
    failures: pinnedFileFailures,
    path: '/v1/releases/{release}/all.zip',
    handler: 'archive',
    summary: 'All datasets of a release in one file',
    description: 'As `/v1/all.zip`, of a release: it never changes.',
    answer: 'A file that never changes',
    redirects: 307,
    contract: () => ({ parts: { release: releasePart() }, answers: { 'application/zip': sharedSchemas.File } }),
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
      'The citation of all data as of one release, for a bibliography; `/v1/releases/latest.bib` leads to that of the current one. Datasets and single figures have theirs at the same ends of their addresses, such as `/v1/facts/paid-2022-1.bib`. The day of access is yours to add. Example: `/v1/facts/paid-2022-1.bib`.',
    answer: 'An entry of a bibliography',
    redirects: 307,
    contract: () => ({
      parts: { release: releasePart(), format: formatPart(citationFormats) },
      answers: fileAnswers(citationFormats, sharedSchemas.AnyRow),
    }),
  },
  ...pinnedOperations,
]
