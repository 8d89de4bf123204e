import type { Row } from '../dataset/define.ts'
import { cellsOf, type Cell } from '../dataset/label.ts'
import type { Page } from '../dataset/page.ts'
import { fault } from '../dataset/fault.ts'
import { invalid } from '../dataset/problem.ts'
import type { CitationFormat, LineFormat, WholeFormat } from '../formats/format.ts'
import type { Entry } from '../http/isolate.ts'
import { respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { readAddress } from './address.ts'
import { readAnswer, readFirstPage, readNextPage } from './answer.ts'
import { readReference } from './cite.ts'
import { askedOf, contentHeaders, mayStream, validatorsOf } from './describe.ts'
import { mark } from './deprecated.ts'
import { readInquiry, type Inquiry } from './inquiry.ts'

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

const makeLines = async (visit: Visit, inquiry: Inquiry, format: LineFormat): Promise<Entry | ReadableStream> => {
  const page = await readFirstPage(visit, inquiry)
  const cells = cellsOf(inquiry.address.dataset, inquiry.query, inquiry.release.codes)
  if (page.more) return streamLines(visit, inquiry, format, cells, page)
  const body = encoder.encode(format.head(cells) + textOf(format, cells, page.rows))
  return { headers: { 'Row-Count': String(page.rows.length) }, body }
}

const makeWhole = async (visit: Visit, inquiry: Inquiry, format: WholeFormat): Promise<Entry> => {
  const answer = await readAnswer(visit, inquiry)
  if (!format.paged && answer.total > answer.rows.length)
    throw invalid([
      fault(
        'too_many',
        'format',
        format.extension,
        ['csv'],
        `${answer.total} rows are too many for .${format.extension}; ask for fewer, or for .csv, which is always whole.`,
      ),
    ])
  return { headers: {}, body: await format.write(answer) }
}

const makeCitation = async (visit: Visit, inquiry: Inquiry, format: CitationFormat): Promise<Entry> => ({
  headers: {},
  body: encoder.encode(format.write(await readReference(visit, inquiry))),
})

const make = (visit: Visit, inquiry: Inquiry) => {
  const { format } = inquiry.address
  if (format.kind === 'lines') return makeLines(visit, inquiry, format)
  return format.kind === 'whole' ? makeWhole(visit, inquiry, format) : makeCitation(visit, inquiry, format)
}

/** Rows of a dataset, in the format that the address names. */
export const respondRows = async (visit: Visit): Promise<Response> => {
  const asked = readAddress(visit.url.pathname)
  mark(visit, asked.dataset.deprecated)
  const inquiry = await readInquiry(visit, asked)
  const { address, query, release, canonical } = inquiry
  const { dataset, format, key } = address
  const { rows } = release.datasets[dataset.name]!
  const all = Object.keys(query.where).length === 0 && query.q === undefined && key.length === 0
  return respond(visit, {
    key: `${release.id}/${format.states.includes('origin') ? visit.origin : ''}${canonical}`,
    validators: await validatorsOf(visit, inquiry),
    headers: await contentHeaders(visit, dataset, format, release.id, askedOf(inquiry)),
    head: format.kind === 'lines' && all && !mayStream(inquiry) ? { 'Row-Count': String(rows) } : {},
    make: () => make(visit, inquiry),
  })
}
