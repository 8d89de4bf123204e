import * as z from 'zod'
import type { Known } from '../dataset/suggest.ts'
import { knownParameter } from '../dataset/parameter.ts'
import { datasets } from '../datasets/index.ts'

const releasePattern = '^\\d{4}-\\d{2}-\\d{2}\\.\\d+$'

const releaseLengthMax = 20

/** The parameters of `/v1/changes`; which releases there are is known at the request. */
export const changesQuery = (releases: readonly Known[]) =>
  z.strictObject({
    from: knownParameter('from', releases, {
      description: 'The release before; by default the one published before `to`.',
      pattern: releasePattern,
      maxLength: releaseLengthMax,
    }),
    to: knownParameter('to', releases, {
      description: 'The release after; by default the current one.',
      pattern: releasePattern,
      maxLength: releaseLengthMax,
    }),
    dataset: knownParameter(
      'dataset',
      datasets.map(({ name, title }) => ({ value: name, title })),
      { description: 'One dataset; by default all.', enum: datasets.map(({ name }) => name) },
    ),
  })
