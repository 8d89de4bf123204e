import * as z from 'zod'
import { problemMediaType, problems } from '../../dataset/problem.ts'
import { datasets } from '../../datasets/index.ts'
import { changeList, releaseList } from '../../datasets/releases.ts'
import { defaultFormat } from '../../formats/index.ts'
import { sharedSchemas } from '../../metadata/schemas.ts'
import { indexSchema, resultsSchema, statusSchema } from '../../metadata/service-schemas.ts'
import { searchQuery } from '../search-query.ts'
import { anywhere, failures, fileFailures, type Entry } from './common.ts'

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
    summary: 'Start page',
    description: 'Leads to `/v1`, which tells what there is.',
    answer: 'What there is, at the end of the way',
    contract: () => ({ answers: { [defaultFormat.mediaType]: indexSchema } }),
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
    description:
      'Every dataset with its titles, its columns, how many rows it has and the addresses of its formats; the current release; where to go on.',
    answer: 'The datasets',
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
    description:
      'Whether the API answers, which release it serves and since when that is known. A monitor may ask it as often as it likes: it is never stored and costs no read of the data.',
    answer: 'It answers',
    contract: () => ({ answers: { [problemMediaType]: statusSchema } }),
    validated: false,
    failures: ['invalid-request', ...anywhere],
  },
  {
    id: 'search',
    path: '/v1/search',
    handler: 'search',
    tag: 'service',
    summary: 'Search',
    description:
      'Indicators, initiatives, axes, actions, facts, notes and checks that words in Italian or English speak of. A question that names no year finds the newest figure first. The title and the link of each result lead on; a fact has its value, unit and day. Nothing found is no error: `meta.reason` says what to try. Example: `/v1/search?q=nidi+gratis`.',
    answer: 'What was found',
    contract: () => ({ query: searchQuery(), answers: { [defaultFormat.mediaType]: resultsSchema } }),
    validated: true,
    failures,
  },
  {
    id: 'show_openapi',
    path: '/openapi.json',
    handler: 'openapi',
    tag: 'service',
    summary: 'This document',
    description:
      'This document: OpenAPI 3.1, made from the very declarations that route and check each request. Clients are generated from it.',
    answer: 'OpenAPI 3.1',
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
      'CSV on the Web: for each column of the CSV its titles in Italian and English, its type, its unit, whether it may be empty, the key, and the tables that its codes refer to. The address of any CSV, filtered or pinned, with `-metadata.json` behind its path and its own query describes that very CSV; its `Link` header names it.',
    answer: 'CSVW metadata',
    contract: () => ({
      parts: { dataset: listedPart() },
      answers: { 'application/csvm+json; charset=utf-8': z.looseObject({ tables: z.array(z.looseObject({})) }) },
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
    answer: 'Table Schema',
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
    description:
      'Data Package (Frictionless, version 2): every CSV of the current release at its pinned address, with size, SHA-256 and schema.',
    answer: 'Data Package',
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
    description:
      'Every dataset as CSV, with its Data Package, its CSVW metadata and a README in Italian and English. The same bytes as long as no row changes.',
    answer: 'A file with all CSVs',
    contract: () => ({ answers: { 'application/zip': sharedSchemas.File } }),
    validated: true,
    failures: fileFailures,
  },
  {
    id: 'explain_problem',
    path: '/problems/{type}',
    handler: 'problem_type',
    tag: 'service',
    summary: 'What an error means',
    description: 'The page that the `type` of an error points to: what it means and what helps.',
    answer: 'A page',
    contract: () => ({
      parts: { type: z.enum(Object.keys(problems)).meta({ description: 'A problem type.', example: 'not-found' }) },
      answers: { 'text/html; charset=utf-8': sharedSchemas.File },
    }),
    validated: true,
    failures: ['not-found', ...anywhere],
  },
]
