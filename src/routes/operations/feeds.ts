import * as z from 'zod'
import { urlLengthMax } from '../../dataset/bounds.ts'
import { facts } from '../../datasets/facts.ts'
import { feedTypes } from '../../formats/atom.ts'
import { sharedSchemas } from '../../metadata/schemas.ts'
import { failures, pinnedFailures, type Entry } from './common.ts'
import { datasetPart } from './pinned.ts'

const feedAnswer = { [`${feedTypes.atom}; charset=utf-8`]: sharedSchemas.File }

const shared = {
  tag: 'releases',
  validated: true,
  answer: 'An Atom feed',
  failures,
} as const

/** Feeds to subscribe to: of releases, of a dataset, of a fact. */
export const feedOperations: readonly Entry[] = [
  {
    ...shared,
    id: 'follow_releases',
    path: '/v1/releases.atom',
    handler: 'feed',
    failures: pinnedFailures,
    summary: 'What each release changed, as a feed',
    description:
      'An Atom feed to subscribe to: an entry for each release that was published, served again or retired, in Italian and English.',
    contract: () => ({ answers: feedAnswer }),
  },
  {
    ...shared,
    id: 'follow_dataset',
    path: '/v1/{dataset}.atom',
    route: '/v1/:file{[a-z_]+\\.atom}',
    handler: 'dataset_feed',
    summary: 'Which releases changed a dataset, as a feed',
    description:
      'An Atom feed to subscribe to: an entry for each release that changed the dataset, with the rows that it added, removed and changed.',
    contract: () => ({ parts: { dataset: datasetPart() }, answers: feedAnswer }),
  },
  {
    ...shared,
    id: 'follow_fact',
    path: '/v1/facts/{code}.atom',
    route: '/v1/facts/:file{.+\\.atom}',
    handler: 'fact_feed',
    summary: 'When a fact changed, as a feed',
    description:
      'An Atom feed to subscribe to: an entry for each release in which the row of the fact is another one, with its value before and after; also of a code that was withdrawn.',
    contract: () => ({
      parts: {
        code: z
          .string()
          .max(urlLengthMax)
          .regex(new RegExp(facts.columns.code.pattern!))
          .meta({ description: 'Code of a fact.', example: facts.example?.[0] }),
      },
      answers: feedAnswer,
    }),
  },
]
