import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/dataset/define.ts'
import { filters } from '../../../src/dataset/filter.ts'
import type { Query } from '../../../src/dataset/query.ts'
import { pageStatement, type After } from '../../../src/dataset/rows.ts'
import { datasetNamed, datasets } from '../../../src/datasets/index.ts'

const db = drizzle(env.DB)

/** How SQLite goes about a page of rows: a line a step. */
const plan = async (dataset: Dataset, query: Partial<Query>, after?: After): Promise<string[]> => {
  const whole: Query = { where: {}, sort: [], fields: [], limit: 10, ...query }
  const ask = { release: '2026-11-21.1', key: [], query: whole, size: query.limit ?? 10, ...(after && { after }) }
  const { sql, params } = pageStatement(db, dataset, ask).toSQL()
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>()
  return results.map(({ detail }) => detail)
}

const isDimension = ({ columns }: Dataset, name: string) =>
  ['time', 'dimension'].includes(columns[name]!.role) && !['list', 'text'].includes(columns[name]!.kind)

/** Each filterable column of each dataset. */
const filterable = datasets.flatMap((dataset) =>
  dataset.header.filter((name) => filters(dataset.columns[name]!)).map((name) => [dataset.name, name] as const),
)

describe('a filter of one column', () => {
  it.each(filterable)(
    '%s.%s reads the rows of the release alone, by an index of its own if it is a dimension',
    async (name, column) => {
      const dataset = datasetNamed(name)!
      const value = dataset.columns[column]!.kind === 'integer' ? 1 : 'x'
      const steps = (await plan(dataset, { where: { [column]: [{ is: value }] } })).filter(
        (step) => !/json_each|TEMP|LIST/.test(step),
      )
      expect(steps).toHaveLength(1)
      const own = isDimension(dataset, column)
      expect(steps[0]).toMatch(
        own
          ? new RegExp(`^SEARCH ${name} USING (COVERING )?INDEX .*\\(release=\\? AND ${column}=\\?`)
          : /^SEARCH .*\(release=\?/,
      )
    },
  )
})

describe('a filter of several values', () => {
  it.each(filterable.filter(([name, column]) => isDimension(datasetNamed(name)!, column)))(
    // A table that is hardly more than its key is read whole from an index that holds all of it.
    '%s.%s looks them up, where the whole answer is asked for',
    async (name, column) => {
      const [one, two] = datasetNamed(name)!.columns[column]!.kind === 'integer' ? [1, 2] : ['x', 'y']
      const [step] = await plan(datasetNamed(name)!, {
        where: { [column]: [{ is: one! }, { is: two! }] },
        limit: 10_000,
      })
      expect(step).toMatch(
        new RegExp(`^SEARCH ${name} USING (COVERING INDEX|INDEX .*\\(release=\\? AND ${column}=\\?)`),
      )
    },
  )
})

describe('a page behind another', () => {
  it.each(datasets.map((dataset) => [dataset.name]))(
    '%s is read from its place in the key on, without a sort',
    async (name) => {
      const dataset = datasetNamed(name)!
      const steps = await plan(
        dataset,
        {},
        dataset.key.map(() => '1'),
      )
      expect(steps).toHaveLength(1)
      const [first] = dataset.key
      expect(steps[0]).toMatch(
        dataset.key.length === 1 ? `(release=? AND ${first}>?)` : `(release=? AND (${dataset.key.join(',')})>(`,
      )
    },
  )
})
