import { factBytesMax, readRowsMax } from '../dataset/bounds.ts'
import type { Row } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'
import { reportYears } from '../dataset/resolve.ts'
import { readAll, readCount, readPage, type Page } from '../dataset/page.ts'
import { canonical } from '../dataset/query.ts'
import type { Read } from '../dataset/read.ts'
import { afterRow } from '../dataset/rows.ts'
import { facts } from '../datasets/facts.ts'
import type { RowOf } from '../datasets/index.ts'
import { indicators } from '../datasets/indicators.ts'
import { gaps } from '../datasets/gaps.ts'
import { observations } from '../datasets/observations.ts'
import { snapshotMeasures, snapshots } from '../datasets/snapshots.ts'
import { factCode, isStated } from '../derive/facts.ts'
import { codesOfCell } from '../derive/snapshots.ts'
import { readReason } from '../figures/absence.ts'
import { readCells } from '../figures/cells.ts'
import { citationOf, citationOfPrint, type Citation } from '../figures/citation.ts'
import { nameOf, newerOf } from '../figures/editions.ts'
import type { Link } from '../figures/link.ts'
import { listPrints, readPrints } from '../figures/prints.ts'
import { readRemarkIndex } from '../figures/remark-index.ts'
import { quoteOf } from '../figures/quote.ts'
import { noRemarks, remarkable, remarksOn, type Remarks } from '../figures/remarks.ts'
import { repetitionIn } from '../figures/repetition.ts'
import { linkSeries, readSeries } from '../figures/series.ts'
import { indicatorsShown, showsFigures, type Shown } from '../figures/shown.ts'
import type { Answer, Figure } from '../formats/answer.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { isLarge, type Release } from '../release/release.ts'
import { linkIn } from './address.ts'
import type { Inquiry } from './inquiry.ts'
import { editionsOf } from './latest.ts'
import { linksOf, permalinkOf } from './links.ts'

const askOf = ({ address, query }: Inquiry) => ({ dataset: address.dataset, key: address.key, query })

/** The first page of an inquiry: as many rows as it asks for where the format is paged, else as many as one read gives. */
export const readFirstPage = async (visit: Visit, inquiry: Inquiry): Promise<Page> => {
  const { query, address, release, after } = inquiry
  const size = address.format.paged ? query.limit : readRowsMax
  return readPage(readFrom(visit, release.id), inquiry.canonical, askOf(inquiry), size, after)
}

/** The page after a row, for answers that are streamed. */
export const readNextPage = async (visit: Visit, inquiry: Inquiry, last: Row): Promise<Page> => {
  const ask = askOf(inquiry)
  const name = `${inquiry.canonical}#${ask.dataset.key.map((part) => String(last[part])).join('/')}`
  const after = afterRow(ask.dataset, ask.query, last)
  return readPage(readFrom(visit, inquiry.release.id), name, ask, readRowsMax, after)
}

/** How many rows an inquiry has on all its pages: the manifest knows it of a whole dataset, of a part of it it is counted once. */
const readTotal = async (visit: Visit, inquiry: Inquiry): Promise<number> => {
  const { address, query, release, unpaged } = inquiry
  const { dataset, key } = address
  if (key.length === 0 && query.q === undefined && Object.keys(query.where).length === 0)
    return release.datasets[dataset.name]!.rows
  const name = `count/${unpaged}`
  const read = async () => ({ count: await readCount(readFrom(visit, release.id), name, askOf(inquiry)) })
  return (await remember(visit, release.id, name, read)).count
}

/** What keeps the shown figures from being misread, by indicator; what there is nothing to say of is left out. */
const semanticsOf = (shown: Shown, rows: readonly Row[], { codes }: Release): Row[] => {
  const codesShown = indicatorsShown(shown, rows)
  return (codes['indicators'] ?? [])
    .filter(({ code }) => codesShown.has(String(code)))
    .map(({ kind: _, year: __, ...row }) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    )
}

/** The codes of all facts that snapshots can be about. */
const cellCodes = ({ codes }: Release): string[] =>
  reportYears(codes['sources'] ?? []).flatMap((year) =>
    (codes['axes'] ?? []).flatMap((axis) =>
      snapshotMeasures.flatMap((measure) => codesOfCell(measure, year, String(axis['code']))),
    ),
  )

