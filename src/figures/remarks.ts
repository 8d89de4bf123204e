import type { Row } from '../dataset/define.ts'
import { observations } from '../datasets/observations.ts'
import { snapshotMeasures, snapshots } from '../datasets/snapshots.ts'
import { isOfCell } from '../derive/snapshots.ts'
import type { Link } from './link.ts'
import type { Check, Note, RemarkIndex } from './remark-index.ts'
import { noteColumns, printColumns, type Shown } from './shown.ts'

/** Keys that a remark names at most: `row_count` says of how many rows it speaks where there are more. */
const remarkRowsMax = 8

/** What the row of a permalink is to a note: what it speaks of, or a figure that shows it. */
type Role = 'subject' | 'evidence'

/** Where it is, and the keys of the rows that it speaks of. */
interface Place {
  link: string
  rows: string[]
  row_count?: number
}

/** The notes that speak of what is shown, and the checks that it does not pass. Texts and roles stand on the permalink of a row. */
export interface Remarks {
  notes: (Omit<Note, 'text' | 'text_en'> & Partial<Pick<Note, 'text' | 'text_en'>> & { role?: Role } & Place)[]
  checks: (Check & Place)[]
}

export const noRemarks: Remarks = { notes: [], checks: [] }

/** What a reader has to know first: what is wrong, then what is counted, then what has changed or is not there, then words and roundings. */
const kindsInOrder = [
  'error',
  'contradiction',
  'scope',
  'definition',
  'revision',
  'decrease',
  'gap',
  'label',
  'rounding',
] as const satisfies readonly Note['kind'][]

const rankOf = ({ kind }: Note) => kindsInOrder.indexOf(kind)

const listOf = (cell: unknown): string[] => (cell == null ? [] : String(cell).split(' '))

/** The notes that explain the empty cells of a snapshot, by the column that would name their print. */
const notesOnBlanks = ({ absent }: RemarkIndex, row: Row, columns: readonly string[]): string[] => {
  const measures = snapshotMeasures.filter((measure) => {
    const column = `${measure}_observation`
    return columns.includes(column) && row[column] === null
  })
  const [year, axis] = [Number(row['year']), String(row['axis'])]
  return measures.flatMap((measure) => listOf(absent.find((fact) => isOfCell(fact, measure, year, axis))?.notes))
}

/** What can be said of each row: codes of notes by what the row is to them, and codes of checks. */
const readCodes = (index: RemarkIndex, shown: Shown) => {
  const [columns, named] = [printColumns(shown), noteColumns(shown)]
  return (row: Row) => {
    const prints = columns.flatMap((name) => index.about[String(row[name])] ?? [])
    const blanks = shown.dataset.name === snapshots.name ? notesOnBlanks(index, row, columns) : []
    return {
      subject: [...named.flatMap((name) => listOf(row[name])), ...prints.flatMap(({ subject }) => subject), ...blanks],
      evidence: prints.flatMap(({ evidence }) => evidence),
      checks: prints.flatMap(({ checks }) => checks),
    }
  }
}

/** Keys of rows by the codes that speak of them. */
const keysByCode = (shown: Shown, rows: readonly Row[], codes: (row: Row) => readonly string[]) => {
  const keys = new Map<string, string[]>()
  for (const row of rows) {
    const key = shown.dataset.key.map((name) => String(row[name])).join('/')
    for (const code of new Set(codes(row))) keys.set(code, [...(keys.get(code) ?? []), key])
  }
  return keys
}

/** Whether anything can be said of rows: only then the index is worth reading. */
export const remarkable = (shown: Shown, rows: readonly Row[]): boolean =>
  [...printColumns(shown), ...noteColumns(shown)].length > 0 && rows.length > 0

interface Told {
  note: Note
  role: Role
  keys: string[]
}

const inOrder = (a: Told, b: Told): number =>
  Number(a.role === 'evidence') - Number(b.role === 'evidence') ||
  rankOf(a.note) - rankOf(b.note) ||
  (a.note.code < b.note.code ? -1 : 1)

/**
 * The notes and the failing checks that speak of what is shown of rows: of the prints that the shown cells rest on, and of why cells are
 * empty. What the row is the subject of comes first. A note that only uses a figure as evidence speaks of another one: the permalink of
 * that print alone names it, last. A list leaves out the checks that a note explains: it names the note.
 */
export const remarksOn = (
  index: RemarkIndex,
  shown: Shown,
  rows: readonly Row[],
  link: Link,
  single: boolean,
): Remarks => {
  const codesOf = readCodes(index, shown)
  const codes = new Map(rows.map((row) => [row, codesOf(row)]))
  const keysOf = (name: 'subject' | 'evidence' | 'checks') =>
    keysByCode(shown, rows, (row) => codes.get(row)?.[name] ?? [])
  const [subjects, checks] = [keysOf('subject'), keysOf('checks')]
  const isPrint = single && shown.dataset.name === observations.name
  const evidence = isPrint ? keysOf('evidence') : subjects
  const place = (name: 'notes' | 'checks', code: string, keys: readonly string[]): Place => ({
    link: link(name, { key: [code] }),
    rows: keys.slice(0, remarkRowsMax),
    ...(keys.length > remarkRowsMax && { row_count: keys.length }),
  })
  const told = index.notes.flatMap((note): Told[] => {
    const keys = subjects.get(note.code) ?? evidence.get(note.code)
    return keys ? [{ note, role: subjects.has(note.code) ? 'subject' : 'evidence', keys }] : []
  })
  return {
    notes: told.toSorted(inOrder).map(({ note: { text, text_en, ...note }, role, keys }) => ({
      ...note,
      ...(isPrint && { role }),
      ...(single && { text, text_en }),
      ...place('notes', note.code, keys),
    })),
    checks: index.checks
      .filter(({ outcome }) => single || outcome === 'fails')
      .flatMap((check) => {
        const keys = checks.get(check.code)
        return keys ? [{ ...check, ...place('checks', check.code, keys) }] : []
      }),
  }
}
