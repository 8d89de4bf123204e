import { licence } from '../figures/citation.ts'
import { defaultFormat, formats } from '../formats/index.ts'
import type { CataloguedDataset } from './catalogue.ts'
import { both, bytesOf, day, describe, hexadecimal, iri, type Triple } from './triples.ts'

const authority = 'http://publications.europa.eu/resource/authority'

/** What the European table of file types and IANA call a format. A type that is not registered is none. */
const fileTypes: Readonly<Record<string, { fileType: string; mediaType?: string }>> = {
  json: { fileType: 'JSON', mediaType: 'application/json' },
  csv: { fileType: 'CSV', mediaType: 'text/csv' },
  'it.csv': { fileType: 'CSV', mediaType: 'text/csv' },
  ndjson: { fileType: 'JSON' },
  // The table has no Parquet yet.
  parquet: { fileType: 'BIN', mediaType: 'application/vnd.apache.parquet' },
  zip: { fileType: 'ZIP', mediaType: 'application/zip' },
}

/** What every distribution states. Throws where a format has no name in the European table: a distribution without one is refused. */
const shared = (format: string, title: string, { dataset, manifest }: CataloguedDataset) => {
  const type = fileTypes[format]
  if (!type) throw new Error(`src/metadata/dcat-files.ts: the format "${format}" has no European file type`)
  return {
    'dct:title': both(`${dataset.title}, ${title}`, `${dataset.title_en}, ${title}`),
    'dct:description': both(dataset.description, dataset.description_en),
    'dct:format': iri(`${authority}/file-type/${type.fileType}`),
    'dcat:mediaType':
      type.mediaType === undefined ? undefined : iri(`http://www.iana.org/assignments/media-types/${type.mediaType}`),
    'dct:license': iri(licence.url),
    'dct:modified': day(manifest.changed_at),
    'dct:language': [iri(`${authority}/language/ITA`), iri(`${authority}/language/ENG`)],
    'dcatap:availability': iri(`${authority}/planned-availability/STABLE`),
  } as const
}

/** SHA-256. DCAT-AP 3.0.1 takes this algorithm at `https` alone, while SPDX names it at `http`: the catalogue says that both are one. */
export const checksumAlgorithm = 'https://spdx.org/rdf/terms#checksumAlgorithm_sha256'

const titleOf = (format: string) => formats.find(({ extension }) => extension === format)?.title ?? format.toUpperCase()

/** The distributions of a dataset, each with its address and what is said of it: its files, then the API in JSON, whose bytes state the release. */
export const distributionsOf = (
  origin: string,
  catalogued: CataloguedDataset,
  service: string,
): [address: string, triples: Triple[]][] => {
  const { dataset, files } = catalogued
  const downloads = files.map(({ format, path, bytes, sha256 }): [string, Triple[]] => {
    const url = `${origin}/v1/${path}`
    const address = `${url}#distribution`
    const checksum = `${url}#checksum`
    const triples = [
      ...describe(address, ['dcat:Distribution', 'dcatapit:Distribution'], {
        ...shared(format, titleOf(format), catalogued),
        'dcat:accessURL': iri(url),
        'dcat:downloadURL': iri(url),
        'dcat:byteSize': bytesOf(bytes),
        'spdx:checksum': iri(checksum),
      }),
      ...describe(checksum, ['spdx:Checksum'], {
        'spdx:algorithm': iri(checksumAlgorithm),
        'spdx:checksumValue': hexadecimal(sha256),
      }),
    ]
    return [address, triples]
  })
  const { name } = dataset
  // The API answers no question about all datasets at once.
  if (name === undefined) return downloads
  const { extension, title } = defaultFormat
  const api = `${origin}/v1/${name}.${extension}#distribution`
  const answered = describe(api, ['dcat:Distribution', 'dcatapit:Distribution'], {
    ...shared(extension, title, catalogued),
    'dcat:accessURL': iri(`${origin}/v1/${name}`),
    'dcat:accessService': iri(service),
  })
  return [...downloads, [api, answered]]
}
