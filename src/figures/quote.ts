import type { RowOf } from '../datasets/index.ts'
import { unitTerms } from '../datasets/terms.ts'

type Language = 'it' | 'en'
type Figure = Pick<RowOf<'facts'>, 'value' | 'unit' | 'qualifier' | 'precision' | 'low' | 'high'>

/** How a person may write a figure: with every digit that is printed, and shorter ones that it rounds to. */
interface Forms {
  exact: string
  rounded?: string[]
}

/** The forms in both languages. */
export type Quote = Record<Language, Forms>

/** Numbers are written in ones, thousands or millions; a scale has so many digits behind it. */
interface Scale {
  power: number
  it: string
  en: string
}

const ones: Scale = { power: 0, it: '', en: '' }
const thousands: Scale = { power: 3, it: 'mila', en: 'thousand' }
const millions: Scale = { power: 6, it: 'milioni', en: 'million' }

const locales = { it: 'it-IT', en: 'en-GB' } as const

/** A number with so many decimals. Italian would leave out the dot of 1.234, which documents print. */
const digits = (value: number, decimals: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], {
    useGrouping: 'always',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)

const qualifiers = {
  at_least: { it: 'almeno ', en: 'at least ' },
  about: { it: 'circa ', en: 'about ' },
} as const

const noun = (unit: Figure['unit'], value: number, language: Language): string => {
  if (unit === null || value === 1) return ''
  if (unit === 'EUR') return 'euro'
  return unitTerms[unit][language === 'it' ? 'title' : 'title_en'].toLowerCase()
}

/** The value in a scale with so many decimals, and what it counts: `243,97 milioni di euro`. */
const write = (value: number, scale: Scale, decimals: number, unit: Figure['unit'], language: Language): string => {
  const scaled = value / 10 ** scale.power
  const number = digits(scaled, decimals, language)
  if (unit === 'percent') return `${number}%`
  if (unit === 'EUR' && scale === ones) return language === 'it' ? `${number} €` : `€${number}`
  const one = language === 'it' && scale === millions && Number(scaled.toFixed(decimals)) === 1
  const word = one ? 'milione' : scale[language]
  // A thousand is an adjective in Italian, a million a noun.
  const joint = language === 'it' && scale === millions ? 'di' : ''
  const counted = noun(unit, value, language)
  const figure = language === 'it' && scale === thousands ? number + word : [number, word].filter(Boolean).join(' ')
  return [figure, ...(counted === '' ? [] : [joint, counted])].filter(Boolean).join(' ')
}

/** The scale that a figure is printed in, as its precision tells: the last digit of `958,67 Mln` is ten thousand. */
const scaleOf = (value: number, precision: number): Scale => {
  if (precision >= 10_000 || (precision >= 1_000 && value >= 1_000_000)) return millions
  return precision >= 1_000 ? thousands : ones
}

const decimalsOf = (precision: number, { power }: Scale): number =>
  Math.max(0, power - Math.floor(Math.log10(precision) + 1e-9))

/** Scales of roundings, each from a value on, with the decimals that it may have, the shortest form first. */
const roundings: readonly { from: number; scale: Scale; decimals: readonly number[] }[] = [
  { from: 999_500, scale: millions, decimals: [0, 1, 2] },
  { from: 10_000, scale: thousands, decimals: [0] },
]
/** Decimals of a rounded percentage; digits that a rounding has to have to be of use, and at most to be remembered. */
const shareRoundings: readonly number[] = [0, 1]
const roundedDigitsMin = 2
const roundedDigitsMax = 4
const roundedFormsMax = 2

const tolerance = 1e-6

/** The figure rounded to a step; undefined where not every value that the print admits rounds to it. */
const roundTo = ({ value, low, high }: Figure, step: number): number | undefined => {
  const rounded = Math.round(value! / step) * step
  const faithful = [value, low, high].every((bound) => Math.abs(rounded - bound!) <= step / 2 + tolerance)
  return faithful ? rounded : undefined
}

const candidates = (value: number, unit: Figure['unit']): { scale: Scale; decimals: number }[] => {
  if (unit === 'percent') return shareRoundings.map((decimals) => ({ scale: ones, decimals }))
  const found = roundings.find(({ from }) => value >= from)
  return (found?.decimals ?? []).map((decimals) => ({ scale: found?.scale ?? ones, decimals }))
}

/** Shorter forms of a figure, the shortest first. What loses nothing is not said to be about so much. */
const roundedForms = (figure: Figure, language: Language): string[] => {
  const { value, unit, precision, low, high, qualifier } = figure
  if (value === null || precision === null || qualifier !== null || low === null || high === null) return []
  const forms = candidates(value, unit).flatMap(({ scale, decimals }) => {
    const step = 10 ** (scale.power - decimals)
    const rounded = step > precision ? roundTo(figure, step) : undefined
    if (rounded === undefined) return []
    const shown = (rounded / 10 ** scale.power).toFixed(decimals)
    const length = shown.replace('.', '').length
    const same = Math.abs(rounded - value) < tolerance
    // The same number with a zero behind it is the shorter form again.
    if ((length < roundedDigitsMin && !same) || length > roundedDigitsMax || /\.\d*0$/.test(shown)) return []
    return [(same ? '' : qualifiers.about[language]) + write(rounded, scale, decimals, unit, language)]
  })
  return forms.slice(0, roundedFormsMax)
}

const formsOf = (figure: Figure, language: Language): Forms => {
  const { value, unit, precision, qualifier } = figure
  const scale = scaleOf(value!, precision!)
  const sign = qualifier === null ? '' : qualifiers[qualifier][language]
  const rounded = roundedForms(figure, language)
  return {
    exact: sign + write(value!, scale, decimalsOf(precision!, scale), unit, language),
    ...(rounded.length > 0 && { rounded }),
  }
}

/**
 * The forms in which a person may faithfully write a figure, in Italian and English. The exact one has as many digits as the document
 * prints, never more: 958,67 Mln is not 958.670.000,00. A rounding is one of every value that the print admits, and no digit of it is finer
 * than the printed ones. Undefined where there is no figure.
 */
export const quoteOf = (figure: Figure): Quote | undefined =>
  figure.value === null || figure.precision === null
    ? undefined
    : { it: formsOf(figure, 'it'), en: formsOf(figure, 'en') }
