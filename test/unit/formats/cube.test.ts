import { expect, it } from 'vitest'
import { number, oneOf, year } from '../../../src/dataset/column.ts'
import { defineDataset } from '../../../src/dataset/define.ts'
import { gridOf } from '../../../src/formats/cube.ts'

const meaning = { title: 'Titolo', title_en: 'Title', description: '' }
const terms = { b: { title: 'Bi', title_en: 'B' }, a: { title: 'A', title_en: 'A' } }
const cube = { dimensions: ['year', 'kind'], measures: ['paid', 'due'], only: { other: null }, states: {} }
const dataset = defineDataset({
  name: 'cubes',
  title: '',
  title_en: '',
  description: '',
  description_en: '',
  layer: 'derived',
  key: ['year'],
  cube,
  columns: {
    year: year(meaning),
    kind: oneOf(terms, meaning).orNull(),
    other: oneOf(terms, meaning).orNull(),
    paid: number(meaning).orNull(),
    due: number(meaning).orNull(),
  },
})
const row = (at: number, kind: string | null, paid: number | null, other: string | null = null) => ({
  year: at,
  kind,
  other,
  paid,
  due: null,
})

it('lays rows out in row-major order, categories in the order of the declaration, null last', () => {
  const rows = [row(2022, 'a', 1), row(2020, null, 2), row(2022, 'b', 3), row(2022, 'b', 9, 'a')]
  const grid = gridOf(dataset, cube, rows, ['paid', 'due'], {})
  expect(grid.dimensions).toEqual([
    { name: 'year', codes: ['2020', '2022'] },
    { name: 'kind', codes: ['b', 'a', 'none'] },
  ])
  expect([grid.size, grid.outside]).toEqual([12, 1])
  expect(grid.cells.map(({ place, measure, value }) => [place, measure, value])).toEqual([
    [4, 'paid', 2],
    [5, 'due', null],
    [6, 'paid', 3],
    [7, 'due', null],
    [8, 'paid', 1],
    [9, 'due', null],
  ])
})

it('refuses two rows in one cell: one figure would silently take the place of another', () => {
  expect(() => gridOf(dataset, cube, [row(2022, 'a', 1), row(2022, 'a', 2)], ['paid'], {})).toThrow(
    'cubes: 2022 and 2022 are one cell of its cube.',
  )
})
