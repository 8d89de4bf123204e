import type { Cube, Dataset, Value } from '../dataset/define.ts'
import { accumulationTerms, unitTerms } from '../datasets/terms.ts'
import type { Answer } from './answer.ts'
import { noCode, type Dimension, type Figure, type Grid } from './cube.ts'

/** The dimensions of a JSON-stat document: categories with labels, units and notes. */

type Titled = Readonly<Partial<Record<'title' | 'title_en', Value>>>

/** The last dimension where a row has several figures. */
export const measureDimension = 'measure'

/** What the documents say in words of their own. */
export const words = {
  it: {
    none: 'Non indicato',
    measure: 'Misura',
    outside: 'righe non stanno nella griglia (target, iniziative, priorità, periodi): sono tutte nel CSV.',
    source: 'Regione Lombardia, documenti pubblici sul POR FSE 2014-2020',
  },
  en: {
    none: 'Not stated',
    measure: 'Measure',
    outside: 'rows are not in the grid (targets, initiatives, priorities, periods): the CSV has them all.',
    source: 'Regione Lombardia, public documents on the POR FSE 2014-2020',
  },
} as const

/** What the parts of a document are made of. */
export interface Writing extends Answer {
  cube: Cube
  grid: Grid
}

export const titleIn = (
  { language }: Pick<Answer, 'language'>,
  titled: Titled | undefined,
  otherwise: string,
): string => String((language === 'it' ? titled?.title : titled?.title_en) ?? otherwise)

/** Digits behind the point of the finest figure. */
const decimalsOf = (figures: readonly Figure[]): number =>
  Math.max(0, ...figures.map(({ value }) => (value === null ? 0 : (String(value).split('.')[1] ?? '').length)))

const unitOf = (writing: Writing, unit: string, figures: readonly Figure[]) => ({
  label: titleIn(writing, (unitTerms as Readonly<Record<string, Titled>>)[unit], unit),
  decimals: decimalsOf(figures),
})

/** The one unit of figures, where they have one: of their column, or of their rows. */
const unitIn = ({ columns }: Dataset, figures: readonly Figure[]): string | undefined => {
  const units = new Set(
    figures.map(({ row, measure }) => {
      const { unit } = columns[measure]!
      return unit === 'unit' ? row['unit'] : unit
    }),
  )
  const [unit] = units
  return units.size === 1 && typeof unit === 'string' ? unit : undefined
}

const unitsOf = (writing: Writing, codes: readonly string[], of: (figure: Figure) => string) => {
  const units = codes.flatMap((code) => {
    const figures = writing.grid.cells.filter((figure) => of(figure) === code)
    const unit = unitIn(writing.dataset, figures)
    return unit === undefined ? [] : [[code, unitOf(writing, unit, figures)] as const]
  })
  return units.length > 0 && { unit: Object.fromEntries(units) }
}

const categoryLabels = (writing: Writing, name: string, codes: readonly string[]) => {
  const { terms = {}, ref = '' } = writing.dataset.columns[name]!
  const list = new Map((writing.codes[ref] ?? []).map((row): [string, Titled] => [String(row['code']), row]))
  const label = (code: string) =>
    code === noCode
      ? words[writing.language].none
      : titleIn(writing, list.get(code) ?? (terms as Record<string, Titled>)[code], code)
  return codes.length > 0 && { label: Object.fromEntries(codes.map((code) => [code, label(code)])) }
}

/** What keeps the figures of an indicator from being misread. */
const indicatorNotes = (writing: Writing, codes: readonly string[]) => {
  const notes = codes.flatMap((code) => {
    const row = writing.codes['indicators']?.find((indicator) => indicator['code'] === code)
    const term = (accumulationTerms as Readonly<Record<string, Titled>>)[String(row?.['accumulation'])]
    return term ? [[code, [titleIn(writing, term, '')]] as const] : []
  })
  return notes.length > 0 && { note: Object.fromEntries(notes) }
}

export const dimensionOf = (writing: Writing, { name, codes }: Dimension) => {
  const isIndicator = name === 'indicator'
  return {
    label: titleIn(writing, writing.dataset.columns[name], name),
    category: {
      index: codes,
      ...categoryLabels(writing, name, codes),
      // A rate beside figures of an indicator is no figure of it, and has a unit of its own.
      ...(isIndicator &&
        unitsOf(writing, codes, ({ row, measure }) =>
          writing.dataset.columns[measure]!.unit === 'unit' ? String(row[name]) : '',
        )),
      ...(isIndicator && indicatorNotes(writing, codes)),
    },
  }
}

export const measuresOf = (writing: Writing) => {
  const { grid, dataset, language } = writing
  const titles = grid.measures.map((name) => [name, titleIn(writing, dataset.columns[name], name)])
  return {
    label: words[language].measure,
    category: {
      index: grid.measures,
      label: Object.fromEntries(titles),
      ...unitsOf(writing, grid.measures, ({ measure }) => measure),
    },
  }
}
