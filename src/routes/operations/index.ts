import { datasets } from '../../datasets/index.ts'
import type { Tag } from '../../metadata/openapi.ts'
import type { Entry } from './common.ts'
import { datasetOperations } from './datasets.ts'
import { releaseOperations } from './releases.ts'
import { serviceOperations } from './service.ts'

/** The one list of what this API answers, in the order in which the router tries them. */
export const operations: readonly Entry[] = [
  ...serviceOperations,
  ...releaseOperations,
  ...datasets.flatMap(datasetOperations),
]

/** The addresses beside the datasets that are one path, by the last part of it. */
export const namedPaths: Readonly<Record<string, string>> = Object.fromEntries(
  [...serviceOperations, ...releaseOperations]
    .filter(({ path }) => path !== '/' && !/[{]|\.atom$/.test(path))
    .map(({ path }) => [path.split('/').at(-1), path]),
)

/** The chapters of the documents. */
export const tags: readonly Tag[] = [
  { name: 'service', description: 'What there is, whether it answers, and what the documents say of it' },
  { name: 'releases', description: 'Immutable copies of all datasets, and what changed between them' },
  ...datasets.map(({ name, description_en }) => ({ name, description: description_en })),
]
