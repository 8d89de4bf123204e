import type { Dataset } from '../dataset/define.ts'
import { licence } from '../figures/citation.ts'
import { csv } from '../formats/csv.ts'
import { defaultFormat } from '../formats/index.ts'
import { csvwAddress, linkIn, showAddress } from './address.ts'
import type { Inquiry } from './inquiry.ts'

/** One link of the header `Link`. */
const link = (target: string, rel: string, type?: string): string =>
  `<${target}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`

/** Links that lead from any answer of rows to what describes it: the columns of `table`, the path of a CSV; the API; its licence. */
export const describingLinks = (origin: string, table: string): string[] => [
  link(origin + csvwAddress(table), 'describedby', 'application/csvm+json'),
  link(`${origin}/openapi.json`, 'service-desc'),
  link(licence.url, 'license'),
]

/** What a row is, in the words of schema.org: a figure, a code with its title, or something that is said. */
const classOfRow = ({ layer, columns }: Dataset): string => {
  if (Object.values(columns).some(({ role }) => role === 'measure')) return 'Observation'
  return layer === 'structure' ? 'DefinedTerm' : 'CreativeWork'
}

/**
 * Signposts, as signposting.org defines them: how to cite a row, what it is, the dataset that it belongs to; of a whole dataset the file
 * that holds it. For programs that keep references and crawl the web without knowing this API.
 */
export const signposts = (origin: string, { address, release, canonical }: Inquiry): string[] => {
  const { dataset, key, format } = address
  const type = (name: string) => link(`https://schema.org/${name}`, 'type')
  const collection = link(origin + showAddress({ ...address, key: [], format: defaultFormat }), 'collection')
  if (key.length === dataset.key.length)
    return [link(linkIn(origin, release.id)(dataset.name, { key }), 'cite-as'), type(classOfRow(dataset)), collection]
  if (format !== defaultFormat || key.length > 0 || canonical.includes('?')) return [type('Dataset'), collection]
  const file = origin + showAddress({ ...address, format: csv })
  return [type('Dataset'), link(file, 'item', 'text/csv')]
}
