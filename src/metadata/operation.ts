import type * as z from 'zod'
import type { Deprecation } from '../dataset/deprecation.ts'
import type { ProblemType } from '../dataset/problem.ts'

/** What an operation is asked and what it answers. */
export interface Contract {
  /** Schemas of the parts of the path that are in braces. */
  parts?: Readonly<Record<string, z.ZodType>>
  /** The very schema that validates the query; without one there are no parameters. */
  query?: z.ZodObject
  /** Schemas of a successful answer, by media type. */
  answers: Readonly<Record<string, z.ZodType>>
}

/** What one address answers. The router, the OpenAPI document and the documentation are made from the list of these. */
export interface Operation<H extends string = string> {
  /** Unique, in snake_case. */
  id: string
  /** The address as OpenAPI writes it: `/v1/facts/{code}.{format}`. */
  path: string
  /** The router's pattern, where it is not the path with colons: the grammar of dataset addresses is read by `routes/address.ts`. */
  route?: string
  /** The name of the function that answers. */
  handler: H
  tag: string
  /** What a menu calls it. */
  summary: string
  /** What it is for, in Markdown, with an example where one helps. */
  description: string
  /** What a successful answer holds, in a few words. */
  answer: string
  /** Set when it is to go; every answer then says so. */
  deprecated?: Deprecation
  /** What is asked and answered. Made when a document needs it: the router does not, and a start of the Worker has few milliseconds. */
  contract: () => Contract
  /** The status with which it leads elsewhere, where it does so; `answers` are those at the end of the way. */
  redirects?: 303 | 307
  /** Whether the answer has an ETag, so that If-None-Match gives 304. */
  validated: boolean
  failures: readonly ProblemType[]
}
