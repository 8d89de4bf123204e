import { readRowsMax } from '../dataset/bounds.ts'
import type { Dataset, Row } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'
import { readAll, readCount, readPage, type Page } from '../dataset/page.ts'
import { cursorFault } from '../dataset/parameters.ts'
import { invalid } from '../dataset/problem.ts'
import { canonical } from '../dataset/query.ts'
import type { Read } from '../dataset/read.ts'
import { facts } from '../datasets/facts.ts'
import { gaps } from '../datasets/gaps.ts'
import { observations } from '../datasets/observations.ts'
import { snapshots } from '../datasets/snapshots.ts'
import { factCode, isStated } from '../derive/facts.ts'
import { readReason } from '../figures/absence.ts'
import { readCells } from '../figures/cells.ts'
import { citationOf, citationOfPrint, type Citation } from '../figures/citation.ts'
import type { Link } from '../figures/link.ts'
import { listPrints, readPrints } from '../figures/prints.ts'
import { noRemarks, readRemarkIndex, remarkable, remarksOn, type Remarks } from '../figures/remarks.ts'
import { repetitionIn } from '../figures/repetition.ts'
import { readSeries } from '../figures/series.ts'
import type { Answer, Figure } from '../formats/answer.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import type { Release } from '../release/release.ts'
import { linkIn } from './address.ts'
import type { Inquiry } from './inquiry.ts'
import { linksOf, permalinkOf } from './links.ts'

const askOf = ({ address, query }: Inquiry) => ({ dataset: address.dataset, key: address.key, query })

/** The first page of an inquiry: as many rows as it asks for where the format is paged, else as many as one read gives. */
export const readFirstPage = async (visit: Visit, inquiry: Inquiry): Promise<Page> => {
  const { query, address, release, before } = inquiry
  const size = address.format.paged ? query.limit : readRowsMax
  const page = await readPage(readFrom(visit, release.id), inquiry.canonical, askOf(inquiry), size, before)
  if (!page) throw invalid([cursorFault(query.cursor ?? '', 'the row that it names is not there.')])
  return page
}

/** The page after a row, for answers that are streamed. */
export const readNextPage = async (visit: Visit, inquiry: Inquiry, last: Row): Promise<Page> => {
  const { dataset } = inquiry.address
  const before = dataset.key.map((name) => String(last[name]))
  const name = `${inquiry.canonical}#${before.join('/')}`
  const page = await readPage(readFrom(visit, inquiry.release.id), name, askOf(inquiry), readRowsMax, before)
  if (!page) throw new Error(`The row ${before.join('/')} of ${dataset.name} is gone.`)
  return page
}

/** The indicators that rows hold figures of: by the column `indicator`, or by the columns of a wide table. */
const semanticsOf = ({ columns, header }: Dataset, rows: readonly Row[], { codes }: Release): readonly Row[] => {
  const indicators = new Set(
    header.includes('indicator')
      ? rows.map((row) => String(row['indicator']))
      : Object.values(columns).flatMap(({ indicator }) => indicator ?? []),
  )
  return (codes['indicators'] ?? []).filter(({ code }) => indicators.has(String(code)))
}

const readRemarks = async (
  visit: Visit,
  { address, release }: Inquiry,
  rows: readonly Row[],
  link: Link,
): Promise<Remarks> => {
  if (!remarkable(address.dataset, rows)) return noRemarks
  const index = await remember(visit, release.id, 'remarks', () => readRemarkIndex(readFrom(visit, release.id)))
  return remarksOn(index, address.dataset, rows, link)
}

/** What is told of one row beyond its columns, with the citation of the figure where it is one. */
const readFigure = async (
  read: Read,
  { address, release }: Inquiry,
  row: Row,
  link: Link,
  permalink: string,
): Promise<{ figure: Figure; citation?: Citation }> => {
  const cite = (print: Parameters<typeof citationOfPrint>[0]) =>
    citationOfPrint(print, release.codes['sources'] ?? [], release.id, permalink)
  const { name } = address.dataset
  if (name === observations.name) {
    const citation = cite(observations.row.parse(row))
    if (!isStated(row)) return { figure: {}, citation }
    const fact = factCode(row)
    const prints = listPrints(await readPrints(read, fact), link)
    return { figure: { prints: { fact, fact_link: link('facts', { key: [fact] }), prints } }, citation }
  }
  if (name === facts.name) {
    const { code, observation } = facts.row.parse(row)
    const prints = observation === null ? [] : await readPrints(read, code)
    const chosen = prints.find((print) => print.row.id === observation)
    return chosen
      ? { figure: { prints: { prints: listPrints(prints, link) } }, citation: cite(chosen.row) }
      : { figure: {} }
  }
  if (name === 'indicators') return { figure: { series: await readSeries(read, String(row['code']), link) } }
  if (name === snapshots.name) return { figure: { cells: await readCells(read, snapshots.row.parse(row), link) } }
  return { figure: {} }
}

/** Why there are no rows, or what is to be known of those there are. */
const reasonOf = (read: Read, inquiry: Inquiry, rows: readonly Row[]) => {
  const readGaps = async () => (await readAll(read, gaps)).map((row) => gaps.row.parse(row))
  return readReason(read, { ask: askOf(inquiry), rows, vocabulary: inquiry.release, gaps: readGaps }, inquiry.canonical)
}

/** Reads all that an answer says. */
export const readAnswer = async (visit: Visit, inquiry: Inquiry): Promise<Answer> => {
  const { origin } = visit
  const { address, query, release } = inquiry
  const { dataset, key } = address
  const read = readFrom(visit, release.id)
  const page = await readFirstPage(visit, inquiry)
  const { rows } = page
  const single = key.length === dataset.key.length && rows.length === 1
  const paged = page.more || inquiry.before !== undefined
  const total = paged ? await readCount(read, `count/${inquiry.unpaged}`, askOf(inquiry)) : rows.length
  const link = linkIn(origin, address.release)
  const remarks = await readRemarks(visit, inquiry, rows, link)
  const permalink = permalinkOf(origin, inquiry)
  const { figure, citation } = single
    ? await readFigure(read, inquiry, rows[0]!, link, permalink)
    : { figure: {}, citation: undefined }
  const reason = single ? undefined : await reasonOf(read, inquiry, rows)
  const repetition = single ? undefined : repetitionIn(dataset, rows, link)
  return {
    dataset,
    cells: cellsOf(dataset, query, release.codes),
    rows,
    single,
    total,
    release,
    query: canonical(dataset, query),
    citation: citation ?? citationOf(dataset, release.id, permalink),
    semantics: semanticsOf(dataset, rows, release),
    remarks,
    ...(repetition && { repetition }),
    ...(reason && { reason }),
    figure,
    links: await linksOf(origin, inquiry, page, remarks, single),
  }
}
