import { readRowsMax } from '../dataset/bounds.ts'
import { declarationOf, type Dataset } from '../dataset/define.ts'
import { aliases } from '../datasets/aliases.ts'
import { codeLists } from '../datasets/index.ts'
import { csv, italianCsv } from '../formats/csv.ts'
import type { Format } from '../formats/format.ts'
import { defaultFormat } from '../formats/index.ts'
import { etagOf, type Validators } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { sha256 } from '../release/digest.ts'
import type { Release } from '../release/release.ts'
import { showAddress } from './address.ts'
import type { Inquiry } from './inquiry.ts'

const digestShown = 8

/** What the bytes of a format hold beside the rows, for ETags and keys. */
export const statedBy = ({ states }: Format, release: Pick<Release, 'id'>, origin: string): string[] =>
  states.map((stated) => (stated === 'release' ? release.id : origin))

/** Whether an answer in lines may be too large for one read of D1, so that it is streamed. */
export const mayStream = ({ address: { dataset, format, key }, release }: Inquiry): boolean =>
  format.kind === 'lines' && key.length < dataset.key.length && release.datasets[dataset.name]!.rows > readRowsMax

/**
 * A weak ETag over what the answer is made of: the datasets that it reads, the query, the format. JSON states its release, so that is
 * part of it; a CSV keeps its tag over releases and deploys that do not change its datasets or its bytes.
 */
export const validatorsOf = async ({ origin }: Visit, inquiry: Inquiry): Promise<Validators> => {
  const { address, query, release, canonical } = inquiry
  const { format } = address
  const lists = codeLists.map(({ name }) => name)
  const names = [
    address.dataset.name,
    ...(query.labels || query.q !== undefined ? lists : []),
    ...(query.q === undefined ? [] : [aliases.name]),
  ]
  const manifests = names.flatMap((name) => release.datasets[name] ?? [])
  const digests = manifests.map(({ digest }) => digest)
  const changed = format.states.includes('release')
    ? release.published_at
    : manifests
        .map(({ changed_at }) => changed_at)
        .toSorted()
        .at(-1)!
  return {
    etag: await etagOf(
      canonical,
      `${format.extension} ${format.version}`,
      ...digests,
      ...statedBy(format, release, origin),
      ...(format.describes ? [declarationOf(address.dataset)] : []),
    ).then((tag) => (format.exact ? tag.slice('W/'.length) : tag)),
    lastModified: new Date(changed).toUTCString(),
    lifetime: mayStream(inquiry) ? 'streamed' : address.release === undefined ? 'live' : 'pinned',
  }
}

/** The name under which an answer is saved: dataset, release, a digest of what was asked, language. */
const filename = async (name: string, release: string, asked: string, { extension }: Format): Promise<string> => {
  const part = asked === '' ? '' : `_${(await sha256(asked)).slice(0, digestShown)}`
  const [type, language] = extension.split('.').toReversed()
  return `fondo-aperto_${name}_${release}${part}${language ? `_${language}` : ''}.${type}`
}

/** Headers that say what a body of rows is. `asked` is what of the dataset it holds, nothing for all of it; `links` lead from it. */
export const contentHeaders = async (
  { name }: Pick<Dataset, 'name'>,
  format: Format,
  release: string,
  asked: string,
  links: readonly string[],
): Promise<Record<string, string>> => ({
  'Content-Type': format.mediaType,
  Link: links.join(', '),
  ...(format === defaultFormat
    ? {}
    : { 'Content-Disposition': `attachment; filename="${await filename(name, release, asked, format)}"` }),
})

/** The path of the CSV whose metadata describe an answer: the answer where it is a CSV, else the whole dataset in its release. */
export const tableOf = ({ address, canonical }: Inquiry): string =>
  address.format === csv || address.format === italianCsv
    ? canonical
    : showAddress({ ...address, key: [], format: csv })

/** What an inquiry asks of its dataset: key and query. */
export const askedOf = ({ address, canonical }: Inquiry): string => {
  const [, query] = canonical.split('?')
  return [...address.key, ...(query === undefined ? [] : [query])].join('?')
}
