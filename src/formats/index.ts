import { heldRowsMax } from '../dataset/bounds.ts'
import { bibtex, csl } from './citation.ts'
import { csv, italianCsv } from './csv.ts'
import type { Format, WholeFormat } from './format.ts'
import { json, ndjson } from './json.ts'
import { jsonstat } from './jsonstat.ts'
import { parquet } from './parquet.ts'

/** The one list of formats. JSON, the first, is what a path without an extension answers. */
export const formats: readonly [WholeFormat, ...Format[]] = [
  json,
  csv,
  italianCsv,
  ndjson,
  parquet,
  jsonstat,
  bibtex,
  csl,
]

export const [defaultFormat] = formats

/** Whether a format can write so many rows: in lines they are streamed, in pages they are parts, and a citation has none. */
export const holds = ({ kind, paged }: Format, rows: number): boolean =>
  rows <= heldRowsMax || kind === 'lines' || kind === 'citation' || paged

/** How an answer is cited: not rows, so a release as a whole has these too. */
export const citationFormats = formats.filter((format) => format.kind === 'citation')

const longestFirst = formats.toSorted((a, b) => b.extension.length - a.extension.length)

/** Cuts the extension off the end of a path: `.it.csv` is not read as `.csv`. Without a known one the format is the default. */
export const splitExtension = (path: string): { name: string; format: Format } => {
  const format = longestFirst.find(({ extension }) => path.endsWith(`.${extension}`))
  return format ? { name: path.slice(0, -format.extension.length - 1), format } : { name: path, format: defaultFormat }
}

/** The end of an address in this format: nothing for the default one. */
export const suffixOf = (format: Format): string => (format === defaultFormat ? '' : `.${format.extension}`)

/** The formats that can write a dataset. */
export const formatsOf = (dataset: Parameters<Format['refuses']>[0]): Format[] =>
  formats.filter((format) => format.refuses(dataset) === undefined)
