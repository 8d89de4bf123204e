import type { Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import { canonical, unpaged } from '../dataset/query.ts'
import type { Page } from '../dataset/rows.ts'
import { datasets } from '../datasets/index.ts'
import { citationOf, envelope, licence, semanticsOf } from '../formats/envelope.ts'
import { formats, json } from '../formats/index.ts'
import { showAddress, type Address } from './address.ts'
import { writeCursor } from './cursor.ts'
import type { Inquiry } from './inquiry.ts'

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)

/** From one row to the rows that it names, and to the rows of other datasets that name it. */
const rowLinks = (origin: string, { dataset, key, release }: Address, row: Row): Record<string, string> => {
  const to = (name: string, below: readonly string[]) =>
    origin +
    showAddress({ dataset: datasets.find((one) => one.name === name)!, key: below, extension: json.extension, release })
  const named = Object.entries(dataset.columns).flatMap(([name, { ref }]) =>
    ref !== undefined && ref !== dataset.name && row[name] !== null ? [[name, to(ref, [String(row[name])])]] : [],
  )
  const naming = datasets.flatMap((other) => {
    const columns = Object.entries(other.columns).filter(([, { ref }]) => ref === dataset.name)
    return other !== dataset && columns.length === 1
      ? [[other.name, `${to(other.name, [])}?${columns[0]![0]}=${encodeURIComponent(key[0]!)}`]]
      : []
  })
  return Object.fromEntries([...naming, ...named])
}

const linksOf = (origin: string, inquiry: Inquiry, { rows, more }: Page, one: boolean) => {
  const { address, query, release, queryDigest } = inquiry
  const { dataset } = address
  const rowsQuery = canonical(dataset, unpaged(query))
  const cursor = () =>
    writeCursor({
      release: release.id,
      query: queryDigest,
      before: dataset.key.map((name) => String(rows.at(-1)![name])),
    })
  return {
    self: origin + inquiry.canonical,
    permalink: origin + withQuery(showAddress({ ...address, release: release.id }), canonical(dataset, query)),
    ...(more
      ? { next: origin + withQuery(showAddress(address), canonical(dataset, { ...query, cursor: cursor() })) }
      : {}),
    ...Object.fromEntries(
      formats.map(({ extension }) => [
        extension.replace('.', '_'),
        origin + withQuery(showAddress({ ...address, extension }), rowsQuery),
      ]),
    ),
    describedby: `${origin}/v1/${dataset.name}.csv-metadata.json`,
    dataset: origin + showAddress({ dataset, key: [], extension: json.extension, release: address.release }),
    ...(one ? rowLinks(origin, address, rows[0]!) : {}),
  }
}

/** The JSON answer to an inquiry. `total` is of all pages. */
export const jsonBody = (
  origin: string,
  inquiry: Inquiry,
  page: Page,
  cells: readonly Cell[],
  total: number,
): string => {
  const { address, query, release } = inquiry
  const { dataset, key } = address
  const one = key.length === dataset.key.length && page.rows.length === 1
  const links = linksOf(origin, inquiry, page, one)
  const semantics = semanticsOf(dataset, page.rows, release)
  const meta = {
    count: page.rows.length,
    total,
    release: release.id,
    published_at: release.published_at,
    query: canonical(dataset, query),
    licence,
    citation: citationOf(dataset, release.id, links.permalink),
    ...(semantics.length > 0 ? { indicators: semantics } : {}),
  }
  return envelope({ rows: page.rows, one }, cells, meta, links)
}
