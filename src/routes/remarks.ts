import { and, eq, inArray } from 'drizzle-orm'
import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import { factCode, isStated, type Identity } from '../derive/facts.ts'
import { knownOf } from '../http/known.ts'
import { readRelease } from '../http/read.ts'
import type { Visit } from '../http/visit.ts'
import { checkFigures as checkFiguresSet } from '../datasets/check_figures.ts'
import { checks as checksSet } from '../datasets/checks.ts'
import { annotations, notes } from '../tables.ts'

const [checks, checkFigures] = [checksSet.table, checkFiguresSet.table]

/** What is said of observations: notes, and checks that do not hold. */
interface Remarks {
  notes: Row[]
  checks: Row[]
  /** Codes of notes and of checks, by observation. */
  about: Record<string, { notes: string[]; checks: string[] }>
}

const readRemarks = async ({ db }: Visit, release: string): Promise<Remarks> => {
  const failing = and(eq(checks.release, release), inArray(checks.outcome, ['fails', 'explained']))
  const [noteRows = [], links = [], checkRows = [], figures = []] = await readRelease(db, release, (store) => [
    store
      .select({
        code: notes.code,
        kind: notes.kind,
        title: notes.title,
        title_en: notes.title_en,
        text: notes.text,
        text_en: notes.text_en,
      })
      .from(notes)
      .where(eq(notes.release, release)),
    store
      .select({ note: annotations.note, observation: annotations.observation })
      .from(annotations)
      .where(eq(annotations.release, release)),
    store
      .select({ code: checks.code, outcome: checks.outcome, title: checks.title, title_en: checks.title_en })
      .from(checks)
      .where(failing),
    store
      .select({ check: checkFigures.check, observation: checkFigures.observation })
      .from(checkFigures)
      .where(
        and(
          eq(checkFigures.release, release),
          inArray(checkFigures.check, store.select({ code: checks.code }).from(checks).where(failing)),
        ),
      ),
  ])
  const about: Remarks['about'] = {}
  const of = (observation: unknown) => (about[String(observation)] ??= { notes: [], checks: [] })
  for (const { note, observation } of links) of(observation).notes.push(String(note))
  for (const { check, observation } of figures) of(observation).checks.push(String(check))
  return { notes: noteRows, checks: checkRows, about }
}

/** The observations that a row rests on: itself, or those that its columns name. */
const observationsOf = ({ name, columns }: Dataset, row: Row): string[] =>
  name === 'observations'
    ? [String(row['id'])]
    : Object.entries(columns).flatMap(([column, { ref }]) =>
        ref === 'observations' && row[column] !== null ? [String(row[column])] : [],
      )

/** The codes that each row is spoken of by, turned round: code to the keys of the rows. */
const gather = (dataset: Dataset, rows: readonly Row[], codesOf: (row: Row) => readonly string[]) => {
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const key = dataset.key.map((name) => String(row[name])).join('/')
    for (const code of new Set(codesOf(row))) found.set(code, [...(found.get(code) ?? []), key])
  }
  return found
}

/** The notes and the failing checks that speak of rows, with the keys of those rows. */
export const remarksOn = async (visit: Visit, dataset: Dataset, rows: readonly Row[], release: string) => {
  const naming = Object.keys(dataset.columns).filter((name) => dataset.columns[name]?.ref === 'notes')
  const named = (row: Row) => naming.flatMap((name) => (row[name] ? String(row[name]).split(' ') : []))
  if (!rows.some((row) => observationsOf(dataset, row).length + named(row).length > 0)) return {}
  const remarks = await knownOf(visit, 'remarks', release, () => readRemarks(visit, release))
  const list = (name: 'notes' | 'checks') => {
    const found = gather(dataset, rows, (row) => [
      ...(name === 'notes' ? named(row) : []),
      ...observationsOf(dataset, row).flatMap((observation) => remarks.about[observation]?.[name] ?? []),
    ])
    return remarks[name].flatMap((row) => {
      const code = String(row['code'])
      return found.has(code) ? [{ ...row, link: `${visit.origin}/v1/${name}/${code}`, rows: found.get(code)! }] : []
    })
  }
  const [noted, failing] = [list('notes'), list('checks')]
  return { ...(noted.length > 0 ? { notes: noted } : {}), ...(failing.length > 0 ? { checks: failing } : {}) }
}

/** Whether rows of `observations` print one fact several times: then their sum would count it several times. */
export const repeatedIn = ({ name }: Dataset, rows: readonly Row[], origin: string) => {
  if (name !== 'observations') return {}
  const stated = rows.filter(isStated)
  const facts = new Set(stated.map((row) => factCode(row as unknown as Identity)))
  const repeated = stated.length - facts.size
  return repeated === 0
    ? {}
    : {
        repeated: {
          rows: stated.length,
          facts: facts.size,
          it: `Queste righe stampano ${facts.size} dati, alcuni più volte: non si sommano. Ciascun dato una volta sola: facts.`,
          en: `These rows print ${facts.size} facts, some of them several times: do not sum them. Each fact once: facts.`,
          link: `${origin}/v1/facts`,
        },
      }
}
