import { readRowsMax } from '../dataset/bounds.ts'
import type { Value } from '../dataset/define.ts'
import { readPage } from '../dataset/page.ts'
import { parseQuery } from '../dataset/query.ts'
import type { Read } from '../dataset/read.ts'
import { facts } from '../datasets/facts.ts'
import type { RowOf } from '../datasets/index.ts'
import type { Link } from './link.ts'

const pointColumns = ['code', 'year', 'axis', 'scope', 'value', 'qualifier', 'status'] as const

/** A figure of a series; what is not to be said of it is left out, its value is null where no document prints it. */
type Point = Record<string, Value>

/** The figures of an indicator over axes and years, where they form a series: figures of different scope are not one. */
export interface Series {
  series?: Point[]
  series_link: string
}

/** Where the figures of an indicator are: its series, where they form one. */
export const linkSeries = ({ code, series }: Pick<RowOf<'indicators'>, 'code' | 'series'>, link: Link): Series => ({
  series_link: link('facts', { query: series ?? `indicator=${code}` }),
})

/** Reads the series that an indicator states; an indicator whose figures form none has the link to them alone. */
export const readSeries = async (
  read: Read,
  indicator: Pick<RowOf<'indicators'>, 'code' | 'series'>,
  link: Link,
): Promise<Series> => {
  const { code, series } = indicator
  if (series === null) return linkSeries(indicator, link)
  const sorted = new URLSearchParams(`${series}&sort=axis,year`)
  const { query } = parseQuery(facts, false, sorted)
  const page = await readPage(read, `series/${code}`, { dataset: facts, key: [], query }, readRowsMax)
  const points = page.rows.map((row) => {
    const entries = pointColumns.map((name) => [name, row[name] ?? null] as const)
    return Object.fromEntries(
      entries.filter(
        ([name, value]) => name === 'value' || (value !== null && !(name === 'status' && value === 'printed')),
      ),
    )
  })
  return { series: points, ...linkSeries(indicator, link) }
}
