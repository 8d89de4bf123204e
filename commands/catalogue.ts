import * as z from 'zod'
import type { Row } from '../src/dataset/define.ts'
import { cellsOf } from '../src/dataset/label.ts'
import { axes } from '../src/datasets/axes.ts'
import { codes } from '../src/datasets/codes.ts'
import { deadlines } from '../src/datasets/deadlines.ts'
import { datasets } from '../src/datasets/index.ts'
import { programme } from '../src/datasets/programme.ts'
import { sources } from '../src/datasets/sources.ts'
import { formats } from '../src/formats/index.ts'
import { catalogueExtensions, cataloguePath, catalogueVersion } from '../src/metadata/catalogue-origin.ts'
import type { Catalogue, CataloguedDataset, CataloguedFile } from '../src/metadata/catalogue.ts'
import { dcat } from '../src/metadata/dcat.ts'
import { originPlaceholder } from '../src/metadata/openapi-origin.ts'
import { sha256 } from '../src/release/digest.ts'
import { issuedOf, versionsOf, type Edition } from './edition.ts'
import type { MadeFile } from './files.ts'
import { serialise, type Serialisations } from './rdf.ts'
import type { SeedRows } from './store.ts'

const encoder = new TextEncoder()

/** The files of a dataset whose bytes depend on its rows alone, with their sizes and digests. */
const filesOf = async (rows: SeedRows, name: string): Promise<CataloguedFile[]> => {
  const dataset = datasets.find((other) => other.name === name)!
  const cells = cellsOf(dataset, { fields: [...dataset.header] })
  const files: CataloguedFile[] = []
  for (const format of formats) {
    if (format.kind !== 'lines') continue
    const bytes = encoder.encode(format.head(cells) + rows[name]!.map((row) => format.row(cells, row)).join(''))
    const path = `${name}.${format.extension}`
    files.push({ format: format.extension, path, bytes: bytes.length, sha256: await sha256(bytes) })
  }
  return files
}

/** The rows of the release that the catalogue speaks of. Throws where one is not as declared. */
const rowsOf = <T extends z.ZodType>({ row }: { row: T }, rows: readonly Row[] | undefined) => z.array(row).parse(rows)

const catalogueOf = (edition: Edition, rows: SeedRows, catalogued: readonly CataloguedDataset[]): Catalogue => {
  const [described] = rowsOf(programme, rows['programme'])
  if (!described) throw new Error('seed/programme.csv: there is no programme for the catalogue to speak of')
  const days = [
    ...rowsOf(deadlines, rows['deadlines']).map(({ due }) => due),
    ...rowsOf(sources, rows['sources']).flatMap(({ data_date }) => data_date ?? []),
  ]
  return {
    published_at: edition.published_at,
    issued: issuedOf(edition),
    datasets: catalogued,
    programme: described,
    codes: rowsOf(codes, rows['codes']),
    axes: rowsOf(axes, rows['axes']),
    lastDay: days.toSorted().at(-1) ?? `${described.period_end}-12-31`,
  }
}

/** Every dataset with its manifest and its versions. Throws when one is missing: a catalogue is whole or there is none. */
const datasetsOf = (edition: Edition): CataloguedDataset[] =>
  datasets.map((dataset) => {
    const { name } = dataset
    const manifest = edition.manifest.find((entry) => entry.dataset === name)
    const versions = versionsOf(edition, name)
    if (!manifest || versions.length === 0)
      throw new Error(`Release ${edition.release}: there is no manifest of ${name}, so there can be no catalogue.`)
    return { dataset, manifest, versions, issued: issuedOf(edition, name), files: [] }
  })

/**
 * The catalogue of a release in its three serialisations. Its version is what it tells but for the files, whose bytes have versions of
 * their own. Throws when something is missing.
 */
export const catalogueFiles = async (edition: Edition, rows: SeedRows): Promise<MadeFile[]> => {
  const plain = datasetsOf(edition)
  const told = JSON.stringify(dcat(catalogueOf(edition, rows, plain), originPlaceholder))
  const version = `${catalogueVersion}.${await sha256(told)}`
  let made: Promise<Serialisations> | undefined
  const make = async () => {
    const whole: CataloguedDataset[] = []
    for (const one of plain) whole.push({ ...one, files: await filesOf(rows, one.dataset.name) })
    return serialise(dcat(catalogueOf(edition, rows, whole), originPlaceholder))
  }
  return catalogueExtensions.map((extension) => ({
    path: cataloguePath(extension),
    version,
    make: async () => (await (made ??= make()))[extension],
  }))
}
