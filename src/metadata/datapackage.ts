import type { Dataset, Row } from '../dataset/define.ts'
import { licence } from '../figures/citation.ts'
import type { WholeEntry } from '../release/whole.ts'
import { about, omission } from './about.ts'
import { tableSchema } from './table-schema.ts'

/** What a data package is made of. */
export interface Contents {
  datasets: readonly Dataset[]
  /** The files that there are; of those the CSV files are its resources. */
  files: readonly WholeEntry[]
  /** The documents that the data come from: rows of `sources`. */
  sources: readonly Row[]
  /** What the path of a file begins with: an address, or nothing where the files lie beside it. */
  base: string
  /** The release and when it was published; none where the package depends on rows alone. */
  release?: { id: string; published_at: string }
}

const resourceOf = (
  { name, title, title_en, description, description_en }: Dataset,
  { path, bytes, sha256 }: WholeEntry,
) => ({
  name,
  type: 'table',
  path,
  title,
  title_en,
  description,
  description_en,
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  bytes,
  hash: `sha256:${sha256}`,
  dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
})

/** Data Package, version 2: the CSV of every dataset with size, digest and schema. */
export const dataPackage = ({ datasets, files, sources, base, release }: Contents): string =>
  JSON.stringify(
    {
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'fondo-aperto',
      title: about['x-summary'],
      title_en: about.summary,
      description: `${about.summary}. ${omission.en}`,
      homepage: about.contact.url,
      ...(release && { version: release.id, created: release.published_at }),
      keywords: ['FSE', 'POR FSE 2014-2020', 'Regione Lombardia', 'European Social Fund', 'open data'],
      licenses: [{ name: licence.id, path: licence.url, title: licence.title }],
      sources: sources.map(({ title, code }) => ({ title, code })),
      contributors: [
        { title: 'Regione Lombardia', roles: ['author'] },
        { title: about.contact.name, path: about.contact.url, email: about.contact.email, roles: ['publisher'] },
      ],
      resources: datasets.flatMap((dataset) => {
        const file = files.find((entry) => entry.dataset === dataset.name && entry.format === 'csv')
        return file
          ? [{ ...resourceOf(dataset, { ...file, path: base + file.path }), schema: tableSchema(dataset) }]
          : []
      }),
    },
    undefined,
    1,
  )
