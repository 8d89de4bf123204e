import type { Row } from '../dataset/define.ts'
import { cellsOf, type Cell } from '../dataset/label.ts'
import { readRowsMax } from '../dataset/bounds.ts'
import type { Page } from '../dataset/rows.ts'
import { formats, json, type Format } from '../formats/index.ts'
import { invalid } from '../http/problem.ts'
import { readCount, readPage, type Ask } from '../http/read.ts'
import { representation } from '../http/representation.ts'
import { respondEntry, respondHead, respondStream, unchanged } from '../http/respond.ts'
import { findEntry, keepEntry, sharedRead, type Entry } from '../http/tiers.ts'
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
  { env }: Visit,
  inquiry: Inquiry,
  format: Format,
  cells: readonly Cell[],
  first: Page,
): ReadableStream => {
  const encoder = new TextEncoder()
  const { dataset } = inquiry.address
  let page: Page | undefined = first
  let head = format.head(cells)
  return new ReadableStream(
    {
      pull: async (controller) => {
        if (!page) return controller.close()
        controller.enqueue(encoder.encode(head + textOf(format, cells, page.rows)))
        head = ''
        const last = page.rows.at(-1)
        page =
          page.more && last
            ? await readPage(
                env,
                askOf(inquiry),
                readRowsMax,
                dataset.key.map((name) => String(last[name])),
              )
            : undefined
      },
    },
    { highWaterMark: 0 },
  )
}

const firstPage = async (visit: Visit, inquiry: Inquiry): Promise<Page> => {
  const { env, background, isolate } = visit
  const { query, address, before } = inquiry
  const size = address.extension === json.extension ? query.limit : readRowsMax
  const key = `${inquiry.release.id}${inquiry.canonical}`
  const page = await sharedRead(isolate.tiers, key, background, () => readPage(env, askOf(inquiry), size, before))
  if (!page) throw invalid([cursorFault(query.cursor ?? '', 'the row that it names is not there.')])
  return page
}

const jsonEntry = async (visit: Visit, inquiry: Inquiry, page: Page, cells: readonly Cell[]): Promise<Entry> => {
  const { env, background, isolate } = visit
  const paged = page.more || inquiry.before !== undefined
  const total = paged
    ? await sharedRead(isolate.tiers, `count ${inquiry.queryDigest}`, background, () => readCount(env, askOf(inquiry)))
    : page.rows.length
  const body = new TextEncoder().encode(jsonBody(visit.origin, inquiry, page, cells, total))
  return { headers: await contentHeaders(visit, inquiry), body }
}

/** Rows of a dataset, in the format that the address names: from the first tier that has them. */
export const respondRows = async (visit: Visit, asked: Address): Promise<Response> => {
  const { request, env, origin, background, isolate } = visit
  const inquiry = await readInquiry(visit, asked)
  const { address, query, release } = inquiry
  const validators = await validatorsOf(visit, inquiry)
  const known = unchanged(request, validators)
  if (known) return known
  const key = [
    representation(env),
    release.id,
    address.extension === json.extension ? origin : '',
    inquiry.canonical,
  ].join('/')
  const found = await findEntry(isolate.tiers, key)
  if (found) return respondEntry(request, found.entry, validators)
  const format = formats.find((one) => one.extension === address.extension)
  if (request.method === 'HEAD') {
    const all = Object.keys(query.where).length === 0 && query.q === undefined && address.key.length === 0
    const rows = all && format ? release.datasets[address.dataset.name]!.rows : undefined
    return respondHead(await contentHeaders(visit, inquiry, rows), validators)
  }
  const page = await firstPage(visit, inquiry)
  const cells = cellsOf(address.dataset, query, release)
  if (format && page.more)
    return respondStream(await contentHeaders(visit, inquiry), streamOf(visit, inquiry, format, cells, page))
  const entry = format
    ? {
        headers: await contentHeaders(visit, inquiry, page.rows.length),
        body: new TextEncoder().encode(format.head(cells) + textOf(format, cells, page.rows)),
      }
    : await jsonEntry(visit, inquiry, page, cells)
  keepEntry(isolate.tiers, key, entry, background)
  return respondEntry(request, entry, validators)
}
