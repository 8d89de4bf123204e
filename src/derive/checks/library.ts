import type * as z from 'zod'
import type { indicators } from '../../datasets/indicators.ts'
import type { initiatives } from '../../datasets/initiatives.ts'
import { scopeTerms } from '../../datasets/terms.ts'
import { factCode, printsOfFacts, type Identity, type Observation, type Source } from '../facts.ts'
import type { Figure, Title } from './claim.ts'

/** The rows that claims are made from. */
export interface Printed {
  observations: readonly Observation[]
  sources: readonly Source[]
  indicators: readonly z.infer<typeof indicators.row>[]
  initiatives: readonly z.infer<typeof initiatives.row>[]
}

/** One document, as claims between its own figures see it. */
export interface Place {
  source: Source
  /** What the code and the title of a claim say beside the year: nothing for the report of the year. */
  suffix: string
  told: Title
  /** Its unqualified prints of each fact, the best first. */
  prints: ReadonlyMap<string, readonly Figure[]>
}

export interface Library {
  places: readonly Place[]
  /** All prints of each fact, the chosen one first. */
  facts: ReadonlyMap<string, readonly Figure[]>
  /** Figures of the evaluations: they are no facts, but have codes like them. */
  evaluations: ReadonlyMap<string, readonly Figure[]>
  observations: readonly Observation[]
  sources: ReadonlyMap<string, Source>
  indicators: ReadonlyMap<string, Printed['indicators'][number]>
  initiatives: ReadonlyMap<string, Printed['initiatives'][number]>
}

const kinds: Readonly<Record<Source['kind'], Pick<Place, 'suffix' | 'told'>>> = {
  report: { suffix: '', told: ['', ''] },
  slides: { suffix: '-slides', told: [' (slide)', ' (slides)'] },
  structure: { suffix: '-structure', told: [' (documento di struttura)', ' (structure document)'] },
}

const byCode = <T extends { code: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.code, row]))

export const openLibrary = ({ observations, sources, indicators, initiatives }: Printed): Library => {
  const unqualified = observations.filter(({ qualifier }) => qualifier === null)
  const printsIn = ({ code }: Source) =>
    printsOfFacts(
      unqualified.filter(({ source }) => source === code),
      sources,
    )
  return {
    places: sources.map((source) => ({ source, ...kinds[source.kind], prints: printsIn(source) })),
    facts: printsOfFacts(observations, sources),
    evaluations: Map.groupBy(
      unqualified.filter(({ basis, value }) => basis === 'evaluation' && value !== null),
      factCode,
    ),
    observations,
    sources: byCode(sources),
    indicators: byCode(indicators),
    initiatives: byCode(initiatives),
  }
}

/** The same document, cut down to one of its sections. */
export const sectionOf = (place: Place, section: string, suffix: string, told: Title): Place => ({
  ...place,
  suffix,
  told,
  prints: new Map(
    [...place.prints]
      .map(([code, prints]) => [code, prints.filter((print) => print.section === section)] as const)
      .filter(([, prints]) => prints.length > 0),
  ),
})

const scopes = [null, ...Object.keys(scopeTerms)] as Identity['scope'][]

export type Wanted = Pick<Identity, 'indicator'> & Partial<Identity>

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

/** The document's print of a figure, in whatever scope it has; of several one in the section of `near`, else the best. */
export const find = (place: Place, wanted: Wanted, near?: Figure): Figure | undefined => {
  const prints = codesOf(place.source.year, wanted)
    .map((code) => place.prints.get(code))
    .find((found) => found !== undefined)
  return prints?.find(({ section }) => near && section === near.section) ?? prints?.[0]
}

/** The chosen print of the fact or evaluation with this code; nothing when it is qualified, since it then sets a bound only. */
export const chosen = ({ facts, evaluations }: Library, code: string): Figure | undefined => {
  const figure = (facts.get(code) ?? evaluations.get(code))?.[0]
  return figure?.qualifier === null ? figure : undefined
}

/** The document's print, or the chosen print of the year: the slides and the structure give parts without their total. */
export const findOrChosen = (library: Library, place: Place, wanted: Wanted, near?: Figure): Figure | undefined =>
  find(place, wanted, near) ??
  codesOf(place.source.year, wanted)
    .map((code) => chosen(library, code))
    .find((figure) => figure !== undefined)
