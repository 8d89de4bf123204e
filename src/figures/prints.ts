import { and, asc, eq, inArray } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import type { Read } from '../dataset/read.ts'
import type { RowOf } from '../datasets/index.ts'
import { facts as factsDataset } from '../datasets/facts.ts'
import { observations as observationsDataset } from '../datasets/observations.ts'
import { restatements as restatementsDataset } from '../datasets/restatements.ts'

const [facts, observations, restatements] = [factsDataset.table, observationsDataset.table, restatementsDataset.table]

/** One print of a fact, and how it relates to the chosen one; the chosen print is what the others are compared with. */
interface Print {
  observation: string
  source: string
  line: number
  printed: string
  relation: RowOf<'restatements'>['relation'] | 'chosen'
  difference?: number
}

/** The fact that a figure states, where the answer is about one of its prints, and all its prints. */
export interface FactPrints {
  fact?: string
  fact_link?: string
  prints: Print[]
}

/** The rows of all prints of a fact, in the order of their ids, each with its comparison; the chosen one has none. */
export const readPrints = async (read: Read, fact: string) => {
  const [comparisons, rows] = await read(`prints/${fact}`, (db, release) => {
    const compared = and(eq(restatements.release, release), eq(restatements.fact, fact))
    const chosen = db
      .select({ id: facts.observation })
      .from(facts)
      .where(and(eq(facts.release, release), eq(facts.code, fact)))
    const others = db.select({ id: restatements.observation }).from(restatements).where(compared)
    return [
      db
        .select({
          observation: restatements.observation,
          relation: restatements.relation,
          difference: restatements.difference,
        })
        .from(restatements)
        .where(compared),
      db
        .select()
        .from(observations)
        .where(
          and(
            eq(observations.release, release),
            // One list: of two that are joined by or, SQLite would rather read all rows.
            inArray(observations.id, unionAll(chosen, others)),
          ),
        )
        .orderBy(asc(observations.id)),
    ] as const
  })
  return rows.map((row) => ({ row, comparison: comparisons.find(({ observation }) => observation === row.id) }))
}

/** The prints as an answer lists them: the place and the words of each, and how it stands to the chosen one. */
export const listPrints = (prints: Awaited<ReturnType<typeof readPrints>>): Print[] =>
  prints.map(({ row: { id, source, line, printed }, comparison }) => ({
    observation: id,
    source,
    line,
    printed,
    relation: comparison?.relation ?? 'chosen',
    ...(comparison?.difference && { difference: comparison.difference }),
  }))
