import type { Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import { licence } from '../figures/citation.ts'
import type { Answer } from './answer.ts'
import { refusesNone, type LineFormat, type WholeFormat } from './format.ts'

const jsonRow = (cells: readonly Cell[], row: Row): string =>
  JSON.stringify(Object.fromEntries(cells.map(({ name, value }) => [name, value(row)])))

/** One JSON object a line. */
export const ndjson: LineFormat = {
  kind: 'lines',
  extension: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  title: 'Newline-delimited JSON',
  version: 1,
  states: [],
  paged: false,
  refuses: refusesNone,
  head: () => '',
  row: (cells, row) => `${jsonRow(cells, row)}\n`,
}

const metaOf = ({ rows, total, release, query, citation, semantics, remarks, repetition, figure }: Answer) => ({
  count: rows.length,
  total,
  release: release.id,
  published_at: release.published_at,
  query,
  licence,
  citation,
  ...(semantics.length > 0 && { indicators: semantics }),
  ...(remarks.notes.length > 0 && { notes: remarks.notes }),
  ...(remarks.checks.length > 0 && { checks: remarks.checks }),
  ...(repetition && { repeated: repetition }),
  ...figure.prints,
  ...figure.series,
  ...(figure.cells && { cells: figure.cells }),
})

/** The envelope of the API: each row on a line of its own, so that two answers can be compared by eye. */
const write = (answer: Answer): string => {
  const lines = answer.rows.map((row) => jsonRow(answer.cells, row))
  const data = answer.single ? lines[0]! : lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`
  return `{"data":${data},\n"meta":${JSON.stringify(metaOf(answer))},\n"links":${JSON.stringify(answer.links)}}\n`
}

const encoder = new TextEncoder()

/** What a bare path answers: `data`, `meta`, `links`. */
export const json: WholeFormat = {
  kind: 'whole',
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  title: 'JSON',
  version: 2,
  states: ['release', 'origin'],
  paged: true,
  refuses: refusesNone,
  write: (answer) => encoder.encode(write(answer)),
}
