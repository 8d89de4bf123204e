import { datasets } from '../../datasets/index.ts'
import type { Tag } from '../../metadata/openapi.ts'
import type { Entry } from './common.ts'
import { catalogueOperations } from './catalogue.ts'
import { conventionOperations } from './conventions.ts'
import { datasetOperations } from './datasets.ts'
import { releaseOperations } from './releases.ts'
import { serviceOperations } from './service.ts'

/** The one list of what this API answers, in the order in which the router tries them. */
export const operations: readonly Entry[] = [
  ...serviceOperations,
  ...catalogueOperations,
  ...conventionOperations,
  ...releaseOperations,
  ...datasets.flatMap(datasetOperations),
]

/** The addresses beside the datasets that are one path, by the last part of it. */
export const namedPaths: Readonly<Record<string, string>> = Object.fromEntries(
  [...serviceOperations, ...releaseOperations]
    .filter(({ path }) => path !== '/' && !/[{]|\.atom$/.test(path))
    .map(({ path }) => [path.split('/').at(-1), path]),
)

const groups = {
  derived: 'What the documents say',
  printed: 'What was printed',
  structure: 'What the programme is',
} as const

const layers = Object.keys(groups) as (keyof typeof groups)[]

/** The chapters of the documents, what most people look for first. */
export const tags: readonly Tag[] = [
  {
    name: 'service',
    title: 'Start here',
    description: 'What there is, whether it answers, and what machines read about it.',
    group: 'The service',
  },
  ...layers.flatMap((layer) =>
    datasets
      .filter((dataset) => dataset.layer === layer)
      .map(({ name, title_en, description_en }) => ({
        name,
        title: title_en,
        description: description_en,
        group: groups[layer],
      })),
  ),
  {
    name: 'releases',
    title: 'Releases and changes',
    description: 'Copies of all data that never change, and what differs between them, value by value.',
    group: 'Over time',
  },
  {
    name: 'conventions',
    title: 'Standard addresses',
    description: 'What crawlers, browsers and harvesters ask for without having read anything of ours.',
    group: 'For machines',
  },
]
