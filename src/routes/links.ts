import type { Dataset, Row } from '../dataset/define.ts'
import type { Page } from '../dataset/page.ts'
import { canonical, unpaged } from '../dataset/query.ts'
import { facts } from '../datasets/facts.ts'
import { datasetNamed, datasets } from '../datasets/index.ts'
import { restatements } from '../datasets/restatements.ts'
import { withdrawn } from '../datasets/withdrawn.ts'
import type { Remarks } from '../figures/remarks.ts'
import type { Format } from '../formats/format.ts'
import { defaultFormat, formatsOf, holds } from '../formats/index.ts'
import { linkIn, showAddress, withQuery } from './address.ts'
import { queryDigest, writeCursor } from './cursor.ts'
import type { Inquiry } from './inquiry.ts'

// A dataset that names another in many columns, as snapshots do observations, would only fill the answer.
const namingColumnsMax = 2

/** Whether a link to the rows of another dataset that name this one is worth its bytes: few facts have several prints, or are a successor. */
const isNamed = ({ name }: Dataset, other: Dataset, row: Row): boolean =>
  name !== facts.name ||
  (other.name !== withdrawn.name && (other.name !== restatements.name || Number(row['prints']) > 1))

/** From one row to the rows that its shown columns name, and to the rows of other datasets that name it. */
const rowLinks = (origin: string, { address, query }: Inquiry, row: Row): Record<string, string> => {
  const { dataset, key, release } = address
  const link = linkIn(origin, release)
  const named = query.fields.flatMap((name) => {
    const { ref, kind, terms = {} } = dataset.columns[name]!
    const value = row[name] ?? null
    if (ref === undefined || ref === dataset.name || value === null || Object.hasOwn(terms, String(value))) return []
    const codes = String(value).split(' ').map(encodeURIComponent).join(',')
    const list = { query: `${datasetNamed(ref)!.key[0]}=${codes}` }
    const alike = query.fields.find((other) => dataset.columns[other]!.ref === ref && row[other] === value)
    return alike === name ? [[name, link(ref, kind === 'list' ? list : { key: [String(value)] })]] : []
  })
  const naming = datasets.flatMap((other) => {
    const columns = Object.keys(other.columns).filter((name) => other.columns[name]!.ref === dataset.name)
    if (other === dataset || columns.length > namingColumnsMax || !isNamed(dataset, other, row)) return []
    return columns.map((column, at) => [
      at === 0 ? other.name : `${other.name}_${column}`,
      link(other.name, { query: `${column}=${encodeURIComponent(key[0]!)}` }),
    ])
  })
  return Object.fromEntries([...naming, ...named])
}

/**
 * The address of the same rows in other formats: of a whole dataset in every one; of a part of it in those that are made of lines, since the
 * ends of all are alike and what surrounds the rows stays small; one row is for programs as it is, for spreadsheets and for bibliographies.
 */
const offers = ({ kind, extension, mediaType }: Format, whole: boolean, single: boolean): boolean =>
  single ? mediaType.startsWith('text/csv') || extension === 'bib' : whole || kind === 'lines'

const formatLinks = (origin: string, { address, query, release }: Inquiry, single: boolean): Record<string, string> => {
  const rows = canonical(address.dataset, unpaged(query))
  const whole = rows === '' && address.key.length === 0
  return Object.fromEntries(
    formatsOf(address.dataset)
      .filter((format) => format !== defaultFormat && offers(format, whole, single))
      .filter((format) => !whole || holds(format, release.datasets[address.dataset.name]!.rows))
      .map((format) => [
        format.extension.replace('.', '_'),
        origin + withQuery(showAddress({ ...address, format }), rows),
      ]),
  )
}

/** Links of one row to what notes and checks say of it. */
const remarkLinks = (origin: string, release: string | undefined, remarks: Remarks): Record<string, string> => {
  const link = linkIn(origin, release)
  return Object.fromEntries(
    (['notes', 'checks'] as const)
      .filter((name) => remarks[name].length > 0)
      .map((name) => [name, link(name, { query: `code=${remarks[name].map(({ code }) => code).join(',')}` })]),
  )
}

/** The address of an answer in its own release, where its rows never change. */
export const permalinkOf = (origin: string, { address, query, release }: Inquiry): string =>
  origin + withQuery(showAddress({ ...address, release: release.id }), canonical(address.dataset, query))

/** The links of an answer. */
export const linksOf = async (
  origin: string,
  inquiry: Inquiry,
  { rows, more }: Page,
  remarks: Remarks,
  single: boolean,
): Promise<Record<string, string>> => {
  const { address, query, release } = inquiry
  const { dataset } = address
  const next = async () => {
    const before = dataset.key.map((name) => String(rows.at(-1)![name]))
    const cursor = writeCursor({ release: release.id, query: await queryDigest(inquiry.unpaged), before })
    return origin + withQuery(showAddress(address), canonical(dataset, { ...query, cursor }))
  }
  return {
    self: origin + inquiry.canonical,
    permalink: permalinkOf(origin, inquiry),
    ...(more && { next: await next() }),
    ...formatLinks(origin, inquiry, single),
    describedby: `${origin}/v1/${dataset.name}.csv-metadata.json`,
    dataset: origin + showAddress({ ...address, key: [], format: defaultFormat }),
    ...(single && rowLinks(origin, inquiry, rows[0]!)),
    ...(single && remarkLinks(origin, address.release, remarks)),
  }
}
