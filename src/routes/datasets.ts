import type { Row } from '../dataset/define.ts'
import { cellsOf, type Cell } from '../dataset/label.ts'
import { readRowsMax } from '../dataset/bounds.ts'
import type { Page } from '../dataset/rows.ts'
import { formats, json, type Format } from '../formats/index.ts'
import { invalid } from '../http/problem.ts'
import { readCount, readPage, type Ask } from '../http/read.ts'
import { respond } from '../http/respond.ts'
import { sharedRead, unlimited, type Entry } from '../http/tiers.ts'
import type { Visit } from '../http/visit.ts'
import { cursorFault } from '../dataset/parameters.ts'
import { contentHeaders, validatorsOf } from './describe.ts'
import { readInquiry, type Inquiry } from './inquiry.ts'
import { jsonBody } from './json.ts'
import type { Address } from './address.ts'

const askOf = ({ address, query, release }: Inquiry): Ask => ({
  dataset: address.dataset,
  release: release.id,
  key: address.key,
  query,
})

const textOf = (format: Format, cells: readonly Cell[], rows: readonly Row[]) =>
  rows.map((row) => format.row(cells, row)).join('')

/** All rows, page after page. An error breaks the transfer, so that a client sees that it is not whole. */
const streamOf = (
  visit: Visit,
  inquiry: Inquiry,
  format: Format,
  cells: readonly Cell[],
  first: Page,
): ReadableStream => {
  const { db, isolate, reader } = visit
  const encoder = new TextEncoder()
  const { dataset } = inquiry.address
  const next = async (last: Row): Promise<Page> => {
    const before = dataset.key.map((name) => String(last[name]))
    const key = `page/${inquiry.release.id}/${inquiry.canonical}/${before.join('/')}`
    // Whoever was let in for the first page goes on, in turn with the others.
    const page = await sharedRead(isolate.tiers, key, unlimited(reader), () =>
      readPage(db, askOf(inquiry), readRowsMax, before),
    )
    if (!page) throw new Error(`The row ${before.join('/')} of ${dataset.name} is gone.`)
    return page
  }
  let page: Page | undefined = first
  let head = format.head(cells)
  return new ReadableStream(
    {
      pull: async (controller) => {
        if (!page) return controller.close()
        controller.enqueue(encoder.encode(head + textOf(format, cells, page.rows)))
        head = ''
        page = page.more ? await next(page.rows.at(-1)!) : undefined
      },
    },
    { highWaterMark: 0 },
  )
}

const firstPage = async (visit: Visit, inquiry: Inquiry): Promise<Page> => {
  const { db, reader, isolate } = visit
  const { query, address, before } = inquiry
  const size = address.extension === json.extension ? query.limit : readRowsMax
  const key = `${inquiry.release.id}${inquiry.canonical}`
  const page = await sharedRead(isolate.tiers, key, reader, () => readPage(db, askOf(inquiry), size, before))
  if (!page) throw invalid([cursorFault(query.cursor ?? '', 'the row that it names is not there.')])
  return page
}

const jsonEntry = async (visit: Visit, inquiry: Inquiry, page: Page, cells: readonly Cell[]): Promise<Entry> => {
  const { db, reader, isolate } = visit
  const paged = page.more || inquiry.before !== undefined
  const total = paged
    ? await sharedRead(isolate.tiers, `count/${inquiry.release.id}/${inquiry.queryDigest}`, reader, () =>
        readCount(db, askOf(inquiry)),
      )
    : page.rows.length
  const body = new TextEncoder().encode(await jsonBody(visit, inquiry, page, cells, total))
  return { headers: await contentHeaders(visit, inquiry), body }
}

/** Rows of a dataset, in the format that the address names. */
export const respondRows = async (visit: Visit, asked: Address): Promise<Response> => {
  const inquiry = await readInquiry(visit, asked)
  const { address, query, release } = inquiry
  const format = formats.find((one) => one.extension === address.extension)
  const cells = cellsOf(address.dataset, query, release)
  const { rows } = release.datasets[address.dataset.name]!
  const all = Object.keys(query.where).length === 0 && query.q === undefined && address.key.length === 0
  const streams = all && format !== undefined && rows > readRowsMax
  return respond(visit, {
    // Links in JSON carry the address of the API; the other formats have none.
    key: `${release.id}/${format ? '' : visit.origin}${inquiry.canonical}`,
    validators: await validatorsOf(visit, inquiry),
    head: () => contentHeaders(visit, inquiry, all && !streams ? rows : undefined),
    streams,
    make: async () => {
      const page = await firstPage(visit, inquiry)
      if (!format) return jsonEntry(visit, inquiry, page, cells)
      if (page.more)
        return { headers: await contentHeaders(visit, inquiry), stream: streamOf(visit, inquiry, format, cells, page) }
      const body = new TextEncoder().encode(format.head(cells) + textOf(format, cells, page.rows))
      return { headers: await contentHeaders(visit, inquiry, page.rows.length), body }
    },
  })
}
