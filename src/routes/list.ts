import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import { cellsOf } from '../dataset/label.ts'
import { readParameters } from '../dataset/query.ts'
import { formats, json } from '../formats/index.ts'
import { releaseOf } from '../http/current.ts'
import type { Release } from '../release/release.ts'
import { citationOf, envelope, licence } from '../formats/envelope.ts'
import { invalid } from '../http/problem.ts'
import { respondText } from '../http/respond.ts'
import { standingFor, type Visit } from '../http/visit.ts'

/** Rows that no release holds, in the format of the address: the same envelope, the same CSV. `query` is the question in its one spelling. */
export const respondList = async (
  visit: Visit,
  list: Dataset,
  extension: string,
  {
    release,
    made,
    query,
    rows,
  }: {
    release: Pick<Release, 'id' | 'published_at'>
    made: string
    query: string
    rows: () => Promise<readonly Row[]>
  },
): Promise<Response> => {
  const { origin } = visit
  const format = formats.find((one) => one.extension === extension)
  const cells = cellsOf(list, { fields: [...list.header] })
  const suffix = (other: string) => `${origin}/v1/${list.name}.${other}${query}`
  const body = async () => {
    const found = await rows()
    if (format) return format.head(cells) + found.map((row) => format.row(cells, row)).join('')
    const meta = {
      count: found.length,
      total: found.length,
      release: release.id,
      published_at: release.published_at,
      licence,
      citation: citationOf(list, release.id, `${origin}/v1/${list.name}`),
    }
    const links = {
      self: `${origin}/v1/${list.name}${query}`,
      ...Object.fromEntries(formats.map((one) => [one.extension.replace('.', '_'), suffix(one.extension)])),
    }
    return envelope({ rows: found, one: false }, cells, meta, links)
  }
  const key = `${list.name}.${extension}/${format ? '' : origin}/${made}`
  return respondText(visit, { key, contentType: (format ?? json).mediaType, body })
}

/** Refuses every parameter: there is none here. */
export const refuseParameters = (visit: Visit) => {
  const result = readParameters(z.strictObject({}), visit.url.searchParams)
  if (result.faults.length > 0) throw invalid(result.faults)
}

/** The release of that id. Throws `not-found` or `gone`. */
export const releaseNamed = async (visit: Visit, id: string): Promise<Release> =>
  releaseOf(visit.isolate.current, id, await standingFor(visit), visit.db, visit.reader)
