import type { Row } from '../dataset/define.ts'
import { Problem } from '../dataset/problem.ts'
import { datasets } from '../datasets/index.ts'
import { releaseList } from '../datasets/releases.ts'
import { citationOf, licence } from '../figures/citation.ts'
import type { Format } from '../formats/format.ts'
import { citationFormats, defaultFormat, splitExtension, suffixOf } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { sha256 } from '../release/digest.ts'
import type { Release, Standing } from '../release/release.ts'
import { linkIn } from './address.ts'
import { respondReleaseCitation } from './cite.ts'
import { refuseParameters, respondList } from './list.ts'
import { redirect } from './redirect.ts'
import { wholeFiles } from './whole.ts'

const statusOf = ({ release }: Standing, id: string, retired: string | null) =>
  retired === null ? (id === release ? 'current' : 'kept') : 'retired'

const listRows = (standing: Standing): Row[] =>
  standing.releases.map(({ id, published_at, retired_at, digest, latest_year }) => ({
    id,
    status: statusOf(standing, id, retired_at),
    published_at,
    retired_at,
    digest,
    latest_year,
  }))

/** `/v1/releases`: all there are and were. */
export const respondReleases = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const standing = await standingFor(visit)
  const rows = listRows(standing)
  return respondList(visit, splitExtension(visit.url.pathname).format, {
    list: releaseList,
    release: standing.releases.find(({ id }) => id === standing.release)!,
    state: await sha256(JSON.stringify(rows)),
    query: '',
    rows: async () => rows,
  })
}

/** What a release holds, in the order of the list of datasets. */
const listManifest = ({ datasets: manifest }: Release) => datasets.flatMap(({ name }) => manifest[name] ?? [])

const unknownReleaseFormat = (id: string, { extension }: Format) => {
  const there = [defaultFormat, ...citationFormats].map((format) => `/v1/releases/${id}${suffixOf(format)}`)
  return new Problem(
    'not-found',
    `A release holds many tables, so there is no .${extension} of it. There are: ${there.join(', ')}, and each dataset below the first, such as /v1/releases/${id}/facts.${extension}.`,
  )
}

/** `/v1/releases/{id}`: its manifest, or how to cite it. */
export const respondRelease = async (visit: Visit, asked: string): Promise<Response> => {
  refuseParameters(visit)
  const { name, format } = splitExtension(asked)
  if (name === 'latest') return respondLatest(visit)
  if (format !== defaultFormat && format.kind !== 'citation') throw unknownReleaseFormat(name, format)
  const release = await releaseFor(visit, name)
  if (format.kind === 'citation') return respondReleaseCitation(visit, format, release)
  const { origin } = visit
  const { id, published_at, digest, latest_year, before } = release
  const self = `${origin}/v1/releases/${id}`
  const link = linkIn(origin, id)
  const text = () => {
    const manifest = listManifest(release).map((entry) => ({
      ...entry,
      links: { json: link(entry.dataset), csv: `${link(entry.dataset)}.csv` },
    }))
    const data = { id, published_at, digest, latest_year, before, datasets: manifest }
    const citation = citationOf(releaseList, id, self)
    const meta = { count: 1, total: 1, release: id, published_at, query: '', licence, citation }
    const cite = citationFormats.map((other) => [other.extension.replace('.', '_'), self + suffixOf(other)])
    const links = {
      self,
      ...Object.fromEntries(cite),
      sha256sums: `${self}/SHA256SUMS`,
      releases: `${origin}/v1/releases`,
    }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondDocument(visit, {
    key: `release/${id}/${origin}`,
    headers: { 'Content-Type': defaultFormat.mediaType },
    modified: published_at,
    text,
  })
}

/** `/v1/releases/{id}/SHA256SUMS`: for `sha256sum -c` beside the files of the release, in every format that is served whole. */
export const respondSums = async (visit: Visit, asked: string): Promise<Response> => {
  refuseParameters(visit)
  const release = await releaseFor(visit, asked)
  const { id, published_at } = release
  const text = (await wholeFiles(visit, release)).map(({ sha256: digest, path }) => `${digest}  ${path}\n`).join('')
  return respondDocument(visit, {
    key: `sums/${id}/${await sha256(text)}`,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    modified: published_at,
    text: () => text,
  })
}

/**
 * `/v1/releases/latest` and what lies below it: leads to the same in the current release, with the query as it is. 307 says that the next
 * time it may lead elsewhere.
 */
export const respondLatest = async (visit: Visit): Promise<Response> => {
  const { release } = await standingFor(visit)
  const { pathname, search } = visit.url
  return redirect(visit.origin + pathname.replace('/latest', `/${release}`) + search, 307)
}
