import * as z from 'zod'
import type { Dataset, Row } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'
import { invalid } from '../dataset/problem.ts'
import { readParameters } from '../dataset/query.ts'
import { citationOf } from '../figures/citation.ts'
import { noRemarks } from '../figures/remarks.ts'
import { csv, italianCsv } from '../formats/csv.ts'
import { writeTable, type Format } from '../formats/format.ts'
import { defaultFormat, formats, suffixOf } from '../formats/index.ts'
import { etagOf, respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { withQuery } from './address.ts'
import { contentHeaders, statedBy } from './describe.ts'

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
}

const addressOf = (origin: string, { list, query }: List, format: Format) =>
  origin + withQuery(`/v1/${list.name}${suffixOf(format)}`, query)

const linksOf = (origin: string, question: List): Record<string, string> => ({
  self: addressOf(origin, question, defaultFormat),
  ...Object.fromEntries(
    formats
      .filter((format) => format !== defaultFormat)
      .map((format) => [format.extension.replace('.', '_'), addressOf(origin, question, format)]),
  ),
  describedby: `${origin}/v1/${question.list.name}.csv-metadata.json`,
})

const write = (origin: string, format: Format, question: List, rows: readonly Row[]) => {
  const { list, release, query } = question
  const cells = cellsOf(list, { fields: [...list.header] })
  if (format.kind !== 'whole') return writeTable(format, { dataset: list, cells, rows })
  const links = linksOf(origin, question)
  return format.write({
    dataset: list,
    cells,
    rows,
    single: false,
    total: rows.length,
    release,
    query,
    citation: citationOf(list, release.id, links['self']!),
    semantics: [],
    remarks: noRemarks,
    figure: {},
    links,
  })
}

/** The CSV whose metadata describe a list: itself, or the one with commas. */
const tableOfList = ({ name }: Dataset, format: Format) =>
  `/v1/${name}.${(format === italianCsv ? format : csv).extension}`

/** Answers with a list in the format of the address: the same envelope, the same CSV as a dataset. */
export const respondList = async (visit: Visit, format: Format, question: List): Promise<Response> => {
  const { list, release, state, query, rows } = question
  const stated = statedBy(format, release, visit.origin)
  return respond(visit, {
    key: `${list.name}.${format.extension}/${stated.join('/')}/${state}`,
    validators: {
      etag: await etagOf(`${list.name}.${format.extension} ${format.version}`, state, ...stated),
      lifetime: 'live',
    },
    headers: await contentHeaders(visit, list, format, release.id, query, tableOfList(list, format)),
    make: async () => {
      const found = await rows()
      return {
        headers: format.kind !== 'whole' ? { 'Row-Count': String(found.length) } : {},
        body: await write(visit.origin, format, question, found),
      }
    },
  })
}

/** Refuses every parameter: there is none here. */
export const refuseParameters = (visit: Visit): void => {
  const { faults } = readParameters(z.strictObject({}), visit.url.searchParams)
  if (faults.length > 0) throw invalid(faults)
}
