import * as z from 'zod'
import { datasets } from '../../datasets/index.ts'
import { catalogueExtensions, catalogueTypes, schemaOrgCatalogue } from '../../metadata/catalogue-origin.ts'
import { sharedSchemas } from '../../metadata/schemas.ts'
import { anywhere, failures, type Entry } from './common.ts'

/** What is told of the datasets to those who list them: harvesters and search engines. */
export const catalogueOperations: readonly Entry[] = [
  {
    id: 'show_catalogue',
    path: '/catalog.{extension}',
    route: '/:file{catalog\\..+}',
    handler: 'catalogue',
    tag: 'conventions',
    summary: 'The catalogue for harvesters',
    description:
      'DCAT-AP 3 and DCAT-AP_IT, one document, the same graph as Turtle, JSON-LD and RDF/XML: every dataset with its files, their sizes and SHA-256, and its versions.',
    answer: 'The catalogue',
    contract: () => ({
      parts: {
        extension: z.enum(catalogueExtensions).meta({ description: 'The serialisation.', example: 'ttl' }),
      },
      answers: Object.fromEntries(
        Object.entries(catalogueTypes).map(([extension, mediaType]) => [
          mediaType,
          extension === 'jsonld'
            ? z.looseObject({ '@graph': z.array(z.looseObject({ '@id': z.string() })) }).meta({ title: 'Catalogue' })
            : sharedSchemas.File,
        ]),
      ),
    }),
    validated: true,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'describe_dataset',
    path: '/v1/{dataset}.jsonld',
    route: '/v1/:file{[a-z_]+\\.jsonld}',
    handler: 'schema_org',
    tag: 'conventions',
    summary: 'A dataset as search engines read it',
    description:
      'schema.org Dataset as JSON-LD, with what its figures measure; `catalog` in the place of a dataset is the DataCatalog of all.',
    answer: 'A Dataset, or the DataCatalog',
    contract: () => ({
      parts: {
        dataset: z
          .enum([schemaOrgCatalogue, ...datasets.map(({ name }) => name)])
          .meta({ description: 'A dataset, or catalog.', example: 'snapshots' }),
      },
      answers: {
        [catalogueTypes.jsonld]: z
          .looseObject({ '@type': z.enum(['Dataset', 'DataCatalog']) })
          .meta({ title: 'SchemaOrg' }),
      },
    }),
    validated: true,
    failures,
  },
]
