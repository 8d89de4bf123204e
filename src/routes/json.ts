import type { Row } from '../dataset/define.ts'
import type { Cell } from '../dataset/label.ts'
import { canonical, unpaged } from '../dataset/query.ts'
import type { Page } from '../dataset/rows.ts'
import { datasetNamed, datasets } from '../datasets/index.ts'
import { citationOf, envelope, licence, semanticsOf } from '../formats/envelope.ts'
import { formats, json } from '../formats/index.ts'
import type { Visit } from '../http/visit.ts'
import { showAddress, type Address } from './address.ts'
import { writeCursor } from './cursor.ts'
import type { Inquiry } from './inquiry.ts'
import { extras } from './permalink.ts'
import { remarksOn, repeatedIn } from './remarks.ts'

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)

// A dataset that names another in many columns, as snapshots do observations, would only fill the answer.
const namingColumnsMax = 2

/** From one row to the rows that it names, and to the rows of other datasets that name it. */
const rowLinks = (origin: string, { dataset, key, release }: Address, row: Row): Record<string, string> => {
  const to = (name: string, below: readonly string[]) =>
    origin +
    showAddress({ dataset: datasets.find((one) => one.name === name)!, key: below, extension: json.extension, release })
  const named = Object.entries(dataset.columns).flatMap(([name, { ref, kind, terms = {} }]) => {
    const value = row[name] ?? null
    if (ref === undefined || ref === dataset.name || value === null || Object.hasOwn(terms, String(value))) return []
    const codes = `${to(ref, [])}?${datasetNamed(ref)!.key[0]}=${String(value).split(' ').map(encodeURIComponent).join(',')}`
    return [[name, kind === 'list' ? codes : to(ref, [String(value)])]]
  })
  const naming = datasets.flatMap((other) => {
    const columns = Object.keys(other.columns).filter((name) => other.columns[name]!.ref === dataset.name)
    if (other === dataset || columns.length > namingColumnsMax) return []
    return columns.map((column, at) => [
      at === 0 ? other.name : `${other.name}_${column}`,
      `${to(other.name, [])}?${column}=${encodeURIComponent(key[0]!)}`,
    ])
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

/** Links of one row to what notes and checks say of it. */
const remarkLinks = (origin: string, remarks: Awaited<ReturnType<typeof remarksOn>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(remarks).map(([name, list]) => [
      name,
      `${origin}/v1/${name}?code=${list.map((remark) => String((remark as { code?: unknown }).code)).join(',')}`,
    ]),
  )

/** The JSON answer to an inquiry. `total` is of all pages. */
export const jsonBody = async (
  visit: Visit,
  inquiry: Inquiry,
  page: Page,
  cells: readonly Cell[],
  total: number,
): Promise<string> => {
  const { origin } = visit
  const { address, query, release } = inquiry
  const { dataset, key } = address
  const { rows } = page
  const one = key.length === dataset.key.length && rows.length === 1
  const links = linksOf(origin, inquiry, page, one)
  const semantics = semanticsOf(dataset, rows, release)
  const remarks = await remarksOn(visit, dataset, rows, release.id)
  const meta = {
    count: rows.length,
    total,
    release: release.id,
    published_at: release.published_at,
    query: canonical(dataset, query),
    licence,
    citation: citationOf(dataset, release.id, links.permalink),
    ...(semantics.length > 0 ? { indicators: semantics } : {}),
    ...remarks,
    ...(one
      ? await extras[dataset.name]?.(visit, rows[0]!, release, links.permalink)
      : repeatedIn(dataset, rows, origin)),
  }
  return envelope({ rows, one }, cells, meta, one ? { ...links, ...remarkLinks(origin, remarks) } : links)
}
