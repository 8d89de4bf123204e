import type { Row } from '../dataset/define.ts'
import { cellsOf, type Cell } from '../dataset/label.ts'
import type { Page } from '../dataset/page.ts'
import { fault } from '../dataset/fault.ts'
import { invalid } from '../dataset/problem.ts'
import { csv } from '../formats/csv.ts'
import type { LineFormat, WholeFormat } from '../formats/format.ts'
import type { Entry } from '../http/isolate.ts'
import { respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { readAddress } from './address.ts'
import { readAnswer, readFirstPage, readNextPage } from './answer.ts'
import { askedOf, contentHeaders, mayStream, validatorsOf } from './describe.ts'
import { readInquiry, type Inquiry } from './inquiry.ts'
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

/** What the manifest knows of a body that nobody has made: the rows of a whole dataset, and the bytes of its CSV. */
const headOf = (inquiry: Inquiry, asked: string): Record<string, string> => {
  const { address, query, release } = inquiry
  const { dataset, format, key } = address
  const all = Object.keys(query.where).length === 0 && query.q === undefined && key.length === 0
  if (format.kind !== 'lines' || !all || mayStream(inquiry)) return {}
  const { rows, bytes } = release.datasets[dataset.name]!
  return { 'Row-Count': String(rows), ...(format === csv && asked === '' && { 'Content-Length': String(bytes) }) }
}

/** Rows of a dataset, in the format that the address names. */
export const respondRows = async (visit: Visit): Promise<Response> => {
  const inquiry = await readInquiry(visit, readAddress(visit.url.pathname))
  const { address, release, canonical } = inquiry
  const { dataset, format } = address
  const asked = askedOf(inquiry)
  const links = [...describingLinks(visit.origin, dataset), ...signposts(visit.origin, inquiry)]
  return respond(visit, {
    key: `${release.id}/${format.states.includes('origin') ? visit.origin : ''}${canonical}`,
    validators: await validatorsOf(visit, inquiry),
    headers: await contentHeaders(dataset, format, release.id, asked, links),
    head: headOf(inquiry, asked),
    make: () => (format.kind === 'lines' ? makeLines(visit, inquiry, format) : makeWhole(visit, inquiry, format)),
  })
}
