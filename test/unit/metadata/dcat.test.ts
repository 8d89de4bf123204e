import { describe, expect, it } from 'vitest'
import { serialise } from '../../../commands/rdf.ts'
import { datasets, type Rows } from '../../../src/datasets/index.ts'
import { catalogueAt, catalogueExtensions } from '../../../src/metadata/catalogue-origin.ts'
import type { Catalogue } from '../../../src/metadata/catalogue.ts'
import { dcat } from '../../../src/metadata/dcat.ts'
import { originPlaceholder } from '../../../src/metadata/openapi-origin.ts'
import { canonical } from '../../graph.ts'
import { seed } from '../real.ts'

const rows: Rows = seed
const first = '2026-11-21T08:00:00Z'
const second = '2026-11-22T09:00:00Z'

const axes = datasets.find(({ name }) => name === 'axes')!
const nasty = `"Assi" & <altri>\\ \n'uno' $& ${'\u2028'} è`

const catalogue: Catalogue = {
  published_at: second,
  issued: first,
  programme: rows.programme[0]!,
  codes: rows.codes,
  axes: rows.axes,
  lastDay: '2023-12-31',
  datasets: [
    {
      dataset: { ...axes, description: nasty },
      manifest: { changed_at: second },
      issued: first,
      versions: [
        { release: '2026-11-21.1', changed_at: first },
        { release: '2026-11-22.1', changed_at: second },
      ],
      files: [
        { format: 'csv', path: 'axes.csv', bytes: 587, sha256: 'ab'.repeat(32) },
        { format: 'parquet', path: 'axes.parquet', bytes: 1000, sha256: 'cd'.repeat(32) },
      ],
    },
  ],
}

const made = await serialise(dcat(catalogue, originPlaceholder))
const graphsAt = (origin: string) =>
  Promise.all(
    catalogueExtensions.map((extension) => canonical(extension, catalogueAt(made[extension], origin, extension))),
  )

/** The objects of a subject's property, as N-Quads write them. */
const objects = (graph: readonly string[], subject: string, property: string) =>
  graph.flatMap((line) => {
    const [, object] = line.split(`<${subject}> <${property}> `)
    return line.startsWith(`<${subject}>`) && object !== undefined ? [object.replace(/ \.$/, '')] : []
  })

const origin = 'https://dati.example.org'
const dct = 'http://purl.org/dc/terms/'
const ns = 'http://www.w3.org/ns/dcat#'

