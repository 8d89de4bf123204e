import { cellsOf } from '../dataset/label.ts'
import { Problem } from '../dataset/problem.ts'
import { datasetNamed, datasets } from '../datasets/index.ts'
import { changeList, releaseList } from '../datasets/releases.ts'
import { csv, italianCsv } from '../formats/csv.ts'
import { releaseFor } from '../http/current.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { csvw, type Described, type Dialect } from '../metadata/csvw.ts'
import { dataPackage } from '../metadata/datapackage.ts'
import { tableSchema } from '../metadata/table-schema.ts'
import { sha256 } from '../release/digest.ts'
import { csvwSuffix, linkIn, readAddress } from './address.ts'
import { readInquiry } from './inquiry.ts'
import { refuseParameters } from './list.ts'
import { unknownFormat } from './nowhere.ts'
import { wholeFiles } from './whole.ts'

/** Documents that say what is in the files of rows: CSVW, Table Schema, Data Package. */

const schemaSuffix = '.schema.json'

const dialectOf = (path: string): Dialect => (path.endsWith(`.${italianCsv.extension}`) ? 'it.csv' : 'csv')

const csvwResponse = (visit: Visit, key: string, described: Described) =>
  respondDocument(visit, {
    key: `csvw/${key}/${visit.origin}`,
    headers: { 'Content-Type': 'application/csvm+json; charset=utf-8' },
    text: () => csvw(described),
  })

/** Metadata of a list that no release holds: `/v1/releases.csv`, `/v1/changes.csv`. */
const describeList = (visit: Visit, path: string): Promise<Response> | undefined => {
  const dataset = [releaseList, changeList].find(({ name }) => path.replace(/(\.it)?\.csv$/, '') === `/v1/${name}`)
  if (!dataset) return undefined
  refuseParameters(visit)
  const table = (name: string) => `${visit.origin}/v1/${name}.csv`
  const url = visit.origin + path
  return csvwResponse(visit, path, {
    dataset,
    url,
    dialect: dialectOf(path),
    columns: dataset.header,
    table,
    row: undefined,
  })
}

/** `{the address of a CSV}-metadata.json`, with its query: what the columns of that very CSV mean. */
export const respondCsvw = async (visit: Visit): Promise<Response> => {
  const { origin, url } = visit
  const path = url.pathname.slice(0, -csvwSuffix.length)
  const list = describeList(visit, path)
  if (list) return list
  const asked = await readAddress(visit, path)
  if (asked.format !== csv && asked.format !== italianCsv) throw await unknownFormat(visit, csvwSuffix, asked.dataset)
  const { address, query, release, canonical } = await readInquiry(visit, asked)
  const { dataset } = address
  const link = linkIn(origin, address.release)
  return csvwResponse(visit, `${release.id}${canonical}`, {
    dataset,
    url: origin + canonical,
    dialect: dialectOf(path),
    columns: cellsOf(dataset, query, release.codes).map(({ name }) => name),
    table: (name) => `${link(name)}.csv`,
    row: (name, column) => `${link(name)}/{${column}}`,
  })
}

/** `/v1/{dataset}.schema.json`: Table Schema, the same in every release. */
export const respondSchema = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const name = visit.url.pathname.split('/').at(-1)!.slice(0, -schemaSuffix.length)
  const dataset = datasetNamed(name) ?? [releaseList, changeList].find((list) => list.name === name)
  if (!dataset)
    throw new Problem(
      'not-found',
      `There is no dataset "${name.slice(0, 80)}". There are: ${datasets.map((described) => described.name).join(', ')}.`,
    )
  return respondDocument(visit, {
    key: `schema/${name}`,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    text: () => `${JSON.stringify(tableSchema(dataset), undefined, 1)}\n`,
  })
}

/** `/datapackage.json`: the CSV files of the current release, at their addresses in it, so that sizes and digests stay true. */
export const respondDataPackage = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const release = await releaseFor(visit)
  const { id, published_at, codes } = release
  const files = await wholeFiles(visit, release)
  return respondDocument(visit, {
    key: `datapackage/${id}/${visit.origin}/${await sha256(JSON.stringify(files))}`,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    modified: published_at,
    text: () =>
      dataPackage({
        datasets,
        files,
        sources: codes['sources'] ?? [],
        base: `${visit.origin}/v1/releases/${id}/`,
        release: { id, published_at },
      }),
  })
}

/** Whether a path asks for the description of a file of rows, and by which handler. */
export const describes = (pathname: string): ((visit: Visit) => Promise<Response>) | undefined => {
  if (pathname.endsWith(`.csv${csvwSuffix}`)) return respondCsvw
  return pathname.endsWith(schemaSuffix) ? respondSchema : undefined
}
