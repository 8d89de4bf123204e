import { basisTerms, sexTerms, targetGroupTerms } from '../../datasets/terms.ts'
import type { Figure, Title } from './claim.ts'
import type { Library, Place } from './library.ts'

const numerals: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV', '5': 'V' }

const axisName = (axis: Figure['axis']): Title => {
  if (axis === null) return ['', '']
  if (axis === 'total') return ['programma', 'programme']
  return axis === '3_4' ? ['assi III e IV', 'axes III and IV'] : [`asse ${numerals[axis]}`, `axis ${numerals[axis]}`]
}

// `ISEE` and `ITS` keep their capitals.
const lowerFirst = (text: string) => (/^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ')

/** Dimensions that a title can leave out, when the claim is about all of them. */
type Dimension = 'indicator' | 'axis' | 'sex' | 'target_group' | 'year'

/** What a figure is, in words: indicator, basis, initiative, axis, priority, sex, group, period, year. */
export const nameOf = (library: Library, figure: Figure, without: readonly Dimension[] = []): Title => {
  const says = (dimension: Dimension) => !without.includes(dimension)
  const indicator = library.indicators.get(figure.indicator)
  const initiative = figure.initiative === null ? undefined : library.initiatives.get(figure.initiative)
  const basis = figure.basis === 'actual' ? undefined : basisTerms[figure.basis]
  const axis = says('axis') ? axisName(figure.axis) : (['', ''] as const)
  const sex = says('sex') && figure.sex !== null && figure.sex !== 'total' ? sexTerms[figure.sex] : undefined
  const group =
    says('target_group') && figure.target_group !== null && figure.target_group !== 'total'
      ? targetGroupTerms[figure.target_group]
      : undefined
  const time = joined([figure.period ?? '', says('year') ? String(figure.year) : ''])
  return (['title', 'title_en'] as const).map((key, language) =>
    joined([
      says('indicator') ? lowerFirst(indicator?.[key] ?? figure.indicator) : '',
      lowerFirst(basis?.[key] ?? ''),
      initiative?.[key] ?? '',
      axis[language]!,
      figure.priority ?? '',
      lowerFirst(sex?.[key] ?? ''),
      lowerFirst(group?.[key] ?? ''),
      time,
    ]),
  ) as unknown as Title
}

/** A title from its head and what it is about: `Somma degli assi: spesa certificata, 2022`. */
export const titled = (
  [it, en]: Title,
  [ofIt, ofEn]: Title,
  { told }: Pick<Place, 'told'> = { told: ['', ''] },
): Title => [`${it}: ${ofIt}${told[0]}`, `${en}: ${ofEn}${told[1]}`]

const slug = (text: string | number) => String(text).toLowerCase().replaceAll('/', '-')

/** The end of a code: the dimensions of a figure that are not null and not the whole. */
export const tailOf = (figure: Figure, without: readonly Dimension[] = []): string => {
  const { year, axis, priority, initiative, sex, target_group, period } = figure
  const parts = [
    without.includes('year') ? null : year,
    without.includes('axis') ? null : axis,
    priority,
    initiative,
    sex === 'total' || without.includes('sex') ? null : sex,
    target_group === 'total' || without.includes('target_group') ? null : target_group,
    period,
  ]
  return parts
    .filter((part) => part !== null)
    .map(slug)
    .join('-')
}
