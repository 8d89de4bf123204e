import * as z from 'zod'
import type { Dataset, Row } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'
import { invalid } from '../dataset/problem.ts'
import { readParameters } from '../dataset/query.ts'
import { citationOf } from '../figures/citation.ts'
import type { Reason } from '../figures/exclusion.ts'
import { referenceOf } from '../figures/reference.ts'
import { noRemarks } from '../figures/remarks.ts'
import { csv, italianCsv } from '../formats/csv.ts'
import { isTabular, writeTable, type Format } from '../formats/format.ts'
import { defaultFormat, formatsOf, suffixOf } from '../formats/index.ts'
import { etagOf, respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { refuseFormat, withQuery } from './address.ts'
import { contentHeaders, statedBy } from './describe.ts'
import { describingLinks } from './signposts.ts'

const encoder = new TextEncoder()

/** Rows that no release holds, shaped like those of a dataset. */
interface List {
  list: Dataset
  /** The release that the list is true of. */
  release: { id: string; published_at: string }
  /** All that the rows depend on. */
  state: string
  /** The question in its one spelling, without the question mark. */
  query: string
  rows: () => Promise<readonly Row[]>
  /** Why there may be no rows, in Italian and English. */
  reason?: Reason
}

const addressOf = (origin: string, { list, query }: List, format: Format) =>
  origin + withQuery(`/v1/${list.name}${suffixOf(format)}`, query)

const linksOf = (origin: string, question: List): Record<string, string> => ({
  self: addressOf(origin, question, defaultFormat),
  ...Object.fromEntries(
    formatsOf(question.list)
      .filter((format) => format !== defaultFormat)
      .map((format) => [format.extension.replace('.', '_'), addressOf(origin, question, format)]),
  ),
  describedby: `${origin}/v1/${question.list.name}.csv-metadata.json`,
})

const write = (origin: string, format: Format, question: List, rows: readonly Row[]) => {
  const { list, release, query, reason } = question
  const cells = cellsOf(list, { fields: [...list.header] })
  const links = linksOf(origin, question)
  if (format.kind === 'citation') {
    const address = { name: list.name, key: [], release, url: links['self']!, language: 'it' } as const
    return encoder.encode(format.write(referenceOf(address, list)))
  }
  if (isTabular(format)) return writeTable(format, { dataset: list, cells, rows })
  return format.write({
    dataset: list,
    cells,
    codes: {},
    language: 'it',
    rows,
    single: false,
    total: rows.length,
    release,
    query,
    citation: citationOf(list, release.id, links['self']!),
    semantics: [],
    remarks: noRemarks,
    figure: {},
    ...(reason && rows.length === 0 && { reason }),
    links,
  })
}

/** The CSV whose metadata describe a list: itself, or the one with commas. */
const tableOfList = ({ name }: Dataset, format: Format) =>
  `/v1/${name}.${(format === italianCsv ? format : csv).extension}`

/** Answers with a list in the format of the address: the same envelope, the same CSV as a dataset. */
export const respondList = async (visit: Visit, format: Format, question: List): Promise<Response> => {
  const { list, release, state, query, rows } = question
  refuseFormat(list, format)
  const stated = statedBy(format, release, visit.origin)
  return respond(visit, {
    key: `${list.name}.${format.extension}/${stated.join('/')}/${state}`,
    validators: {
      etag: await etagOf(`${list.name}.${format.extension} ${format.version}`, state, ...stated),
      lifetime: 'live',
    },
    headers: await contentHeaders(
      list,
      format,
      release.id,
      query,
      describingLinks(visit.origin, tableOfList(list, format)),
    ),
    make: async () => {
      const found = await rows()
      return {
        headers: isTabular(format) ? { 'Row-Count': String(found.length) } : {},
        body: await write(visit.origin, format, question, found),
      }
    },
  })
}

/** Refuses every parameter: there is none here. */
export const refuseParameters = (visit: Visit): void => {
  const { faults } = readParameters(z.strictObject({}), visit.url.searchParams)
  if (faults.length === 0) return
  // What is only to be new each time has a parameter of its own; nothing else has.
  const fresh = faults.map(({ suggestions = [] }) => suggestions[0]?.value)
  const mended =
    fresh.length === 1 && fresh[0] !== undefined ? `${visit.origin}${visit.url.pathname}?${fresh[0]}` : undefined
  throw invalid(faults, mended)
}
