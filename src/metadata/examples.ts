import { problems } from '../dataset/problem.ts'
import { facts } from '../datasets/facts.ts'
import { citationOf, licence } from '../figures/citation.ts'
import { originPlaceholder } from './openapi-origin.ts'
import type { sharedSchemas } from './schemas.ts'

const origin = originPlaceholder
const exampleRelease = '2026-11-21.1'
const exampleMeta = {
  count: 1,
  total: 1,
  release: exampleRelease,
  published_at: '2026-11-21T08:00:00.000Z',
  query: '',
  licence,
  citation: citationOf(facts, exampleRelease, `${origin}/v1/releases/${exampleRelease}/facts/paid-2022-1`),
}

/** Examples of shared schemas, by their names. */
export const sharedExamples: Readonly<Partial<Record<keyof typeof sharedSchemas, unknown>>> = {
  AnyRow: { code: 'paid-2022-1', year: 2022, axis: '1' },
  Problem: {
    type: `${origin}/problems/invalid-request`,
    title: problems['invalid-request'].title,
    status: problems['invalid-request'].status,
    detail: 'yaer: there is no such parameter here; did you mean year?',
    instance: '/v1/facts',
    errors: [
      {
        code: 'unknown_parameter',
        parameter: 'yaer',
        value: '2022',
        allowed: ['year', 'axis', 'fields'],
        detail: 'yaer: there is no such parameter here; did you mean year?',
      },
    ],
  },
  Links: { self: `${origin}/v1/facts/paid-2022-1`, dataset: `${origin}/v1/facts` },
  Meta: exampleMeta,
  RowsMeta: exampleMeta,
}
