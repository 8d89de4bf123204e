import * as z from 'zod'
import { problemMediaType, problems } from '../../dataset/problem.ts'
import { datasets } from '../../datasets/index.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { defaultFormat } from '../../formats/index.ts'
import { catalogueExtensions, catalogueTypes, schemaOrgCatalogue } from '../../metadata/catalogue-origin.ts'
import { indexSchema, statusSchema } from '../../metadata/schemas.ts'
import { anywhere, failures, fileFailures, freshness, type Entry } from './common.ts'

const listedPart = () =>
  z
    .enum([...datasets, releaseList, changeList].map(({ name }) => name))
    .meta({ description: 'What the CSV holds.', example: 'facts' })

/** What there is, whether it answers, and what the documents say of it. */
export const serviceOperations: readonly Entry[] = [
  {
    id: 'go_home',
    path: '/',
    handler: 'home',
    tag: 'service',
    summary: 'The beginning',
    description: 'Leads to what there is.',
    contract: () => ({ answers: {} }),
    redirects: 303,
    validated: false,
    failures: anywhere,
  },
  {
    id: 'list_datasets',
    path: '/v1',
    handler: 'index',
    tag: 'service',
    summary: 'What there is',
    description: `The datasets with their titles, rows and links, and the current release. ${freshness}`,
    contract: () => ({ answers: { [defaultFormat.mediaType]: indexSchema } }),
    validated: true,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'show_status',
    path: '/v1/status',
    handler: 'status',
    tag: 'service',
    summary: 'Health of the service',
    description: 'Which release is served and since when that is known. Never stored; reads the pointer, not the data.',
    contract: () => ({ answers: { [problemMediaType]: statusSchema } }),
    validated: false,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'show_openapi',
    path: '/openapi.json',
    handler: 'openapi',
    tag: 'service',
    summary: 'This document',
    description: 'OpenAPI 3.1, made from the operations that route and validate the requests.',
    contract: () => ({
      answers: { 'application/vnd.oai.openapi+json;version=3.1': z.looseObject({ openapi: z.string() }) },
    }),
    validated: true,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'describe_csv',
    path: '/v1/{dataset}.csv-metadata.json',
    route: '/v1/:file{[a-z_]+(?:\\.it)?\\.csv-metadata\\.json}',
    handler: 'csvw',
    tag: 'service',
    summary: 'What the columns of a CSV mean',
    description:
      'CSVW: titles in both languages, types, units, key, the tables that codes refer to. The address of any CSV, filtered or pinned, with -metadata.json behind its path and its own query describes that very CSV; its Link header names it.',
    contract: () => ({
      parts: { dataset: listedPart() },
      answers: { 'application/csvm+json; charset=utf-8': z.looseObject({ tables: z.array(z.looseObject({})) }) },
    }),
    validated: true,
    failures,
  },
  {
    id: 'show_catalogue',
    path: '/catalog.{extension}',
    route: '/:file{catalog\\..+}',
    handler: 'catalogue',
    tag: 'service',
    summary: 'The catalogue for harvesters',
    description: `DCAT-AP 3 and DCAT-AP_IT, one document, the same graph as Turtle, JSON-LD and RDF/XML: every dataset with its files, their sizes and SHA-256, and its versions. ${freshness}`,
    contract: () => ({
      parts: {
        extension: z.enum(catalogueExtensions).meta({ description: 'The serialisation.', example: 'ttl' }),
      },
      answers: Object.fromEntries(
        Object.entries(catalogueTypes).map(([extension, mediaType]) => [
          mediaType,
          extension === 'jsonld'
            ? z.looseObject({ '@graph': z.array(z.looseObject({ '@id': z.string() })) }).meta({ title: 'Catalogue' })
            : z.string(),
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
    tag: 'service',
    summary: 'A dataset as search engines read it',
    description: `schema.org Dataset as JSON-LD, with what its figures measure; \`catalog\` is the DataCatalog of all. ${freshness}`,
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
  {
    id: 'describe_table',
    path: '/v1/{dataset}.schema.json',
    route: '/v1/:file{[a-z_]+\\.schema\\.json}',
    handler: 'schema',
    tag: 'service',
    summary: 'The Table Schema of a CSV',
    description: 'Table Schema (Frictionless, version 2): types, constraints, primary and foreign keys.',
    contract: () => ({
      parts: { dataset: listedPart() },
      answers: { 'application/json; charset=utf-8': z.looseObject({ fields: z.array(z.looseObject({})) }) },
    }),
    validated: true,
    failures,
  },
  {
    id: 'show_datapackage',
    path: '/datapackage.json',
    handler: 'datapackage',
    tag: 'service',
    summary: 'All CSV files as a Data Package',
    description: `Data Package (Frictionless, version 2): every CSV of the current release at its pinned address, with size, SHA-256 and schema. ${freshness}`,
    contract: () => ({
      answers: { 'application/json; charset=utf-8': z.looseObject({ resources: z.array(z.looseObject({})) }) },
    }),
    validated: true,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'download_archive',
    path: '/v1/all.zip',
    handler: 'archive',
    tag: 'service',
    summary: 'All datasets in one file',
    description: `Every dataset as CSV, with its Data Package, its CSVW metadata and a README in Italian and English. The same bytes as long as no row changes. ${freshness}`,
    contract: () => ({ answers: { 'application/zip': z.string() } }),
    validated: true,
    failures: fileFailures,
  },
  {
    id: 'explain_problem',
    path: '/problems/{type}',
    handler: 'problem_type',
    tag: 'service',
    summary: 'What a problem means',
    description: 'The page that the type of a problem points to.',
    contract: () => ({
      parts: { type: z.enum(Object.keys(problems)).meta({ description: 'A problem type.', example: 'not-found' }) },
      answers: { 'text/html; charset=utf-8': z.string() },
    }),
    validated: true,
    failures: ['not-found', ...anywhere],
  },
]
