import { readRowsMax } from '../dataset/bounds.ts'
import type { Row } from '../dataset/define.ts'
import { cellsOf, type Cell } from '../dataset/label.ts'
import type { Page } from '../dataset/page.ts'
import { fault } from '../dataset/fault.ts'
import { invalid } from '../dataset/problem.ts'
import { canonical as canonicalQuery, unpaged } from '../dataset/query.ts'
import { csv } from '../formats/csv.ts'
import {
  isTabular,
  writeTable,
  type CitationFormat,
  type LineFormat,
  type TableFormat,
  type WholeFormat,
} from '../formats/format.ts'
import { defaultFormat, holds } from '../formats/index.ts'
import type { Entry } from '../http/isolate.ts'
import { readFrom } from '../http/read.ts'
import { respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { formatVersion } from '../metadata/whole.ts'
import { sha256 } from '../release/digest.ts'
import { readFileBy } from '../release/files.ts'
import { readAddress, showAddress, withQuery } from './address.ts'
import { readAnswer, readFirstPage, readNextPage } from './answer.ts'
import { readReference } from './cite.ts'
import { askedOf, contentHeaders, mayStream, tableOf, validatorsOf } from './describe.ts'
import { mark } from './deprecated.ts'
import { readInquiry, type Inquiry } from './inquiry.ts'
import { digestHeaders, wholeFiles } from './whole.ts'
import { describingLinks, signposts } from './signposts.ts'

const encoder = new TextEncoder()

const textOf = (format: LineFormat, cells: readonly Cell[], rows: readonly Row[]) =>
  rows.map((row) => format.row(cells, row)).join('')

/** All rows, page after page. An error breaks the transfer, so that a client sees that it is not whole. */
const streamLines = (
  visit: Visit,
  inquiry: Inquiry,
  format: LineFormat,
  cells: readonly Cell[],
  first: Page,
): ReadableStream => {
  let page: Page | undefined = first
  let head = format.head(cells)
  return new ReadableStream(
    {
      pull: async (controller) => {
        if (!page) return controller.close()
        controller.enqueue(encoder.encode(head + textOf(format, cells, page.rows)))
        head = ''
        page = page.more ? await readNextPage(visit, inquiry, page.rows.at(-1)!) : undefined
      },
    },
    { highWaterMark: 0 },
  )
}

const tooManyRows = (visit: Visit, { address, query }: Inquiry) => {
  const { dataset, format } = address
  const { extension } = format
  const lines = withQuery(showAddress({ ...address, format: csv }), canonicalQuery(dataset, unpaged(query)))
  const wrong = [
    fault(
      'too_many',
      'format',
      extension,
      ['csv'],
      `there are more rows than the ${readRowsMax} that .${extension} may hold; ask for fewer, or for .csv, which is always whole.`,
    ),
  ]
  return invalid(wrong, visit.origin + lines)
}

/** Whether all rows of the dataset are asked for, and how many the release says that those are. */
const wholeOf = ({ address, query, release }: Inquiry): number | undefined =>
  address.key.length === 0 && query.q === undefined && Object.keys(query.where).length === 0
    ? release.datasets[address.dataset.name]!.rows
    : undefined

const countHeaders = (rows: number) => ({ 'Row-Count': String(rows) })

/** The whole dataset as its release keeps it; undefined when it keeps none, or one that other code has made. */
const readKept = async (visit: Visit, { address, release }: Inquiry): Promise<Entry | undefined> => {
  const { dataset, format } = address
  const file = await readFileBy(readFrom(visit, release.id), `${dataset.name}.${format.extension}`)
  if (file?.version !== (await formatVersion(format, dataset))) return undefined
  const rows = release.datasets[dataset.name]!.rows
  return { headers: { ...countHeaders(rows), ...digestHeaders(file.sha256) }, body: file.body }
}

/** Rows in a format that needs nothing else; a stream, page after page, where there are more than one read gives. */
const makeRows = async (
  visit: Visit,
  inquiry: Inquiry,
  format: LineFormat | TableFormat,
): Promise<Entry | ReadableStream> => {
  if (!holds(format, wholeOf(inquiry) ?? 0)) throw tooManyRows(visit, inquiry)
  const kept = format.kind === 'table' && askedOf(inquiry) === '' ? await readKept(visit, inquiry) : undefined
  if (kept) return kept
  const { dataset } = inquiry.address
  const page = await readFirstPage(visit, inquiry)
  const cells = cellsOf(dataset, inquiry.query, inquiry.release.codes)
  if (page.more && format.kind === 'lines') return streamLines(visit, inquiry, format, cells, page)
  if (page.more) throw tooManyRows(visit, inquiry)
  const body = writeTable(format, { dataset, cells, rows: page.rows })
  const digest = format.exact ? digestHeaders(await sha256(body)) : {}
  return { headers: { ...countHeaders(page.rows.length), ...digest }, body }
}

const makeWhole = async (visit: Visit, inquiry: Inquiry, format: WholeFormat): Promise<Entry> => {
  if (!holds(format, wholeOf(inquiry) ?? 0)) throw tooManyRows(visit, inquiry)
  const answer = await readAnswer(visit, inquiry)
  if (!format.paged && answer.total > answer.rows.length) throw tooManyRows(visit, inquiry)
  return { headers: {}, body: await format.write(answer) }
}

/** What HEAD tells of a whole dataset that nobody has asked for, without reading its rows; undefined where only the body knows. */
const headOfWhole = async (
  visit: Visit,
  { address, release }: Inquiry,
): Promise<Record<string, string> | undefined> => {
  const { dataset, format } = address
  const { rows, bytes } = release.datasets[dataset.name]!
  if (format === csv) return { ...countHeaders(rows), 'Content-Length': String(bytes) }
  const files = await wholeFiles(visit, release)
  const file = files.find((entry) => entry.dataset === dataset.name && entry.format === format.extension)
  if (!file) return undefined
  return {
    ...countHeaders(rows),
    'Content-Length': String(file.bytes),
    ...(format.exact && digestHeaders(file.sha256)),
  }
}

/** What HEAD tells without making the body; undefined where the body is made. */
const headOf = async (visit: Visit, inquiry: Inquiry): Promise<Record<string, string> | undefined> => {
  const { format } = inquiry.address
  if (format.kind === 'whole' || format.kind === 'citation' || mayStream(inquiry)) return {}
  if (askedOf(inquiry) === '') return headOfWhole(visit, inquiry)
  // Who reads Parquet over HTTP asks for its length first.
  if (format.kind === 'table') return undefined
  const rows = wholeOf(inquiry)
  return rows === undefined ? {} : countHeaders(rows)
}

const makeCitation = async (visit: Visit, inquiry: Inquiry, format: CitationFormat): Promise<Entry> => ({
  headers: {},
  body: encoder.encode(format.write(await readReference(visit, inquiry))),
})

const make = (visit: Visit, inquiry: Inquiry): Promise<Entry | ReadableStream> => {
  const { format } = inquiry.address
  if (format.kind === 'citation') return makeCitation(visit, inquiry, format)
  return format.kind === 'whole' ? makeWhole(visit, inquiry, format) : makeRows(visit, inquiry, format)
}

/** Rows of a dataset, in the format that the address names. */
export const respondRows = async (visit: Visit): Promise<Response> => {
  const asked = await readAddress(visit)
  mark(visit, asked.dataset.deprecated)
  const inquiry = await readInquiry(visit, asked)
  const { address, query, release, canonical } = inquiry
  const { dataset, format } = address
  const head = visit.request.method === 'HEAD' ? await headOf(visit, inquiry) : undefined
  const rows = mayStream(inquiry) ? wholeOf(inquiry) : undefined
  const links = [...describingLinks(visit.origin, tableOf(inquiry)), ...signposts(visit.origin, inquiry)]
  const response = await respond(visit, {
    key: `${release.id}/${format.states.includes('origin') ? visit.origin : ''}${canonical}`,
    validators: await validatorsOf(visit, inquiry),
    headers: {
      ...(await contentHeaders(dataset, format, release.id, askedOf(inquiry), links)),
      ...(rows !== undefined && countHeaders(rows)),
    },
    ...(head && { head }),
    parts: isTabular(format) && !mayStream(inquiry),
    make: () => make(visit, inquiry),
  })
  // Lines have no place for the reason; it stands in the JSON of the same question.
  if (format.kind === 'lines' && response.headers.get('Row-Count') === '0') {
    const path = withQuery(showAddress({ ...address, format: defaultFormat }), canonicalQuery(dataset, query))
    response.headers.append('Link', `<${visit.origin}${path}>; rel="alternate"; type="application/json"`)
  }
  return response
}
