import type { Cube, Dataset, Row, Value } from '../dataset/define.ts'
import type { CodeLists } from '../dataset/label.ts'

/** The figures of rows as a grid: one cell for each combination of categories, in row-major order. */
export interface Grid {
  dimensions: readonly Dimension[]
  /** The columns that hold figures; where there are several they are the last dimension. */
  measures: readonly string[]
  size: number
  /** The figures by the place of their cell, in order. */
  cells: readonly Figure[]
  /** Rows that are not in the grid. */
  outside: number
}

/** A column that spans a grid, with the codes that its rows have; null is `none`. */
export interface Dimension {
  name: string
  codes: readonly string[]
}

export interface Figure {
  place: number
  row: Row
  measure: string
  value: Value
}

/** How a filter asks for null: a word that is no code. */
export const noCode = 'none'

const codeOf = (value: Value | undefined): string => (value === null || value === undefined ? noCode : String(value))

/** In the order of the code list or of the declaration, else as numbers and letters go; null is the last. */
const inOrder = ({ columns }: Dataset, name: string, lists: CodeLists, found: readonly string[]): string[] => {
  const { terms = {}, ref = '' } = columns[name]!
  const known = [...(lists[ref] ?? []).map(({ code }) => String(code)), ...Object.keys(terms)]
  const rank = (code: string) => (known.includes(code) ? known.indexOf(code) : known.length + Number(code === noCode))
  return found.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

const isInside = ({ only = {} }: Cube, row: Row) =>
  Object.entries(only).every(([name, value]) => (row[name] ?? null) === value)

/** Lays rows out as a grid. Throws when two of them fall on one cell: one figure would take the place of another. */
export const gridOf = (
  dataset: Dataset,
  cube: Cube,
  rows: readonly Row[],
  measures: readonly string[],
  lists: CodeLists,
): Grid => {
  const inside = rows.filter((row) => isInside(cube, row))
  const dimensions = cube.dimensions.map((name) => ({
    name,
    codes: inOrder(dataset, name, lists, [...new Set(inside.map((row) => codeOf(row[name])))]),
  }))
  const places = dimensions.map(({ codes }) => new Map(codes.map((code, at) => [code, at])))
  const taken = new Map<number, Row>()
  const cells = inside.flatMap((row) => {
    const at = dimensions.reduce(
      (sum, { name, codes }, index) => sum * codes.length + places[index]!.get(codeOf(row[name]))!,
      0,
    )
    const other = taken.get(at)
    if (other)
      throw new Error(
        `${dataset.name}: ${dataset.key.map((name) => `${other[name]} and ${row[name]}`).join(', ')} are one cell of its cube.`,
      )
    taken.set(at, row)
    return measures.map((measure, index): Figure => ({
      place: at * measures.length + index,
      row,
      measure,
      value: row[measure] ?? null,
    }))
  })
  return {
    dimensions,
    measures,
    size: dimensions.reduce((product, { codes }) => product * codes.length, measures.length),
    cells: cells.toSorted((a, b) => a.place - b.place),
    outside: rows.length - inside.length,
  }
}
