import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import type { Release } from '../release/release.ts'
import { jsonRow } from './index.ts'

/** Licence of the data, as every envelope, catalogue and distribution states it. */
export const licence = {
  id: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const

const publisher = 'Regione Lombardia'

/** How to cite an answer, in Italian and English. The day of access is the reader's to add. */
export const citationOf = ({ title, title_en }: { title: string; title_en: string }, release: string, url: string) => ({
  it: `Fondo Aperto, ${title}, versione ${release}, ${url}, CC BY 4.0. Fonte: ${publisher}, sintesi pubbliche delle relazioni di attuazione del POR FSE 2014-2020.`,
  en: `Fondo Aperto, ${title_en}, release ${release}, ${url}, CC BY 4.0. Source: ${publisher}, public summaries of the implementation reports of the POR FSE 2014-2020.`,
})

/** The indicators that rows hold figures of: by the column `indicator`, or by the columns of a wide table. */
const indicatorCodes = ({ columns, header }: Dataset, rows: readonly Row[]): Set<string> =>
  new Set(
    header.includes('indicator')
      ? rows.map((row) => String(row['indicator']))
      : Object.values(columns).flatMap(({ indicator }) => indicator ?? []),
  )

/** What keeps a figure from being misread, for each indicator in the rows. */
export const semanticsOf = (dataset: Dataset, rows: readonly Row[], release: Release) => {
  const codes = indicatorCodes(dataset, rows)
  return (release.codes['indicators'] ?? []).filter(({ code }) => codes.has(String(code)))
}

/** The text of an envelope: each row on a line of its own, so that two answers can be compared by eye. */
export const envelope = (
  { rows, one }: { rows: readonly Row[]; one: boolean },
  cells: readonly Cell[],
  meta: object,
  links: object,
): string => {
  const lines = rows.map((row) => jsonRow(cells, row))
  const data = one ? lines[0]! : lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`
  return `{"data":${data},\n"meta":${JSON.stringify(meta)},\n"links":${JSON.stringify(links)}}\n`
}
