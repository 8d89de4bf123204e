import { and, eq, getTableColumns, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { Read } from '../dataset/read.ts'
import { annotations as annotationsDataset } from '../datasets/annotations.ts'
import { checkFigures as checkFiguresDataset } from '../datasets/check_figures.ts'
import { checks as checksDataset } from '../datasets/checks.ts'
import { facts as factsDataset } from '../datasets/facts.ts'
import type { RowOf } from '../datasets/index.ts'
import { notes as notesDataset } from '../datasets/notes.ts'

const [notes, annotations, facts] = [notesDataset.table, annotationsDataset.table, factsDataset.table]
const [checks, checkFigures] = [checksDataset.table, checkFiguresDataset.table]

const { release: _, ...noteColumns } = getTableColumns(notes)

const absentColumns = {
  notes: facts.notes,
  indicator: facts.indicator,
  basis: facts.basis,
  year: facts.year,
  axis: facts.axis,
  sex: facts.sex,
  target_group: facts.target_group,
  priority: facts.priority,
  initiative: facts.initiative,
  period: facts.period,
}

export type Note = RowOf<'notes'>
export type Check = Pick<RowOf<'checks'>, 'code' | 'outcome' | 'title' | 'title_en'>

/** All that a release says of printed figures: notes, and checks that do not hold. */
export interface RemarkIndex {
  notes: Note[]
  checks: Check[]
  /** By observation: codes of the notes that speak of it, of those that it is evidence for, and of the checks that it takes part in. */
  about: Record<string, { subject: string[]; evidence: string[]; checks: string[] }>
  /** The figures that no document prints, where notes explain why. */
  absent: Pick<RowOf<'facts'>, keyof typeof absentColumns>[]
}

/**
 * Reads the remarks of a release: one round trip, true for ever. `cells` are the codes of the facts that may be absent; without them all
 * facts are looked through.
 */
export const readRemarkIndex = async (read: Read, cells?: readonly string[]): Promise<RemarkIndex> => {
  const [noteRows, links, checkRows, figures, absent] = await read('remarks', (db, release) => {
    const failing = and(eq(checks.release, release), inArray(checks.outcome, ['fails', 'explained']))
    const among = cells && inArray(facts.code, sql`(select value from json_each(${JSON.stringify(cells)}))`)
    return [
      db.select(noteColumns).from(notes).where(eq(notes.release, release)),
      db
        .select({ note: annotations.note, observation: annotations.observation, role: annotations.role })
        .from(annotations)
        .where(eq(annotations.release, release)),
      db
        .select({ code: checks.code, outcome: checks.outcome, title: checks.title, title_en: checks.title_en })
        .from(checks)
        .where(failing),
      db
        .select({ check: checkFigures.check, observation: checkFigures.observation })
        .from(checkFigures)
        .where(
          and(
            eq(checkFigures.release, release),
            inArray(checkFigures.check, db.select({ code: checks.code }).from(checks).where(failing)),
          ),
        ),
      db
        .select(absentColumns)
        .from(facts)
        .where(and(eq(facts.release, release), ne(facts.status, 'printed'), isNotNull(facts.notes), among)),
    ] as const
  })
  const about: RemarkIndex['about'] = {}
  const entryOf = (observation: string) => (about[observation] ??= { subject: [], evidence: [], checks: [] })
  for (const { note, observation, role } of links) entryOf(observation)[role].push(note)
  for (const { check, observation } of figures) entryOf(observation).checks.push(check)
  return { notes: noteRows, checks: checkRows, about, absent }
}
