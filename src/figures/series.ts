import { and, asc, eq } from 'drizzle-orm'
import type { Read } from '../dataset/read.ts'
import { facts as factsDataset } from '../datasets/facts.ts'
import type { Link } from './link.ts'

const facts = factsDataset.table

const columns = {
  code: facts.code,
  year: facts.year,
  axis: facts.axis,
  sex: facts.sex,
  target_group: facts.target_group,
  initiative: facts.initiative,
  scope: facts.scope,
  value: facts.value,
  unit: facts.unit,
  qualifier: facts.qualifier,
  status: facts.status,
}

const readRows = (read: Read, indicator: string) =>
  read(
    `series/${indicator}`,
    (db, release) =>
      [
        db
          .select(columns)
          .from(facts)
          .where(and(eq(facts.release, release), eq(facts.indicator, indicator), eq(facts.basis, 'actual')))
          .orderBy(asc(facts.axis), asc(facts.initiative), asc(facts.sex), asc(facts.target_group), asc(facts.year)),
      ] as const,
  )

/** The figures of an indicator over axes, groups and years: figures of different scope are not one series. */
export interface Series {
  series: Awaited<ReturnType<typeof readRows>>[0]
  series_link: string
}

export const readSeries = async (read: Read, indicator: string, link: Link): Promise<Series> => {
  const [series] = await readRows(read, indicator)
  return { series, series_link: link('facts', { query: `indicator=${indicator}` }) }
}
