import { releaseList } from '../datasets/releases.ts'
import { facts } from '../datasets/facts.ts'
import { observations } from '../datasets/observations.ts'
import { referenceOf, referenceOfPrint, type Reference } from '../figures/reference.ts'
import { readPrints } from '../figures/prints.ts'
import { defaultFormat } from '../formats/index.ts'
import type { CitationFormat } from '../formats/format.ts'
import { respondDocument } from '../http/respond.ts'
import { titles } from '../metadata/about.ts'
import type { Release } from '../release/release.ts'
import { contentHeaders } from './describe.ts'
import { readFrom } from '../http/read.ts'
import type { Visit } from '../http/visit.ts'
import { readFirstPage } from './answer.ts'
import type { Inquiry } from './inquiry.ts'
import { permalinkOf } from './links.ts'
import { describingLinks } from './signposts.ts'

/** `/v1/releases/{id}.bib`: how to cite all data as of one release. */
export const respondReleaseCitation = async (
  visit: Visit,
  format: CitationFormat,
  release: Release,
): Promise<Response> => {
  const { id, published_at } = release
  const url = `${visit.origin}/v1/releases/${id}`
  return respondDocument(visit, {
    key: `release/${id}.${format.extension}/${visit.origin}`,
    headers: await contentHeaders(
      releaseList,
      format,
      id,
      id,
      describingLinks(visit.origin, `/v1/${releaseList.name}.csv`),
    ),
    modified: published_at,
    text: () => format.write(referenceOf({ name: 'release', key: [], release, url, language: 'it' }, titles)),
  })
}

/** The print that a row was taken from, and the day that it speaks of, where the row is one figure that a document prints. */
const readFigure = async (visit: Visit, inquiry: Inquiry) => {
  const { dataset, key } = inquiry.address
  const figures = [facts.name, observations.name] as readonly string[]
  if (key.length < dataset.key.length || !figures.includes(dataset.name)) return undefined
  const {
    rows: [row],
  } = await readFirstPage(visit, inquiry)
  if (dataset.name === observations.name) return { print: observations.row.parse(row), day: null }
  const { code, observation, date } = facts.row.parse(row)
  if (observation === null) return undefined
  const prints = await readPrints(readFrom(visit, inquiry.release.id), code)
  const print = prints.find(({ row: { id } }) => id === observation)?.row
  return print && { print, day: date }
}

/** What a bibliography holds of an answer, in Italian unless `labels` asks for English. Rows are read for one figure alone. */
export const readReference = async (visit: Visit, inquiry: Inquiry): Promise<Reference> => {
  const { address, query, release } = inquiry
  const { dataset, key } = address
  const url = permalinkOf(visit.origin, { ...inquiry, address: { ...address, format: defaultFormat } })
  const cited = { name: dataset.name, key, release, url, language: query.labels ?? 'it' } as const
  const figure = await readFigure(visit, inquiry)
  return figure ? referenceOfPrint(cited, figure.print, figure.day, release) : referenceOf(cited, dataset)
}
