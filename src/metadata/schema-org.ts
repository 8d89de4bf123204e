import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'
import { unitTerms } from '../datasets/terms.ts'
import { licence } from '../figures/citation.ts'
import { formats } from '../formats/index.ts'
import { about, omission } from './about.ts'
import type { Catalogue, CataloguedDataset } from './catalogue.ts'

/** Structured data for search engines (schema.org), as JSON-LD: what the catalogue tells, in their words. Pages embed it. */

const context = 'https://schema.org'
const addressOf = (origin: string, name?: string) => (name === undefined ? `${origin}/v1` : `${origin}/v1/${name}`)

/** Words in a language, as JSON-LD writes them. */
const both = (it: string, en: string) => [
  { '@language': 'it', '@value': it },
  { '@language': 'en', '@value': en },
]

const organisation = (name: string, url?: string) => ({ '@type': 'Organization', name, ...(url && { url }) })

const unitOf = ({ unit }: Pick<Column, 'unit'>) => {
  const term = unit === undefined ? undefined : Object.entries(unitTerms).find(([code]) => code === unit)?.[1]
  // Where another column holds the unit, no unit is that of all values.
  if (!term) return {}
  return unit === 'EUR' ? { unitCode: unit, unitText: term.title_en } : { unitText: term.title_en }
}

/** The columns that hold figures, with what each measures and in which unit. */
export const variablesMeasured = ({ columns }: Pick<Dataset, 'columns'>): object[] =>
  Object.entries(columns)
    .filter(([, { role }]) => role === 'measure')
    .map(([name, column]) => ({
      '@type': 'PropertyValue',
      propertyID: name,
      name: both(column.title, column.title_en),
      description: column.description,
      ...unitOf(column),
    }))

const downloadOf = (origin: string, { format, path, bytes, sha256 }: CataloguedDataset['files'][number]) => ({
  '@type': 'DataDownload',
  contentUrl: `${origin}/v1/${path}`,
  encodingFormat:
    formats.find(({ extension }) => extension === format)?.mediaType.split(';')[0] ?? `application/${format}`,
  contentSize: `${bytes} B`,
  sha256,
})

/** What is true of every dataset and of the catalogue of them. */
const shared = ({ programme, lastDay }: Catalogue) => ({
  license: licence.url,
  isAccessibleForFree: true,
  inLanguage: ['it', 'en'],
  publisher: organisation(about.contact.name, about.contact.url),
  sourceOrganization: organisation(programme.managing_body),
  temporalCoverage: `${programme.period_start}-01-01/${lastDay}`,
  spatialCoverage: {
    '@type': 'Place',
    name: programme.region,
    identifier: { '@type': 'PropertyValue', propertyID: 'NUTS', value: programme.nuts },
  },
})

/** One dataset as schema.org tells it. */
export const schemaOrgDataset = (
  catalogue: Catalogue,
  { dataset, manifest, issued, versions, files }: CataloguedDataset,
  origin: string,
): object => {
  const { name, title, title_en, description, description_en, columns } = dataset
  const variables = columns ? variablesMeasured({ columns }) : []
  const { programme, axes } = catalogue
  return {
    '@context': context,
    '@type': 'Dataset',
    '@id': `${addressOf(origin, name)}#dataset`,
    url: addressOf(origin, name),
    identifier: [`${programme.ipa}:${programme.cci}`, ...(name === undefined ? [] : [name])].join('-'),
    name: both(`${title} (${programme.cci})`, `${title_en} (${programme.cci})`),
    description: both(description, description_en),
    keywords: [programme.fund, programme.fund_en, programme.cci, ...axes.map((axis) => axis.title)],
    datePublished: issued.slice(0, 10),
    dateModified: manifest.changed_at.slice(0, 10),
    version: versions.at(-1)?.release,
    ...shared(catalogue),
    includedInDataCatalog: { '@id': `${origin}/catalog.ttl#catalogue` },
    ...(variables.length > 0 && { variableMeasured: variables }),
    distribution: files.map((file) => downloadOf(origin, file)),
  }
}

/** The catalogue of all datasets as schema.org tells it. */
export const schemaOrgCatalog = (catalogue: Catalogue, origin: string): object => ({
  '@context': context,
  '@type': 'DataCatalog',
  '@id': `${origin}/catalog.ttl#catalogue`,
  url: `${origin}/v1`,
  name: both(`${about.title}: ${catalogue.programme.title}`, `${about.title}: ${catalogue.programme.title_en}`),
  description: both(`${about['x-summary']}. ${omission.it}`, `${about.summary}. ${omission.en}`),
  datePublished: catalogue.issued.slice(0, 10),
  dateModified: catalogue.published_at.slice(0, 10),
  ...shared(catalogue),
  dataset: catalogue.datasets.map(({ dataset }) => ({
    '@type': 'Dataset',
    '@id': `${addressOf(origin, dataset.name)}#dataset`,
    url: addressOf(origin, dataset.name),
    name: both(dataset.title, dataset.title_en),
    description: both(dataset.description, dataset.description_en),
    license: licence.url,
  })),
})
