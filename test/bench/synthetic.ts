import type { Row } from '../../src/dataset/define.ts'
import { facts } from '../../src/datasets/facts.ts'
import { observations } from '../../src/datasets/observations.ts'
import { factCode, isStated } from '../../src/derive/identity.ts'
import { compareKeys, inKeyOrder } from '../../src/release/digest.ts'
import type { Dataset } from '../../src/dataset/define.ts'
import type { Publication, Rows, SeedRows } from '../../commands/store.ts'

/**
 * A programme of any size in the shape of the real one: its structure, its figures, and beside them as many printed figures as are asked for,
 * each with its fact. The same number always makes the same rows; none is held.
 */

/** Figures that the periods of facts can number: eight digits. */
export const figuresMax = 100_000_000

const idPartDigits = 4
const digits = (number: number, count: number) => String(number).padStart(count, '0')

const sexes = ['female', 'male', 'total'] as const

/** Spreads numbers over 32 bits, always alike (a step of SplitMix). */
const scatter = (number: number): number => {
  const first = Math.imul((number + 0x9e3779b9) ^ ((number + 0x9e3779b9) >>> 16), 0x21f0aaad)
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97)
  return (second ^ (second >>> 15)) >>> 0
}

interface Place {
  indicator: string
  unit: Row[string]
  year: number
  axis: string
  sex: string
}

/** Every combination of real codes that figures are spread over, in the order of the codes of their facts. */
const placesOf = (seed: SeedRows): Place[] => {
  const indicators = seed['indicators']!.filter(({ code }) => isStated({ indicator: code }))
  const years = [...new Set(seed['sources']!.map(({ year }) => Number(year)))]
  const places = indicators.flatMap(({ code, unit }) =>
    years.flatMap((year) =>
      seed['axes']!.flatMap((axis) =>
        sexes.map((sex) => ({
          indicator: String(code),
          unit: unit ?? null,
          year,
          axis: String(axis['code']),
          sex: String(sex),
        })),
      ),
    ),
  )
  const named = places.map((place) => ({ place, name: `${factCode(place)}-` }))
  return named.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ place }) => place)
}

const observationId = (at: number) =>
  `s${digits(Math.floor(at / 10 ** idPartDigits), 6)}-${digits(at % 10 ** idPartDigits, idPartDigits)}`

/** What both rows of a figure say of it. */
const figureOf = (places: readonly Place[], count: number, at: number) => {
  const { indicator, unit, year, axis, sex } = places[Math.floor((at * places.length) / count)]!
  return {
    indicator,
    basis: 'actual',
    year,
    axis,
    priority: null,
    initiative: null,
    sex,
    target_group: null,
    // The operation that the figure is about: what makes each another one.
    period: `${digits(Math.floor(at / 10_000), 4)}-${digits(at % 10_000, 4)}`,
    scope: null,
    value: scatter(at) % 10_000_000,
    unit,
    qualifier: null,
    precision: 1,
    main_initiative: null,
  }
}

const italian = new Intl.NumberFormat('it')

const inOrderOf = ({ header }: Dataset, row: Row): Row => Object.fromEntries(header.map((name) => [name, row[name]!]))

/** The sources whose text a figure may be said to stand in, by year. */
type Sources = ReadonlyMap<number, string>

const observationOf = (figure: ReturnType<typeof figureOf>, at: number, sources: Sources): Row =>
  inOrderOf(observations, {
    ...figure,
    id: observationId(at),
    source: sources.get(figure.year)!,
    section: 'Operazioni',
    line: 1 + (at % 500),
    occurrence: 1,
    place: 'table',
    label: `Operazione ${at + 1}`,
    stage: null,
    printed: italian.format(figure.value),
    inferred: null,
    note: null,
    note_en: null,
  })

const factOf = (figure: ReturnType<typeof figureOf>, at: number): Row =>
  inOrderOf(facts, {
    ...figure,
    code: factCode(figure),
    low: figure.value,
    high: figure.value,
    status: 'printed',
    reason: null,
    observation: observationId(at),
    prints: 1,
    agree: 1,
    reason_en: null,
    date: `${figure.year}-12-31`,
    printed: italian.format(figure.value),
    notes: null,
  })

/** Rows that are made anew each time that they are asked for, with the real ones between them where their keys belong. */
const merged = (dataset: Dataset, real: readonly Row[], count: number, make: (at: number) => Row): Rows => {
  const ordered = inKeyOrder(dataset, real)
  return {
    length: ordered.length + count,
    *[Symbol.iterator]() {
      let next = 0
      for (let at = 0; at < count; at += 1) {
        const row = make(at)
        while (next < ordered.length && compareKeys(dataset, ordered[next]!, row) < 0) yield ordered[next++]!
        yield row
      }
      yield* ordered.slice(next)
    },
  }
}

/** The rows of a programme with `count` figures beside those of the seed. */
export const synthesise = (seed: SeedRows, count: number): Publication => {
  const places = placesOf(seed)
  const sources = new Map(seed['sources']!.map(({ year, code }) => [Number(year), String(code)]))
  return {
    ...seed,
    observations: merged(observations, seed['observations']!, count, (at) =>
      observationOf(figureOf(places, count, at), at, sources),
    ),
    facts: merged(facts, seed['facts']!, count, (at) => factOf(figureOf(places, count, at), at)),
  }
}
