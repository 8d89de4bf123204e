import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import { datasets } from '../datasets/index.ts'
import { sha256 } from '../release/digest.ts'
import type { Standing } from '../release/release.ts'
import { releaseList } from '../datasets/releases.ts'
import { citationOf, licence } from '../formats/envelope.ts'
import { json } from '../formats/index.ts'
import { respondText } from '../http/respond.ts'
import { standingFor, type Visit } from '../http/visit.ts'
import { refuseParameters, releaseNamed, respondList } from './list.ts'

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
export const respondReleases = async (visit: Visit, extension: string): Promise<Response> => {
  refuseParameters(visit)
  const standing = await standingFor(visit)
  const rows = listRows(standing)
  const current = standing.releases.find(({ id }) => id === standing.release)!
  return respondList(visit, releaseList as unknown as Dataset, extension, {
    release: current,
    made: await sha256(JSON.stringify(rows)),
    query: '',
    rows: async () => rows,
  })
}

/** `/v1/releases/{id}`: its manifest. */
export const respondRelease = async (visit: Visit, id: string): Promise<Response> => {
  refuseParameters(visit)
  const release = await releaseNamed(visit, id)
  const { origin } = visit
  const base = `${origin}/v1/releases/${id}`
  const body = async () => {
    const data = {
      id,
      published_at: release.published_at,
      digest: release.digest,
      latest_year: release.latest_year,
      before: release.before,
      datasets: datasets.map(({ name }) => ({
        ...release.datasets[name],
        links: { json: `${base}/${name}`, csv: `${base}/${name}.csv` },
      })),
    }
    const meta = {
      count: 1,
      total: 1,
      release: id,
      published_at: release.published_at,
      licence,
      citation: citationOf(releaseList, id, base),
    }
    const links = { self: base, sha256sums: `${base}/SHA256SUMS`, releases: `${origin}/v1/releases` }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondText(visit, {
    key: `release/${origin}/${id}`,
    contentType: json.mediaType,
    modified: release.published_at,
    body,
  })
}

/** `/v1/releases/{id}/SHA256SUMS`: for `sha256sum -c` beside the CSV files of the release. */
export const respondSums = async (visit: Visit, id: string): Promise<Response> => {
  refuseParameters(visit)
  const release = await releaseNamed(visit, id)
  const body = async () => datasets.map(({ name }) => `${release.datasets[name]!.digest}  ${name}.csv\n`).join('')
  return respondText(visit, {
    key: `sums/${id}`,
    contentType: 'text/plain; charset=utf-8',
    modified: release.published_at,
    body,
  })
}
