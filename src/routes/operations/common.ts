import * as z from 'zod'
import type { Dataset } from '../../dataset/define.ts'
import { freshnessSeconds } from '../../dataset/freshness.ts'
import type { ProblemType } from '../../dataset/problem.ts'
import { codeLists } from '../../datasets/index.ts'
import type { Format } from '../../formats/format.ts'
import { defaultFormat, formatsOf } from '../../formats/index.ts'
import type { Operation } from '../../metadata/operation.ts'

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
  | 'changes'
  | 'csvw'
  | 'schema'
  | 'datapackage'
  | 'archive'
  | 'rows'

export type Entry = Operation<HandlerName>

export const freshness = `An answer may be kept for the seconds that Cache-Control says, and is at most ${freshnessSeconds} seconds old. If-None-Match with the ETag gives 304.`

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

/** Schemas of files, by media type: text, but for formats whose lines are rows. */
export const fileAnswers = (formats: readonly Format[], row: z.ZodType) =>
  Object.fromEntries(formats.map(({ mediaType }) => [mediaType, mediaType.includes('json') ? row : z.string()]))

/** The formats of a dataset beside the default one. */
export const downloadsOf = (dataset: Dataset): Format[] =>
  formatsOf(dataset).filter((format) => format !== defaultFormat)

export const formatPart = (formats: readonly Format[]) =>
  z.enum(formats.map(({ extension }) => extension)).meta({
    description: `The format: ${formats.map(({ extension, title }) => `${extension} (${title})`).join(', ')}. Always whole.`,
    example: formats[0]!.extension,
  })
