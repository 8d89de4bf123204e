import type { Row } from '../src/dataset/define.ts'
import { ambiguities, type Ambiguity } from '../src/derive/ambiguity.ts'
import { factCode, type Observation } from '../src/derive/facts.ts'
import { targetBasisTerms } from '../src/datasets/terms_derived.ts'
import { checkAliases } from './aliases.ts'
import { checkCodes } from './codes.ts'
import { observations as observationsDataset } from '../src/datasets/observations.ts'
import type { Lines } from './lines.ts'
import { checkPrinted } from './printed.ts'
import { checkReports } from './reports.ts'

/** What is true of rows together, beyond what the declaration of each column says. */

type Indicators = ReadonlyMap<string, Row>
type Rule = (row: Observation, indicators: Indicators) => string[]

/** Rates of people that no numerator of ours counts. */
const ratesOfPeople = new Set(['unemployment_rate'])

/** Whether figures of an indicator count people, or are a share of people: then the groups of people overlap in it. */
const ofPeople = (indicator: Row) =>
  ratesOfPeople.has(String(indicator['code'])) || String(indicator['overlaps']).split(' ').includes('target_group')

const got = (value: unknown) => `got "${String(value ?? '')}"`

const checkId: Rule = ({ id, source }) =>
  id.startsWith(`${source}-`) ? [] : [`id: expected ${source}- and four digits, ${got(id)}`]

const checkUnit: Rule = (row, indicators) => {
  const indicator = indicators.get(row.indicator)
  return indicator === undefined || indicator['unit'] === row.unit
    ? []
    : [`unit: expected ${indicator['unit'] ?? 'nothing'}, the unit of ${row.indicator}, ${got(row.unit)}`]
}

/** A head count without a sex or a group would be another fact than the same one with `total`. */
const checkPeople: Rule = (row, indicators) => {
  const indicator = indicators.get(row.indicator)
  if (indicator === undefined) return []
  const needed = indicator['unit'] === 'person'
  return (['sex', 'target_group'] as const).flatMap((column) => {
    if (needed && row[column] === null)
      return [`${column}: expected a value, since ${row.indicator} counts people, got ""`]
    return row[column] === null || ofPeople(indicator)
      ? []
      : [`${column}: expected nothing, since ${row.indicator} counts no people, ${got(row[column])}`]
  })
}

const rules: readonly Rule[] = [checkId, checkUnit, checkPeople, (row) => checkPrinted(row)]

const checkNotes = (lines: Lines): string[] => {
  const annotated = new Set(lines['annotations']!.map(({ row }) => row['note']))
  return lines['notes']!.filter(({ row }) => !annotated.has(row['code']!)).map(
    ({ line, row }) => `seed/notes.csv:${line}: code: no row of seed/annotations.csv names the note "${row['code']}"`,
  )
}

/** A claim is computed from figures on both sides, all of them printed with a value and without a qualifier. */
const checkClaims = (lines: Lines): string[] => {
  const figures = new Map(lines['observations']!.map(({ row }) => [row['id'], row]))
  const computed = lines['claim_figures']!.filter(({ row }) => row['part'] !== 'claim')
  const sides = new Set(computed.map(({ row }) => `${row['claim']} ${row['side']}`))
  const vague = computed.filter(({ row }) => {
    const figure = figures.get(row['observation']!)
    return figure !== undefined && (figure['value'] === null || figure['qualifier'] !== null)
  })
  return [
    ...lines['claims']!.flatMap(({ line, row }) =>
      ['left', 'right']
        .filter((side) => !sides.has(`${row['code']} ${side}`))
        .map(
          (side) =>
            `seed/claims.csv:${line}: code: no row of seed/claim_figures.csv gives "${row['code']}" a figure on the ${side}`,
        ),
    ),
    ...vague.map(
      ({ line, row }) =>
        `seed/claim_figures.csv:${line}: observation: expected a figure with a value and without a qualifier, ${got(row['observation'])}`,
    ),
  ]
}
/** A remark is in Italian and in English, or there is none. */
const checkRemarks = (lines: Lines): string[] =>
  Object.entries(lines).flatMap(([name, rows]) =>
    rows
      .filter(({ row }) => 'note_en' in row && (row['note'] === null) !== (row['note_en'] === null))
      .map(
        ({ line, row }) =>
          `seed/${name}.csv:${line}: ${row['note'] === null ? 'note' : 'note_en'}: expected the remark in both languages, got ""`,
      ),
  )
