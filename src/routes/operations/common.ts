import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import type { ProblemType } from '../../dataset/problem.ts'
import { codeLists } from '../../datasets/index.ts'
import type { Format } from '../../formats/format.ts'
import { defaultFormat, formatsOf } from '../../formats/index.ts'
import type { Operation } from '../../metadata/operation.ts'
import { sharedSchemas } from '../../metadata/schemas.ts'

/** The functions that answer, by name; `handlers.ts` has one for each. */
export type HandlerName =
  | 'home'
  | 'index'
  | 'status'
  | 'openapi'
  | 'problem_type'
  | 'catalogue'
  | 'schema_org'
  | 'releases'
  | 'latest'
  | 'release'
  | 'sums'
  | 'feed'
  | 'dataset_feed'
  | 'fact_feed'
  | 'changes'
  | 'csvw'
  | 'convention'
  | 'schema'
  | 'datapackage'
  | 'archive'
  | 'rows'
  | 'search'

export type Entry = Operation<HandlerName>

/** What can go wrong anywhere. */
export const anywhere = ['method-not-allowed', 'uri-too-long', 'too-many-requests', 'unavailable'] as const
/** Where parameters are read. */
export const failures: readonly ProblemType[] = ['invalid-request', 'not-found', ...anywhere]
/** Where a part of a file may be asked for. */
export const fileFailures: readonly ProblemType[] = [...failures, 'range-not-satisfiable']
/** Where a release is named. */
export const pinnedFailures: readonly ProblemType[] = ['gone', ...failures]
export const pinnedFileFailures: readonly ProblemType[] = ['gone', ...fileFailures]

/** Datasets that give labels. */
export const labelLists = codeLists.map(({ name }) => name)

const schemaOf = ({ kind, mediaType }: Format, row: z.ZodType) => {
  if (!mediaType.includes('json')) return sharedSchemas.File
  if (kind === 'whole') return sharedSchemas.Cube
  return kind === 'citation' ? sharedSchemas.Citations : row
}

/** Schemas of files, by media type: text, but for formats whose lines are rows. */
export const fileAnswers = (formats: readonly Format[], row: z.ZodType) =>
  Object.fromEntries(formats.map((format) => [format.mediaType, schemaOf(format, row)]))

/** The formats of a dataset beside the default one. */
export const downloadsOf = (dataset: Dataset): Format[] =>
  formatsOf(dataset).filter((format) => format !== defaultFormat)

export const formatPart = (formats: readonly Format[]) =>
  z.enum(formats.map(({ extension }) => extension)).meta({
    description: `The format: ${formats.map(({ extension, title }) => `\`${extension}\` (${title})`).join(', ')}.`,
    example: formats[0]!.extension,
  })
