import type * as z from 'zod'
import type { axes } from '../../datasets/axes.ts'
import type { indicators } from '../../datasets/indicators.ts'
import type { initiatives } from '../../datasets/initiatives.ts'
import { scopeTerms } from '../../datasets/terms.ts'
import { factCode, printsOfFacts, type Identity, type Observation, type Source } from '../facts.ts'
import type { Figure, Title } from './claim.ts'

type Axis = z.infer<typeof axes.row>
type Indicator = z.infer<typeof indicators.row>
type Initiative = z.infer<typeof initiatives.row>

/** The rows that claims are made from. */
export interface Printed {
  observations: readonly Observation[]
  sources: readonly Source[]
  axes: readonly Axis[]
  indicators: readonly Indicator[]
  initiatives: readonly Initiative[]
}

/** One document, or one of its tables, as claims between its own figures see it. */
export interface Place {
  source: Source
  /** What the code and the title of a claim say beside the year: nothing for the report of the year. */
  suffix: string
  told: Title
  /** Its unqualified prints of each fact, the best first. */
  prints: ReadonlyMap<string, readonly Figure[]>
}

export interface Library {
  /** Reports first, then each of their tables, then what repeats them: structure and slides. */
  places: readonly Place[]
  /** All prints of each fact, the chosen one first. */
  facts: ReadonlyMap<string, readonly Figure[]>
  observations: ReadonlyMap<string, Observation>
  axes: ReadonlyMap<string, Axis>
  indicators: ReadonlyMap<string, Indicator>
  initiatives: ReadonlyMap<string, Initiative>
  /** `2020 2` where figures of that year and axis are printed with and without the CIGD measure, or one of both. */
  scoped: ReadonlySet<string>
}

const kinds: Readonly<Record<Source['kind'], Pick<Place, 'suffix' | 'told'> & { rank: number }>> = {
  report: { rank: 0, suffix: '', told: ['', ''] },
  structure: { rank: 1, suffix: '-structure', told: [' (documento di struttura)', ' (structure document)'] },
  slides: { rank: 2, suffix: '-slides', told: [' (slide)', ' (slides)'] },
}

/** A document and, where it has several, its tables: the best print of a figure in one table hides those in another. */
const placesOf = (source: Source, figures: readonly Figure[], sources: readonly Source[]): Place[] => {
  const { suffix, told } = kinds[source.kind]
  const tables = Map.groupBy(
    figures.filter(({ place }) => place === 'table'),
    ({ section }) => section ?? '',
  )
  const sections = tables.size > 1 ? [...tables] : []
  return [
    { source, suffix, told, prints: printsOfFacts(figures, sources) },
    ...sections.map(([section, prints]): Place => ({
      source,
      suffix: `${suffix}-${section.toLowerCase().replaceAll(' ', '-')}`,
      told: [`${told[0]} (${section})`, `${told[1]} (${section})`],
      prints: printsOfFacts(prints, sources),
    })),
  ]
}

const byCode = <T extends { code: string }>(rows: readonly T[]) =>
  new Map<string, T>(rows.map((row) => [row.code, row]))

export const openLibrary = ({ observations, sources, axes, indicators, initiatives }: Printed): Library => {
  const unqualified = Map.groupBy(
    observations.filter(({ qualifier }) => qualifier === null),
    ({ source }) => source,
  )
  return {
    places: sources
      .toSorted((a, b) => kinds[a.kind].rank - kinds[b.kind].rank)
      .flatMap((source) => placesOf(source, unqualified.get(source.code) ?? [], sources)),
    facts: printsOfFacts(observations, sources),
    observations: new Map(observations.map((observation) => [observation.id, observation])),
    axes: byCode(axes),
    indicators: byCode(indicators),
    initiatives: byCode(initiatives),
    scoped: new Set(observations.filter(({ scope }) => scope !== null).map(({ year, axis }) => `${year} ${axis}`)),
  }
}

const scopes = [null, ...Object.keys(scopeTerms)] as Identity['scope'][]

export type Wanted = Pick<Identity, 'indicator'> & Partial<Identity>

/** What a figure is about, as far as another one that it is held against is about the same. */
export const wantedOf = (figure: Figure): Wanted => {
  const { indicator, axis, priority, initiative, sex, target_group, period } = figure
  return { indicator, axis, priority, initiative, sex, target_group, period }
}

const codesOf = (year: number, wanted: Wanted): string[] =>
  scopes.map((scope) =>
    factCode({
      basis: 'actual',
      year,
      axis: null,
      priority: null,
      initiative: null,
      sex: null,
      target_group: null,
      period: null,
      ...wanted,
      scope,
    }),
  )

const fineness = ({ precision }: Figure) => Math.log10(precision ?? 1)

/**
 * The document's print of a figure, in whatever scope it has. Of several the one in the section of `near`, else the one
 * as fine as `near`, so that rounded figures of a text meet each other; without `near` the best.
 */
export const find = (place: Place, wanted: Wanted, near?: Figure): Figure | undefined => {
  const prints = codesOf(place.source.year, wanted)
    .map((code) => place.prints.get(code))
    .find((found) => found !== undefined)
  if (!near || !prints) return prints?.[0]
  const distance = (print: Figure) => Math.abs(fineness(print) - fineness(near))
  return (
    prints.find(({ section }) => section === near.section) ?? prints.toSorted((a, b) => distance(a) - distance(b))[0]
  )
}

/** The chosen print of the fact in the year of the document; nothing when it is qualified, since it then sets a bound only. */
export const chosen = ({ facts }: Library, { source }: Place, wanted: Wanted): Figure | undefined =>
  codesOf(source.year, wanted)
    .map((code) => facts.get(code)?.[0])
    .find((figure) => figure?.qualifier === null)

/** The document's print, or the chosen print of the year: the slides and the structure give parts without their total. */
export const findOrChosen = (library: Library, place: Place, wanted: Wanted, near?: Figure): Figure | undefined =>
  find(place, wanted, near) ?? chosen(library, place, wanted)

/** The best print of each figure that the document states of its own year, targets and evaluations left out. */
export const statedIn = ({ prints, source }: Place): Figure[] =>
  [...prints.values()].map(([best]) => best!).filter(({ basis, year }) => basis === 'actual' && year === source.year)