type ObservationLine = { line: number; row: Observation }

/** The notes of kind definition that name a print of a fact. */
const definitionsOf = (lines: Lines, observations: readonly ObservationLine[]) => {
  const definitions = new Set(
    lines['notes']!.filter(({ row }) => row['kind'] === 'definition').map(({ row }) => row['code']),
  )
  const named = lines['annotations']!.filter(({ row }) => definitions.has(row['note']!))
  return (fact: string): Set<unknown> => {
    const prints = new Set<unknown>(observations.filter(({ row }) => factCode(row) === fact).map(({ row }) => row.id))
    return new Set(named.filter(({ row }) => prints.has(row['observation'])).map(({ row }) => row['note']))
  }
}

/** A print that leaves out what another states of the same figure is filled in, and says so; or a note of kind definition names both and says why they are two. */
const checkAmbiguous = (lines: Lines, observations: readonly ObservationLine[]): string[] => {
  const lineOf = new Map(observations.map(({ line, row }) => [row.id, line]))
  const notesOf = definitionsOf(lines, observations)
  const told = ({ vague, stated }: Ambiguity) => {
    const notes = notesOf(factCode(stated))
    return [...notesOf(factCode(vague))].some((note) => notes.has(note))
  }
  return ambiguities(observations.map(({ row }) => row))
    .filter((pair) => !told(pair))
    .map(({ vague, stated, dimensions }) => {
      const expected = dimensions.map((name) => stated[name]).join(', ')
      return `seed/observations.csv:${lineOf.get(vague.id)}: ${dimensions.join(', ')}: expected ${expected}, which ${stated.id} states of the same figure (named in inferred), or a note of kind definition about both, got ""`
    })
}

/**
 * Every line that breaks a rule, as `file:line: column: what is wrong`. The rows are as declared; what they name may not be there.
 * `whole` are the datasets without a bad line: only they tell that something is missing.
 */
export const checkRules = (lines: Lines, whole: ReadonlySet<string>): string[] => {
  const indicators = new Map(lines['indicators']!.map(({ row }) => [String(row['code']), row]))
  const observations = lines['observations']!.map(({ line, row }) => ({
    line,
    row: observationsDataset.row.parse(row),
  }))
  const problems = observations.flatMap(({ line, row }) =>
    rules.flatMap((rule) => rule(row, indicators)).map((problem) => `seed/observations.csv:${line}: ${problem}`),
  )
  // A wrong print may be the one that seems to state more: a good line is not to blame for it.
  const compared = problems.length === 0 && ['observations', 'annotations', 'notes'].every((name) => whole.has(name))
  return [
    ...problems,
    ...(whole.has('annotations') ? checkNotes(lines) : []),
    ...(whole.has('claim_figures') ? checkClaims(lines) : []),
    ...checkRemarks(lines),
    ...(whole.has('deadlines') ? checkDeadlines(lines, observations) : []),
    ...(compared ? checkAmbiguous(lines, observations) : []),
    ...checkAliases(lines, whole),
    ...checkCodes(lines, whole),
    ...checkReports(lines, whole),
  ]
}

/** A target counts as missed only from the day on which it is due: without one nobody could tell. */
const checkDeadlines = (lines: Lines, observations: readonly ObservationLine[]): string[] => {
  const due = new Set(lines['deadlines']!.map(({ row }) => `${row['basis']} ${row['year']}`))
  return observations
    .filter(({ row }) => row.basis in targetBasisTerms && !due.has(`${row.basis} ${row.year}`))
    .map(
      ({ line, row }) =>
        `seed/observations.csv:${line}: year: expected a year for which seed/deadlines.csv has a row of basis ${row.basis}, got "${row.year}"`,
    )
}

/** A withdrawn code that is a fact again would be told to be gone. */
export const checkWithdrawn = (lines: Lines, facts: ReadonlySet<string>): string[] =>
  lines['withdrawn']!.filter(({ row }) => facts.has(String(row['code']))).map(
    ({ line, row }) => `seed/withdrawn.csv:${line}: code: "${row['code']}" is in facts, so it is not withdrawn`,
  )
