import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Row } from '../dataset/define.ts'
import type { Release } from '../release/release.ts'
import { snapshotMeasures } from '../datasets/snapshots.ts'
import { factCode, isStated, type Identity } from '../derive/facts.ts'
import { isOfCell } from '../derive/snapshots.ts'
import { readRelease } from '../http/read.ts'
import { sharedRead } from '../http/tiers.ts'
import type { Visit } from '../http/visit.ts'
import { facts, observations, restatements } from '../tables.ts'

/** Reads below a release, shared by all who ask for the same `name` at the same time. */
const readShared = (
  { db, isolate, reader }: Visit,
  name: string,
  { id }: Release,
  statements: Parameters<typeof readRelease>[2],
) => sharedRead(isolate.tiers, `${name}/${id}`, reader, () => readRelease(db, id, statements))

/** What a permanent link to one row tells beyond the row: shown in `meta`. */
type Extra = (visit: Visit, row: Row, release: Release, permalink: string) => Promise<object>

const titleOf = (release: Release, list: string, code: unknown, language: 'title' | 'title_en') =>
  String(release.codes[list]?.find((one) => one['code'] === code)?.[language] ?? code)

const words = {
  title: { section: 'sezione', line: 'riga', release: 'versione' },
  title_en: { section: 'section', line: 'line', release: 'release' },
} as const

/** How to cite a figure: the document, its place in it, and the string that is printed there. */
const citationOf = (row: Row, release: Release, permalink: string) => {
  const { source, section, line, label, printed } = row
  const cite = (language: 'title' | 'title_en') => {
    const said = words[language]
    // A section is printed as a number or as a name, and a name needs no word before it.
    const part = /^\d/.test(String(section)) ? `${said.section} ${section}` : section
    const place = [
      titleOf(release, 'sources', source, language),
      part,
      `${said.line} ${line}`,
      `${label}: «${printed}»`,
    ]
    return `Regione Lombardia, ${place.filter(Boolean).join(', ')}. Fondo Aperto, ${said.release} ${release.id}, ${permalink}, CC BY 4.0.`
  }
  return { it: cite('title'), en: cite('title_en') }
}

/** All prints of a fact with how each relates to the chosen one, and the row of the chosen one. */
const printsOf = async (visit: Visit, fact: string, release: Release) => {
  const { id } = release
  const [relations = [], rows = []] = await readShared(visit, `prints/${fact}`, release, (store) => {
    const of = and(eq(restatements.release, id), eq(restatements.fact, fact))
    const chosen = store
      .select({ id: facts.observation })
      .from(facts)
      .where(and(eq(facts.release, id), eq(facts.code, fact)))
    const others = store.select({ id: restatements.observation }).from(restatements).where(of)
    return [
      store
        .select({
          observation: restatements.observation,
          relation: restatements.relation,
          difference: restatements.difference,
        })
        .from(restatements)
        .where(of),
      store
        .select()
        .from(observations)
        .where(
          and(eq(observations.release, id), or(inArray(observations.id, chosen), inArray(observations.id, others))),
        )
        .orderBy(asc(observations.id)),
    ]
  })
  return rows.map((row) => ({ row, relation: relations.find(({ observation }) => observation === row['id']) }))
}

const printLine = (origin: string, { row, relation }: Awaited<ReturnType<typeof printsOf>>[number]) => ({
  observation: row['id'],
  source: row['source'],
  section: row['section'],
  line: row['line'],
  printed: row['printed'],
  value: row['value'],
  // The chosen print is what the others are compared with.
  relation: relation?.['relation'] ?? 'chosen',
  difference: relation?.['difference'] ?? null,
  link: `${origin}/v1/observations/${String(row['id'])}`,
})

const observation: Extra = async (visit, row, release, permalink) => {
  const citation = citationOf(row, release, permalink)
  if (!isStated(row)) return { citation }
  const fact = factCode(row as unknown as Identity)
  const prints = await printsOf(visit, fact, release)
  return {
    citation,
    fact,
    fact_link: `${visit.origin}/v1/facts/${fact}`,
    prints: prints.map((print) => printLine(visit.origin, print)),
  }
}

const fact: Extra = async (visit, row, release, permalink) => {
  if (row['observation'] === null) return {}
  const prints = await printsOf(visit, String(row['code']), release)
  const chosen = prints.find((print) => print.row['id'] === row['observation'])!
  return {
    citation: citationOf(chosen.row, release, permalink),
    prints: prints.map((print) => printLine(visit.origin, print)),
  }
}

const indicator: Extra = async (visit, row, release) => {
  const { origin } = visit
  const [series = []] = await readShared(visit, `series/${String(row['code'])}`, release, (store) => [
    store
      .select({
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
      })
      .from(facts)
      .where(and(eq(facts.release, release.id), eq(facts.indicator, String(row['code'])), eq(facts.basis, 'actual')))
      .orderBy(asc(facts.axis), asc(facts.initiative), asc(facts.sex), asc(facts.target_group), asc(facts.year)),
  ])
  return { series, series_link: `${origin}/v1/facts?indicator=${String(row['code'])}` }
}

const snapshot: Extra = async (visit, row, release) => {
  const { origin } = visit
  const [year, axis] = [Number(row['year']), String(row['axis'])]
  const [found = []] = await readShared(visit, `cells/${year}/${axis}`, release, (store) => [
    store
      .select()
      .from(facts)
      .where(
        and(
          eq(facts.release, release.id),
          eq(facts.year, year),
          eq(facts.axis, axis as typeof facts.$inferSelect.axis & string),
          isNull(facts.initiative),
        ),
      ),
  ])
  const known = found as unknown as (typeof facts.$inferSelect)[]
  const cells = snapshotMeasures.flatMap((measure) => {
    const cell = known.find((one) => isOfCell(one, measure, year, axis))
    return cell
      ? [
          [
            measure,
            {
              fact: cell.code,
              status: cell.status,
              reason: cell.reason,
              reason_en: cell.reason_en,
              link: `${origin}/v1/facts/${cell.code}`,
            },
          ],
        ]
      : []
  })
  return { cells: Object.fromEntries(cells) as object }
}

/** The datasets whose rows tell more at their permanent link. */
export const extras: Readonly<Record<string, Extra>> = {
  observations: observation,
  facts: fact,
  indicators: indicator,
  snapshots: snapshot,
}
