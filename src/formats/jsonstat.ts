import { fault } from '../dataset/fault.ts'
import { licence } from '../figures/citation.ts'
import type { Answer } from './answer.ts'
import { gridOf, type Figure } from './cube.ts'
import type { WholeFormat } from './format.ts'
import { dimensionOf, measureDimension, measuresOf, titleIn, words, type Writing } from './jsonstat-dimensions.ts'

/** Why a figure is not there, or how far one that is there is to be taken; undefined for a plain one. */
const stateOf = ({ cube }: Writing, { row, measure, value }: Figure): string | undefined => {
  const { missing, qualifier } = cube
  if (value !== null) return (qualifier && (row[qualifier] as string | null)) ?? undefined
  const why = missing === undefined ? null : row[missing]
  const listed = String(why ?? '')
    .split(' ')
    .find((part) => part.startsWith(`${measure}:`))
  return listed?.slice(measure.length + 1) ?? (why && !String(why).includes(':') ? String(why) : 'missing')
}

/** By place: an object where fewer than half of the cells hold something, else a list. */
const byPlace = <T>(size: number, entries: readonly (readonly [number, T])[]): Record<string, T> | (T | null)[] => {
  if (entries.length * 2 < size) return Object.fromEntries(entries)
  const known = new Map(entries)
  return Array.from({ length: size }, (_, place) => known.get(place) ?? null)
}

/** The reasons in words, each once, with the places of the cells that it explains. */
const reasonsOf = ({ cube, grid, language }: Writing) => {
  const column = cube.reason && (language === 'it' ? cube.reason : `${cube.reason}_en`)
  const empty = column === undefined ? [] : grid.cells.filter(({ row, value }) => value === null && row[column])
  return [...Map.groupBy(empty, ({ row }) => String(row[column!]))].map(([text, cells]) => ({
    text,
    cells: cells.map(({ place }) => place),
  }))
}

const extensionOf = (writing: Writing, states: ReadonlySet<string>) => {
  const { cube, grid, release, citation, query, language, links } = writing
  const labels = [...states].map((state) => [state, titleIn(writing, cube.states[state], state)])
  const reasons = reasonsOf(writing)
  return {
    release: release.id,
    licence,
    citation: citation[language],
    query,
    ...(labels.length > 0 && { status: { label: Object.fromEntries(labels) } }),
    ...(reasons.length > 0 && { reasons }),
    ...(grid.outside > 0 && {
      outside: { rows: grid.outside, text: `${grid.outside} ${words[language].outside}`, csv: links['csv'] },
    }),
  }
}

const documentOf = (writing: Writing) => {
  const { dataset, grid, release, remarks, language, links } = writing
  const several = grid.measures.length > 1
  const values = grid.cells.filter(({ value }) => value !== null)
  const states = grid.cells.flatMap((figure) => {
    const state = stateOf(writing, figure)
    return state === undefined ? [] : [[figure.place, state] as const]
  })
  const notes = remarks.notes.map((note) => `${titleIn(writing, note, note.code)}: ${note.link}`)
  const names = grid.dimensions.map(({ name }) => name)
  const dimensions = [
    ...grid.dimensions.map((dimension) => [dimension.name, dimensionOf(writing, dimension)] as const),
    ...(several ? [[measureDimension, measuresOf(writing)] as const] : []),
  ]
  const metric = dimensions.filter(([, { category }]) => 'unit' in category).map(([name]) => name)
  return {
    version: '2.0',
    class: 'dataset',
    label: titleIn(writing, dataset, dataset.name),
    ...(links['self'] && { href: links['self'] }),
    source: words[language].source,
    updated: release.published_at,
    ...(notes.length > 0 && { note: [...new Set(notes)] }),
    link: {
      license: [{ type: 'text/html', href: licence.url }],
      ...(links['csv'] && { alternate: [{ type: 'text/csv', href: links['csv'] }] }),
    },
    id: dimensions.map(([name]) => name),
    size: [...grid.dimensions.map(({ codes }) => codes.length), ...(several ? [grid.measures.length] : [])],
    role: {
      time: names.filter((name) => dataset.columns[name]!.role === 'time'),
      ...(metric.length > 0 && { metric }),
    },
    dimension: Object.fromEntries(dimensions),
    value: byPlace(
      grid.size,
      values.map(({ place, value }) => [place, value] as const),
    ),
    ...(states.length > 0 && { status: Object.fromEntries(states) }),
    extension: extensionOf(writing, new Set(states.map(([, state]) => state))),
  }
}

const encoder = new TextEncoder()

const write = (answer: Answer): Uint8Array => {
  const { dataset, cells, rows, codes } = answer
  const cube = dataset.cube!
  const asked = new Set(cells.map(({ name }) => name))
  const measures = cube.measures.filter((name) => asked.has(name))
  const grid = gridOf(dataset, cube, rows, measures, codes)
  return encoder.encode(`${JSON.stringify(documentOf({ ...answer, cube, grid }))}\n`)
}

/** JSON-stat 2.0, for datasets that declare a cube. It has one label for each thing: Italian, or English with `labels=en`. */
export const jsonstat: WholeFormat = {
  kind: 'whole',
  extension: 'jsonstat',
  mediaType: 'application/json; charset=utf-8',
  title: 'JSON-stat 2.0',
  version: 2,
  states: ['release', 'origin'],
  describes: true,
  exact: false,
  paged: false,
  faults: ({ cube }, { sort, fields }) => [
    ...(sort.length > 0
      ? [
          fault(
            'unknown_parameter',
            'sort',
            sort.map(({ column }) => column).join(','),
            [],
            'a cube has no order of rows; leave it out for .jsonstat.',
          ),
        ]
      : []),
    ...(cube && !cube.measures.some((name) => fields.includes(name))
      ? [
          fault(
            'unknown_value',
            'fields',
            fields.join(','),
            cube.measures,
            `none of these is a figure; .jsonstat needs one of: ${cube.measures.join(', ')}.`,
          ),
        ]
      : []),
  ],
  refuses: ({ name, cube }) => (cube ? undefined : `${name} is not a grid of figures: it has no JSON-stat file.`),
  write,
}