describe('the catalogue', () => {
  it.each([
    origin,
    'http://127.0.0.1:8787',
    'http://[::1]:8787',
    'https://xn--citt-0na.example',
    // What a Host header may hold, and what a careless ORIGIN may.
    'http://a&b.example',
    `http://a"b'c.example`,
    'http://a{b}|c^d`e.example',
    'https://x.example/$&/<b>\\',
  ])('is one and the same graph in its three serialisations at %s', async (address) => {
    const [turtle, jsonLd, rdfXml] = await graphsAt(address)
    expect(turtle!.length).toBeGreaterThan(120)
    expect(jsonLd).toEqual(turtle)
    expect(rdfXml).toEqual(turtle)
    expect(turtle!.filter((line) => /\.invalid|_:/.test(line))).toEqual([])
  })

  it('says of a dataset what a portal asks for', async () => {
    const [graph] = await graphsAt(origin)
    const about = (property: string) => objects(graph!, `${origin}/v1/axes#dataset`, property)
    expect(about(`${dct}identifier`)).toEqual(['"r_lombar:2014IT05SFOP007-axes"'])
    expect(about(`${dct}title`)).toEqual([
      '"Assi prioritari (2014IT05SFOP007)"@it',
      '"Priority axes (2014IT05SFOP007)"@en',
    ])
    expect(about(`${dct}modified`)).toEqual(['"2026-11-22"^^<http://www.w3.org/2001/XMLSchema#date>'])
    expect(about(`${dct}issued`)).toEqual(['"2026-11-21"^^<http://www.w3.org/2001/XMLSchema#date>'])
    expect(about(`${dct}accrualPeriodicity`)).toEqual([
      '<http://publications.europa.eu/resource/authority/frequency/IRREG>',
    ])
    expect(about(`${ns}theme`)).toEqual(
      ['EDUC', 'GOVE', 'SOCI'].map((theme) => `<http://publications.europa.eu/resource/authority/data-theme/${theme}>`),
    )
    expect(about(`${dct}subject`)).toEqual(
      ['100169', '100214', '100217', '100232'].map((code) => `<http://eurovoc.europa.eu/${code}>`),
    )
    expect(about(`${dct}spatial`)).toEqual(['<https://sws.geonames.org/3174618/>'])
    expect(about(`${ns}keyword`)).toContain('"Fondo Sociale Europeo"@it')
    expect(about(`${ns}keyword`)).toContain('"European Social Fund"@en')
    expect(about(`${ns}version`)).toEqual(['"2026-11-22.1"'])
    expect(about(`${ns}hasVersion`)).toEqual(
      ['2026-11-21.1', '2026-11-22.1'].map((release) => `<${origin}/v1/releases/${release}/axes#dataset>`),
    )
    expect(objects(graph!, `${origin}/catalog.ttl#period`, `${ns}endDate`)).toEqual([
      '"2023-12-31"^^<http://www.w3.org/2001/XMLSchema#date>',
    ])
  })

  it('tells who publishes it from whose data they are', async () => {
    const [graph] = await graphsAt(origin)
    const name = (property: string) => {
      const [agent] = objects(graph!, `${origin}/v1/axes#dataset`, property)
      return objects(graph!, agent!.slice(1, -1), 'http://xmlns.com/foaf/0.1/name')
    }
    expect(name(`${dct}publisher`)).toEqual(['"Fondo Aperto"'])
    expect(name(`${dct}rightsHolder`)).toEqual(['"Regione Lombardia"'])
    expect(objects(graph!, `${origin}/catalog.ttl#rights-holder`, `${dct}identifier`)).toEqual(['"r_lombar"'])
  })

  it('gives each file its size and digest, each distribution a licence, and JSON neither size nor download', async () => {
    const [graph] = await graphsAt(origin)
    const distributions = objects(graph!, `${origin}/v1/axes#dataset`, `${ns}distribution`).map((one) =>
      one.slice(1, -1),
    )
    expect(distributions).toEqual(['csv', 'json', 'parquet'].map((end) => `${origin}/v1/axes.${end}#distribution`))
    for (const distribution of distributions)
      expect(objects(graph!, distribution, `${dct}license`)).toEqual(['<https://creativecommons.org/licenses/by/4.0/>'])
    const [csv, json, parquet] = distributions
    expect(objects(graph!, csv!, `${ns}byteSize`)).toEqual([
      '"587"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>',
    ])
    expect(objects(graph!, parquet!, `${ns}downloadURL`)).toEqual([`<${origin}/v1/axes.parquet>`])
    const [checksum] = objects(graph!, csv!, 'http://spdx.org/rdf/terms#checksum')
    expect(objects(graph!, checksum!.slice(1, -1), 'http://spdx.org/rdf/terms#checksumValue')).toEqual([
      `"${'ab'.repeat(32)}"^^<http://www.w3.org/2001/XMLSchema#hexBinary>`,
    ])
    expect(objects(graph!, json!, `${ns}byteSize`)).toEqual([])
    expect(objects(graph!, json!, `${ns}downloadURL`)).toEqual([])
    expect(objects(graph!, json!, `${ns}accessURL`)).toEqual([`<${origin}/v1/axes>`])
  })

  it('has one dataset of all, where there is a file of all', async () => {
    const [one] = catalogue.datasets
    const files = [{ format: 'zip', path: 'all.zip', bytes: 9, sha256: 'ef'.repeat(32) }]
    const all = {
      ...one!,
      dataset: { title: 'Tutti', title_en: 'All data', description: 'x', description_en: 'x' },
      files,
    }
    const { ttl } = await serialise(dcat({ ...catalogue, datasets: [one!, all] }, origin))
    const graph = await canonical('ttl', ttl)
    const about = (property: string) => objects(graph, `${origin}/v1#dataset`, property)
    expect(about(`${dct}identifier`)).toEqual(['"r_lombar:2014IT05SFOP007"'])
    expect(about(`${ns}distribution`)).toEqual([`<${origin}/v1/all.zip#distribution>`])
    expect(about(`${ns}hasCurrentVersion`)).toEqual([`<${origin}/v1/releases/2026-11-22.1#dataset>`])
  })

  it('refuses a format that has no European file type', () => {
    const [one] = catalogue.datasets
    const files = [{ format: 'xls', path: 'axes.xls', bytes: 1, sha256: '00' }]
    expect(() => dcat({ ...catalogue, datasets: [{ ...one!, files }] }, origin)).toThrow(
      'the format "xls" has no European file type',
    )
  })
})
