import { Problem } from '../dataset/problem.ts'
import { releaseFor } from '../http/current.ts'
import { readFrom } from '../http/read.ts'
import { respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { readFileBy } from '../release/files.ts'
import { archivePath } from '../release/whole.ts'
import { refuseParameters } from './list.ts'
import { digestHeaders, wholeFiles } from './whole.ts'

/** `/v1/all.zip`, `/v1/releases/{id}/all.zip`: every dataset as CSV with what describes it, as it was made when publishing. */
export const respondArchive = async (visit: Visit, asked?: string): Promise<Response> => {
  refuseParameters(visit)
  const release = await releaseFor(visit, asked)
  const file = (await wholeFiles(visit, release)).find(({ path }) => path === archivePath)
  if (!file)
    throw new Problem(
      'not-found',
      `Release ${release.id} has no ${archivePath}: it was published before there was one.`,
    )
  const changed = Object.values(release.datasets).map(({ changed_at }) => changed_at)
  return respond(visit, {
    key: `${release.id}/${archivePath}/${file.sha256}`,
    validators: {
      etag: `"${file.sha256}"`,
      lastModified: new Date(changed.toSorted().at(-1)!).toUTCString(),
      lifetime: asked === undefined ? 'live' : 'pinned',
    },
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="fondo-aperto_${release.id}.zip"`,
    },
    head: { 'Content-Length': String(file.bytes), ...digestHeaders(file.sha256) },
    parts: true,
    make: async () => {
      const kept = await readFileBy(readFrom(visit, release.id), archivePath)
      if (kept?.sha256 !== file.sha256) throw new Problem('unavailable', `${archivePath} is being made anew.`)
      return { headers: digestHeaders(file.sha256), body: kept.body }
    },
  })
}