const readRemarks = async (
  visit: Visit,
  shown: Shown,
  { release }: Inquiry,
  rows: readonly Row[],
  link: Link,
  single: boolean,
): Promise<Remarks> => {
  if (!remarkable(shown, rows)) return noRemarks
  const cells = isLarge(release, facts) ? cellCodes(release) : undefined
  const index = await remember(visit, release.id, 'remarks', () => readRemarkIndex(readFrom(visit, release.id), cells))
  return remarksOn(index, shown, rows, link, single)
}

type Cite = (print: Parameters<typeof citationOfPrint>[0]) => Citation

/** What is told of one fact: how to write it, its prints, whether another scope has a newer one. */
const readFact = async (
  visit: Visit,
  shown: Shown,
  release: Release,
  fact: RowOf<'facts'>,
  link: Link,
  cite: Cite,
): Promise<{ figure: Figure; citation?: Citation }> => {
  const prints = fact.observation === null ? [] : await readPrints(readFrom(visit, release.id), fact.code)
  const chosen = prints.find((print) => print.row.id === fact.observation)
  if (!chosen) return { figure: {} }
  const citation = cite(chosen.row)
  if (!showsFigures(shown)) return { figure: {}, citation }
  const quote = quoteOf(fact)
  const newer = newerOf(await editionsOf(visit, release, [nameOf(fact)]), fact, link)
  return {
    figure: { prints: { prints: listPrints(prints) }, ...(quote && { quote }), ...(newer && { newer }) },
    citation,
  }
}

/** What is told of one row beyond its columns, with the citation of the figure where it is one. */
const readFigure = async (
  visit: Visit,
  shown: Shown,
  { release }: Inquiry,
  row: Row,
  link: Link,
  permalink: string,
): Promise<{ figure: Figure; citation?: Citation }> => {
  const read = readFrom(visit, release.id)
  const cite: Cite = (print) => citationOfPrint(print, release.codes['sources'] ?? [], release.id, permalink)
  const { name } = shown.dataset
  if (name === observations.name) {
    const citation = cite(observations.row.parse(row))
    if (!isStated(row) || !showsFigures(shown)) return { figure: {}, citation }
    const fact = factCode(row)
    const prints = listPrints(await readPrints(read, fact))
    return { figure: { prints: { fact, fact_link: link('facts', { key: [fact] }), prints } }, citation }
  }
  if (name === facts.name) return readFact(visit, shown, release, facts.row.parse(row), link, cite)
  if (name === indicators.name) {
    const indicator = indicators.row.parse(row)
    // A series of very many facts is left to its link.
    const series = isLarge(release, facts) ? linkSeries(indicator, link) : await readSeries(read, indicator, link)
    return { figure: { series } }
  }
  if (name === snapshots.name)
    return { figure: { cells: await readCells(read, snapshots.row.parse(row), shown.fields, link) } }
  return { figure: {} }
}

/** Why there are no rows, or what is to be known of those there are. */
const reasonOf = (read: Read, inquiry: Inquiry, rows: readonly Row[]) => {
  const large = isLarge(inquiry.release, inquiry.address.dataset)
  const readGaps = async () => (await readAll(read, gaps)).map((row) => gaps.row.parse(row))
  return readReason(
    read,
    { ask: askOf(inquiry), rows, vocabulary: inquiry.release, gaps: readGaps, large },
    inquiry.canonical,
  )
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
  const paged = page.more || inquiry.after !== undefined
  const total = paged ? await readTotal(visit, inquiry) : rows.length
  const link = linkIn(origin, address.release)
  const shown = { dataset, fields: query.fields }
  const remarks = await readRemarks(visit, shown, inquiry, rows, link, single)
  const permalink = permalinkOf(origin, inquiry)
  // A figure is cited as it is, not as someone had it shown.
  const figureLink = linkIn(origin, release.id)(dataset.name, { key })
  const { figure, citation } = single
    ? await readFigure(visit, shown, inquiry, rows[0]!, link, figureLink)
    : { figure: {}, citation: undefined }
  const reason = single ? undefined : await reasonOf(read, inquiry, rows)
  const repetition = single ? undefined : repetitionIn(dataset, rows, link)
  return {
    dataset,
    cells: cellsOf(dataset, query, release.codes),
    codes: release.codes,
    language: query.labels ?? 'it',
    rows,
    single,
    total,
    release,
    query: canonical(dataset, query),
    citation: citation ?? citationOf(dataset, release.id, permalink),
    semantics: semanticsOf(shown, rows, release),
    remarks,
    ...(repetition && { repetition }),
    ...(reason && { reason }),
    figure,
    ...(single && dataset.name === facts.name && { bytesMax: factBytesMax }),
    links: await linksOf(origin, inquiry, page, remarks, single),
  }
}
