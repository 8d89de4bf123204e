import { basisTerms, sexTerms, targetGroupTerms } from '../../datasets/terms.ts'
import { membersOf } from './axes.ts'
import type { Figure, Title } from './claim.ts'
import type { Library } from './library.ts'

const axisName = (library: Library, axis: Figure['axis']): Title => {
  if (axis === null) return ['', '']
  const row = library.axes.get(axis)
  if (row?.kind === 'programme') return ['programma', 'programme']
  const numerals = membersOf(library, axis).map((member) => library.axes.get(member)?.numeral ?? member)
  return row?.kind === 'group'
    ? [`assi ${numerals.join(' e ')}`, `axes ${numerals.join(' and ')}`]
    : [`asse ${numerals[0]}`, `axis ${numerals[0]}`]
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
  const axis = says('axis') ? axisName(library, figure.axis) : (['', ''] as const)
  const sex = says('sex') && figure.sex !== null && figure.sex !== 'total' ? sexTerms[figure.sex] : undefined
  const group =
    says('target_group') && figure.target_group !== null && figure.target_group !== 'total'
      ? targetGroupTerms[figure.target_group]
      : undefined
  const time = joined([figure.period ?? '', says('year') ? String(figure.year) : ''])
  const inLanguage = (key: 'title' | 'title_en', language: 0 | 1) =>
    joined([
      says('indicator') ? lowerFirst(indicator?.[key] ?? figure.indicator) : '',
      lowerFirst(basis?.[key] ?? ''),
      initiative?.[key] ?? '',
      axis[language],
      figure.priority ?? '',
      lowerFirst(sex?.[key] ?? ''),
      lowerFirst(group?.[key] ?? ''),
      time,
    ])
  return [inLanguage('title', 0), inLanguage('title_en', 1)]
}

/** A title from its head and what it is about: `Somma degli assi: spesa certificata, 2022`. */
export const titled = ([headIt, headEn]: Title, [nameIt, nameEn]: Title): Title => [
  `${headIt}: ${nameIt}`,
  `${headEn}: ${nameEn}`,
]

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
