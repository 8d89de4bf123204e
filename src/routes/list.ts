import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import { sha256 } from '../dataset/digest.ts'
import { cellsOf } from '../dataset/label.ts'
import { readParameters } from '../dataset/query.ts'
import { formats, json } from '../formats/index.ts'
import { releaseOf } from '../http/current.ts'
import { representation } from '../http/representation.ts'
import type { Release } from '../dataset/release.ts'
import { citationOf, envelope, licence } from '../formats/envelope.ts'
import { invalid } from '../http/problem.ts'
import { respond, type Recipe } from '../http/respond.ts'
import { standingFor, type Visit } from '../http/visit.ts'

const etagLength = 24

/** An answer made of text that depends on `key` alone. */
export const recipe = async (
  visit: Visit,
  key: string,
  modified: string,
  contentType: string,
  body: () => Promise<string>,
): Promise<Recipe> => ({
  key,
  validators: {
    etag: `W/"${(await sha256(`${representation(visit.env)}/${key}`)).slice(0, etagLength)}"`,
    lastModified: new Date(modified).toUTCString(),
    pinned: false,
  },
  make: async () => ({ headers: { 'Content-Type': contentType }, body: new TextEncoder().encode(await body()) }),
})

/** Rows that no release holds, in the format of the address: the same envelope, the same CSV. */
export const respondList = async (
  visit: Visit,
  list: Dataset,
  extension: string,
  {
    release,
    made,
    rows,
  }: { release: Pick<Release, 'id' | 'published_at'>; made: string; rows: () => Promise<readonly Row[]> },
): Promise<Response> => {
  const { origin, url } = visit
  const format = formats.find((one) => one.extension === extension)
  const cells = cellsOf(list, { fields: [...list.header] })
  const suffix = (other: string) => `${origin}/v1/${list.name}.${other}${url.search}`
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
      self: `${origin}/v1/${list.name}${url.search}`,
      ...Object.fromEntries(formats.map((one) => [one.extension.replace('.', '_'), suffix(one.extension)])),
    }
    return envelope({ rows: found, one: false }, cells, meta, links)
  }
  const key = `${list.name}.${extension}/${format ? '' : origin}/${made}`
  return respond(visit, await recipe(visit, key, release.published_at, (format ?? json).mediaType, body))
}

/** Refuses every parameter: there is none here. */
export const refuseParameters = (visit: Visit) => {
  const result = readParameters(z.strictObject({}), visit.url.searchParams)
  if (result.faults.length > 0) throw invalid(result.faults)
}

/** The release of that id. Throws `not-found` or `gone`. */
export const releaseNamed = async (visit: Visit, id: string): Promise<Release> =>
  releaseOf(visit.isolate.current, id, await standingFor(visit), visit.db, visit.reader)
