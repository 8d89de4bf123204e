import type { Row } from '../dataset/define.ts'
import { showFilter, type Part } from '../dataset/filter.ts'
import type { Ask } from '../dataset/page.ts'
import type { Read } from '../dataset/read.ts'
import { reportYears, type Vocabulary } from '../dataset/resolve.ts'
import type { RowOf } from '../datasets/index.ts'
import { basisTerms } from '../datasets/terms.ts'
import { aboutFilters, join, type Reason } from './exclusion.ts'

/** A question, with what it is asked of. */
export interface Inquest {
  ask: Ask
  rows: readonly Row[]
  vocabulary: Vocabulary
  /** All rows of the dataset `gaps`. */
  gaps: () => Promise<readonly RowOf<'gaps'>[]>
  /** Whether the dataset is too large for its rows to be counted without one of the filters. */
  large: boolean
}

const lists = {
  it: new Intl.ListFormat('it', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
}

const reportsOf = ({ codes }: Vocabulary) => reportYears(codes['sources'] ?? [])

const covers = (part: Part, year: number): boolean =>
  'is' in part
    ? part.is === year
    : (part.from === undefined || Number(part.from) <= year) && (part.to === undefined || year <= Number(part.to))

/** What of a filter of years is about no year of a report. */
const absentParts = ({ dataset, query }: Ask, vocabulary: Vocabulary) => {
  const column = Object.keys(query.where).find((name) => dataset.columns[name]?.role === 'time')
  const parts = column === undefined ? [] : query.where[column]!
  const years = reportsOf(vocabulary)
  return { column, parts, absent: parts.filter((part) => !years.some((year) => covers(part, year))) }
}

/** What rows of a year without a report are: targets for it, or figures that a document of another year states. */
const basisOf = (rows: readonly Row[], years: Record<'it' | 'en', string>): Reason[] => {
  const found = [...new Set(rows.map(({ basis }) => basis))].flatMap((basis) =>
    Object.hasOwn(basisTerms, String(basis)) ? [basisTerms[basis as keyof typeof basisTerms]] : [],
  )
  if (found.length === 0) return []
  return [
    {
      reason: `Per ${years.it} ci sono solo righe di questo tipo: ${found.map(({ title }) => title).join('; ')}.`,
      reason_en: `For ${years.en} there are only rows of this kind: ${found.map(({ title_en }) => title_en).join('; ')}.`,
    },
  ]
}

/** What is to be said of years that have no report; undefined where none was asked for. */
const aboutYears = ({ ask, rows, vocabulary }: Inquest): { whole: boolean; told: Reason } | undefined => {
  const { column, parts, absent } = absentParts(ask, vocabulary)
  if (column === undefined || absent.length === 0) return undefined
  const asked = absent.map((part) => showFilter([part]))
  const reports = reportsOf(vocabulary).map(String)
  const years = {
    it: lists.it.format(asked.map((text) => (text.includes('..') ? text : `il ${text}`))),
    en: lists.en.format(asked),
  }
  const about = {
    reason: `Fra i documenti raccolti qui non c'è una relazione per ${years.it}: ci sono quelle ${lists.it.format(reports.map((year) => `del ${year}`))}.`,
    reason_en: `The documents collected here include no report for ${lists.or.format(asked)}: they include those for ${lists.en.format(reports)}.`,
  }
  const inAbsent = rows.filter((row) => absent.some((part) => covers(part, Number(row[column]))))
  return { whole: absent.length === parts.length, told: join([about, ...basisOf(inAbsent, years)]) }
}

const gapsMax = 3

/** Filters that a gap speaks of; another one may be why there are no rows. */
const gapFilters = new Set(['indicator', 'axis', 'target_group', 'year'])

/** Why figures of an indicator are not there, where a gap says so. */
const aboutGaps = async ({ ask: { query }, vocabulary, gaps }: Inquest): Promise<Reason[]> => {
  const { where, q } = query
  if (!where['indicator'] || q !== undefined || !Object.keys(where).every((name) => gapFilters.has(name))) return []
  const meets = (name: string, cell: string | null) =>
    cell === null || (where[name] ?? []).some((part) => 'is' in part && cell.split(' ').includes(String(part.is)))
  const sources = vocabulary.codes['sources'] ?? []
  const inYear = (source: string | null) => {
    const year = Number(sources.find(({ code }) => code === source)?.['year'])
    return source === null || (where['year'] ?? []).some((part) => covers(part, year))
  }
  const found = (await gaps()).filter(
    (gap) =>
      gap.indicators !== null &&
      meets('indicator', gap.indicators) &&
      meets('axis', gap.axes) &&
      meets('target_group', gap.target_groups) &&
      inYear(gap.source),
  )
  return found.slice(0, gapsMax).map(({ reason, reason_en }) => ({ reason, reason_en }))
}

/** A decimal comma makes two values of one number. */
const aboutCommas = ({ ask: { dataset, query } }: Inquest): Reason[] => {
  const name = Object.keys(query.where).find(
    (each) => dataset.columns[each]?.kind === 'number' && query.where[each]!.filter((part) => 'is' in part).length > 1,
  )
  return name === undefined
    ? []
    : [
        {
          reason: `In ${name} la virgola separa due valori: i decimali si scrivono col punto.`,
          reason_en: `In ${name} a comma separates two values: decimals are written with a point.`,
        },
      ]
}

/**
 * Why an answer has no rows: no report for that year, a gap that the data tell, else the filter that leaves none. Where there are rows: that the
 * year has no report, and what its rows are; undefined where nothing is to be said. Reads D1 for empty answers alone.
 */
export const readReason = async (read: Read, inquest: Inquest, key: string): Promise<Reason | undefined> => {
  const years = aboutYears(inquest)
  if (inquest.rows.length > 0) return years?.told
  if (years?.whole) return years.told
  const gaps = await aboutGaps(inquest)
  const told =
    gaps.length > 0
      ? gaps
      : [
          await aboutFilters(read, inquest.ask, inquest.vocabulary, inquest.large ? undefined : key),
          ...aboutCommas(inquest),
        ]
  return join([...(years ? [years.told] : []), ...told])
}
