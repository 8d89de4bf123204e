import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Read } from '../dataset/read.ts'
import type { RowOf } from '../datasets/index.ts'
import { facts as factsDataset } from '../datasets/facts.ts'
import { snapshotMeasures } from '../datasets/snapshots.ts'
import { codesOfCell, isOfCell } from '../derive/snapshots.ts'
import type { Link } from './link.ts'

const facts = factsDataset.table

/** The fact that a cell of a snapshot is about, printed or not; why there is no value where there is none. */
type Cell = Pick<RowOf<'facts'>, 'status'> &
  Partial<Pick<RowOf<'facts'>, 'reason' | 'reason_en'>> & { fact: string; link: string }

/** By measure; a measure of which no fact is known has none. */
export type SnapshotCells = Partial<Record<(typeof snapshotMeasures)[number], Cell>>

/** The facts behind the cells of a snapshot that are shown. */
export const readCells = async (
  read: Read,
  { year, axis }: Pick<RowOf<'snapshots'>, 'year' | 'axis'>,
  fields: readonly string[],
  link: Link,
): Promise<SnapshotCells> => {
  const codes = snapshotMeasures.flatMap((measure) => codesOfCell(measure, year, axis))
  const [rows] = await read(
    `cells/${year}/${axis}`,
    (db, release) =>
      [
        db
          .select()
          .from(facts)
          .where(
            and(
              eq(facts.release, release),
              inArray(facts.code, sql`(select value from json_each(${JSON.stringify(codes)}))`),
            ),
          ),
      ] as const,
  )
  return Object.fromEntries(
    snapshotMeasures
      .filter((measure) => fields.includes(measure))
      .flatMap((measure) => {
        const fact = rows.find((row) => isOfCell(row, measure, year, axis))
        if (!fact) return []
        const { code, status, reason, reason_en } = fact
        const why = reason === null ? {} : { reason, reason_en }
        return [[measure, { fact: code, status, ...why, link: link('facts', { key: [code] }) }]]
      }),
  )
}
