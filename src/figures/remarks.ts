import { and, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Dataset, Row } from '../dataset/define.ts'
import type { Read } from '../dataset/read.ts'
import { annotations as annotationsDataset } from '../datasets/annotations.ts'
import { checkFigures as checkFiguresDataset } from '../datasets/check_figures.ts'
import { checks as checksDataset } from '../datasets/checks.ts'
import type { RowOf } from '../datasets/index.ts'
import { notes as notesDataset } from '../datasets/notes.ts'
import type { Link } from './link.ts'

const [notes, annotations] = [notesDataset.table, annotationsDataset.table]
const [checks, checkFigures] = [checksDataset.table, checkFiguresDataset.table]

const { release: _, ...noteColumns } = getTableColumns(notes)

type Note = RowOf<'notes'>
type Check = Pick<RowOf<'checks'>, 'code' | 'outcome' | 'title' | 'title_en'>

/** All that a release says of observations: notes, and checks that do not hold. */
export interface RemarkIndex {
  notes: Note[]
  checks: Check[]
  /** Codes of notes and of checks, by observation. */
  about: Record<string, { notes: string[]; checks: string[] }>
}

export const readRemarkIndex = async (read: Read): Promise<RemarkIndex> => {
  const [noteRows, links, checkRows, figures] = await read('remarks', (db, release) => {
    const failing = and(eq(checks.release, release), inArray(checks.outcome, ['fails', 'explained']))
    return [
      db.select(noteColumns).from(notes).where(eq(notes.release, release)),
      db
        .select({ note: annotations.note, observation: annotations.observation })
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
    ] as const
  })
  const about: RemarkIndex['about'] = {}
  const entryOf = (observation: string) => (about[observation] ??= { notes: [], checks: [] })
  for (const { note, observation } of links) entryOf(observation).notes.push(note)
  for (const { check, observation } of figures) entryOf(observation).checks.push(check)
  return { notes: noteRows, checks: checkRows, about }
}

type Remark<T> = T & { link: string; rows: string[] }

/** The notes and the failing checks that speak of rows, with the keys of those rows. */
export interface Remarks {
  notes: Remark<Note>[]
  checks: Remark<Check>[]
}

export const noRemarks: Remarks = { notes: [], checks: [] }

/** The observations that a row rests on: itself, or those that its columns name. */
const observationsOf = ({ name, columns }: Dataset, row: Row): string[] =>
  name === 'observations'
    ? [String(row['id'])]
    : Object.entries(columns).flatMap(([column, { ref }]) =>
        ref === 'observations' && row[column] !== null ? [String(row[column])] : [],
      )

/** The notes that the columns of a row name. */
const notesNamed = ({ columns }: Dataset, row: Row): string[] =>
  Object.entries(columns).flatMap(([column, { ref }]) =>
    ref === 'notes' && row[column] ? String(row[column]).split(' ') : [],
  )

/** Whether anything can be said of rows: only then the index is worth reading. */
export const remarkable = (dataset: Dataset, rows: readonly Row[]): boolean =>
  rows.some((row) => observationsOf(dataset, row).length + notesNamed(dataset, row).length > 0)

export const remarksOn = (index: RemarkIndex, dataset: Dataset, rows: readonly Row[], link: Link): Remarks => {
  const keysByCode = (codesOf: (row: Row) => readonly string[]) => {
    const keys = new Map<string, string[]>()
    for (const row of rows) {
      const key = dataset.key.map((name) => String(row[name])).join('/')
      for (const code of new Set(codesOf(row))) keys.set(code, [...(keys.get(code) ?? []), key])
    }
    return keys
  }
  const codes = (name: 'notes' | 'checks') => (row: Row) =>
    observationsOf(dataset, row).flatMap((observation) => index.about[observation]?.[name] ?? [])
  const pick = <T extends { code: string }>(
    name: 'notes' | 'checks',
    list: readonly T[],
    keys: Map<string, string[]>,
  ) =>
    list.flatMap((entry): Remark<T>[] => {
      const speaking = keys.get(entry.code)
      return speaking ? [{ ...entry, link: link(name, { key: [entry.code] }), rows: speaking }] : []
    })
  return {
    notes: pick(
      'notes',
      index.notes,
      keysByCode((row) => [...notesNamed(dataset, row), ...codes('notes')(row)]),
    ),
    checks: pick('checks', index.checks, keysByCode(codes('checks'))),
  }
}
