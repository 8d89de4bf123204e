import { describe, expect, it } from 'vitest'
import { datasets, type Rows } from '../../../src/datasets/index.ts'
import type { Catalogue, CataloguedDataset } from '../../../src/metadata/catalogue.ts'
import { schemaOrgCatalog, schemaOrgDataset, variablesMeasured } from '../../../src/metadata/schema-org.ts'
import { seed } from '../real.ts'

const rows: Rows = seed
const origin = 'https://dati.example.org'
const named = (name: string) => datasets.find((dataset) => dataset.name === name)!

const snapshots: CataloguedDataset = {
  dataset: named('snapshots'),
  manifest: { changed_at: '2026-11-22T09:00:00Z' },
  issued: '2026-11-21T08:00:00Z',
  versions: [{ release: '2026-11-22.1', changed_at: '2026-11-22T09:00:00Z' }],
  files: [
    { format: 'csv', path: 'snapshots.csv', bytes: 2000, sha256: 'ab'.repeat(32) },
    { format: 'parquet', path: 'snapshots.parquet', bytes: 9000, sha256: 'cd'.repeat(32) },
  ],
}

const catalogue: Catalogue = {
  published_at: '2026-11-22T09:00:00Z',
  issued: '2026-11-21T08:00:00Z',
  programme: rows.programme[0]!,
  codes: rows.codes,
  axes: rows.axes,
  lastDay: '2023-12-31',
  datasets: [snapshots],
}

describe('a dataset as search engines read it', () => {
  const told = schemaOrgDataset(catalogue, snapshots, origin)

  it('says what it is, whose, of when and where, and under which licence', () => {
    expect(told).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      '@id': 'https://dati.example.org/v1/snapshots#dataset',
      url: 'https://dati.example.org/v1/snapshots',
      identifier: 'r_lombar:2014IT05SFOP007-snapshots',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      isAccessibleForFree: true,
      publisher: { '@type': 'Organization', name: 'Fondo Aperto' },
      sourceOrganization: { '@type': 'Organization', name: 'Regione Lombardia' },
      temporalCoverage: '2014-01-01/2023-12-31',
      spatialCoverage: { '@type': 'Place', name: 'Lombardia', identifier: { propertyID: 'NUTS', value: 'ITC4' } },
      datePublished: '2026-11-21',
      dateModified: '2026-11-22',
      version: '2026-11-22.1',
      includedInDataCatalog: { '@id': 'https://dati.example.org/catalog.ttl#catalogue' },
    })
  })

  it('lists its files with type, size and digest', () => {
    expect(told).toMatchObject({
      distribution: [
        {
          '@type': 'DataDownload',
          contentUrl: 'https://dati.example.org/v1/snapshots.csv',
          encodingFormat: 'text/csv',
          contentSize: '2000 B',
          sha256: 'ab'.repeat(32),
        },
        {
          contentUrl: 'https://dati.example.org/v1/snapshots.parquet',
          encodingFormat: 'application/vnd.apache.parquet',
        },
      ],
    })
  })

  it('says what its figures measure, in both languages and with the unit', () => {
    const [allocated] = variablesMeasured(named('snapshots'))
    expect(allocated).toEqual({
      '@type': 'PropertyValue',
      propertyID: 'allocated',
      name: [
        { '@language': 'it', '@value': named('snapshots').columns['allocated']!.title },
        { '@language': 'en', '@value': named('snapshots').columns['allocated']!.title_en },
      ],
      description: named('snapshots').columns['allocated']!.description,
      unitCode: 'EUR',
      unitText: 'Euro',
    })
    expect(told).toMatchObject({ variableMeasured: variablesMeasured(named('snapshots')) })
  })

  it('gives no unit to a column whose values have different ones, and no variable to a list of codes', () => {
    const [value] = variablesMeasured(named('facts'))
    expect(value).toMatchObject({ propertyID: 'value' })
    expect(value).not.toHaveProperty('unitText')
    expect(schemaOrgDataset(catalogue, { ...snapshots, dataset: named('axes') }, origin)).not.toHaveProperty(
      'variableMeasured',
    )
  })
})

describe('the catalogue as search engines read it', () => {
  it('names its datasets', () => {
    expect(schemaOrgCatalog(catalogue, origin)).toMatchObject({
      '@type': 'DataCatalog',
      '@id': 'https://dati.example.org/catalog.ttl#catalogue',
      dateModified: '2026-11-22',
      dataset: [
        {
          '@type': 'Dataset',
          '@id': 'https://dati.example.org/v1/snapshots#dataset',
          license: 'https://creativecommons.org/licenses/by/4.0/',
        },
      ],
    })
  })
})
