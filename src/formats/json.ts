import type { Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import { licence } from '../figures/citation.ts'
import type { Answer } from './answer.ts'
import { refusesNone, type LineFormat, type WholeFormat } from './format.ts'
import { writeWithin } from './room.ts'

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
  describes: false,
  exact: false,
  paged: false,
  refuses: refusesNone,
  head: () => '',
  row: (cells, row) => `${jsonRow(cells, row)}\n`,
}

const metaOf = ({ rows, total, release, query, citation, semantics, remarks, repetition, reason, figure }: Answer) => ({
  count: rows.length,
  total,
  release: release.id,
  published_at: release.published_at,
  query,
  ...reason,
  licence,
  citation,
  ...(figure.quote && { quote: figure.quote }),
  ...(figure.newer && { newer: figure.newer }),
  ...(semantics.length > 0 && { indicators: semantics }),
  ...(remarks.notes.length > 0 && { notes: remarks.notes }),
  ...(remarks.checks.length > 0 && { checks: remarks.checks }),
  ...(repetition && { repeated: repetition }),
  ...figure.prints,
  ...figure.series,
  ...(figure.cells && { cells: figure.cells }),
})

/** An object with each key on a line of its own. */
const spread = (object: object): string =>
  `{\n${Object.entries(object)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(',\n')}\n}`

const list = (lines: readonly string[]): string => (lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`)

/** The envelope of the API: a row, or a key of `meta` and `links`, on a line of its own, so that two answers can be compared by eye. */
const envelope = (rows: string | readonly string[], meta: object, links: object): string => {
  const data = typeof rows === 'string' ? rows : list(rows)
  return `{"data":${data},\n"meta":${spread(meta)},\n"links":${spread(links)}}\n`
}

const write = (answer: Answer): string => {
  const rows = answer.rows.map((row) => jsonRow(answer.cells, row))
  return envelope(answer.single ? rows[0]! : rows, metaOf(answer), answer.links)
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
  describes: false,
  exact: false,
  paged: true,
  refuses: refusesNone,
  write: (answer) => writeWithin(answer, (shorter) => encoder.encode(write(shorter))),
}
