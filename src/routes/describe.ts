import { codeLists } from '../datasets/index.ts'
import { formats, json } from '../formats/index.ts'
import { sha256 } from '../release/digest.ts'
import { representation } from '../http/representation.ts'
import type { Validators } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import type { Inquiry } from './inquiry.ts'

const etagLength = 24
const digestShown = 8

/**
 * A weak ETag over what the answer is made of: the datasets that it reads, the query, the format. JSON states its release, so that is
 * part of it; a CSV keeps its tag over releases that do not change its datasets.
 */
export const validatorsOf = async (
  { env, origin }: Visit,
  { address, query, release, canonical }: Inquiry,
): Promise<Validators> => {
  const read = [address.dataset.name, ...(query.labels ? codeLists.map(({ name }) => name) : [])]
  const manifests = read.map((name) => release.datasets[name]!)
  const isJson = address.extension === json.extension
  const made = [
    representation(env),
    canonical,
    ...manifests.map(({ digest }) => digest),
    ...(isJson ? [release.id, origin] : []),
  ]
  const changed = isJson
    ? release.published_at
    : manifests
        .map(({ changed_at }) => changed_at)
        .toSorted()
        .at(-1)!
  return {
    etag: `W/"${(await sha256(made.join('\n'))).slice(0, etagLength)}"`,
    lastModified: new Date(changed).toUTCString(),
    pinned: address.release !== undefined,
  }
}

const filename = async ({ address, release, canonical }: Inquiry): Promise<string> => {
  const [, query] = canonical.split('?')
  const asked = [...address.key, ...(query === undefined ? [] : [query])].join('?')
  const part = asked === '' ? '' : `_${(await sha256(asked)).slice(0, digestShown)}`
  const [type, language] = address.extension.split('.').toReversed()
  return `fondo-aperto_${address.dataset.name}_${release.id}${part}${language ? `_${language}` : ''}.${type}`
}

const describing = (origin: string, name: string) =>
  `<${origin}/v1/${name}.csv-metadata.json>; rel="describedby"; type="application/csvm+json", <${origin}/openapi.json>; rel="service-desc"`

/** Headers that say what the body is. `rows` where it is known. */
export const contentHeaders = async (
  visit: Visit,
  inquiry: Inquiry,
  rows?: number,
): Promise<Record<string, string>> => {
  const { dataset, extension } = inquiry.address
  const format = formats.find((one) => one.extension === extension)
  return {
    'Content-Type': (format ?? json).mediaType,
    Link: describing(visit.origin, dataset.name),
    ...(rows === undefined || !format ? {} : { 'Row-Count': String(rows) }),
    ...(format ? { 'Content-Disposition': `attachment; filename="${await filename(inquiry)}"` } : {}),
  }
}
