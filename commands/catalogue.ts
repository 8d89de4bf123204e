import { asc } from 'drizzle-orm'
import * as z from 'zod'
import type { Row } from '../src/dataset/define.ts'
import { axes } from '../src/datasets/axes.ts'
import { codes } from '../src/datasets/codes.ts'
import { deadlines } from '../src/datasets/deadlines.ts'
import { datasets } from '../src/datasets/index.ts'
import { programme } from '../src/datasets/programme.ts'
import { sources } from '../src/datasets/sources.ts'
import {
  catalogueExtensions,
  cataloguePath,
  schemaOrgCatalogue,
  schemaOrgPath,
} from '../src/metadata/catalogue-origin.ts'
import type { Catalogue, CataloguedDataset, CataloguedFile } from '../src/metadata/catalogue.ts'
import { dcat } from '../src/metadata/dcat.ts'
import { schemaOrgCatalog, schemaOrgDataset } from '../src/metadata/schema-org.ts'
import { catalogueCode } from '../src/metadata/whole.ts'
import { originPlaceholder } from '../src/metadata/openapi-origin.ts'
import { sha256 } from '../src/release/digest.ts'
import { fileOf, ofFile } from '../src/release/files.ts'
import { releaseFiles } from '../src/release/tables.ts'
import { wholeFilesIn, wholeFilesPath, type WholeEntry } from '../src/release/whole.ts'
import { readRows } from './pages.ts'
import { editionOf, issuedOf, keptReleases, versionsOf, type Edition } from './edition.ts'
import { renewFiles, type MadeFile } from './files.ts'
import { serialise, type Serialisations } from './rdf.ts'
import type { SeedRows, Store } from './store.ts'

/** The datasets whose rows the catalogue speaks of. */
const spoken = [programme, codes, axes, deadlines, sources] as const

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

/** What of the release is served whole. Throws when it has no list of that. */
const filesIn = async (db: Store, release: string): Promise<readonly WholeEntry[]> => {
  const parts = await db
    .select()
    .from(releaseFiles)
    .where(ofFile(release, wholeFilesPath))
    .orderBy(asc(releaseFiles.part))
  const file = await fileOf(parts)
  if (!file) throw new Error(`Release ${release} has no list of its files, so there can be no catalogue.`)
  return wholeFilesIn(file).files
}

const filesNamed = (files: readonly WholeEntry[], name: string | null): CataloguedFile[] =>
  files
    .filter(({ dataset }) => dataset === name)
    .map(({ format, path, bytes, sha256: digest }) => ({ format, path, bytes, sha256: digest }))

/** Every dataset with its manifest, its versions and its files. Throws when one is missing: a catalogue is whole or there is none. */
const datasetsOf = (edition: Edition, files: readonly WholeEntry[]): CataloguedDataset[] =>
  datasets.map((dataset) => {
    const { name } = dataset
    const manifest = edition.manifest.find((entry) => entry.dataset === name)
    const versions = versionsOf(edition, name)
    const own = filesNamed(files, name)
    if (!manifest || versions.length === 0 || own.length === 0)
      throw new Error(
        `Release ${edition.release} lacks the manifest or the files of ${name}, so there can be no catalogue.`,
      )
    return { dataset, manifest, versions, issued: issuedOf(edition, name), files: own }
  })

/** All datasets in one file, where there is such a file. */
const wholeOf = (edition: Edition, files: readonly WholeEntry[]): CataloguedDataset[] => {
  const own = filesNamed(files, null)
  const changes = edition.manifest.map(({ changed_at }) => changed_at).toSorted()
  const dataset = {
    title: 'Tutti i dati',
    title_en: 'All data',
    description: 'Tutti i dataset in un solo file, con la descrizione delle colonne.',
    description_en: 'All datasets in one file, with the description of their columns.',
  }
  return own.length === 0
    ? []
    : [
        {
          dataset,
          manifest: { changed_at: changes.at(-1)! },
          versions: keptReleases(edition),
          issued: issuedOf(edition),
          files: own,
        },
      ]
}

/** What search engines are told of the catalogue and of each dataset. */
const schemaOrgOf = (catalogue: Catalogue): Record<string, object> => ({
  [schemaOrgCatalogue]: schemaOrgCatalog(catalogue, originPlaceholder),
  ...Object.fromEntries(
    catalogue.datasets.flatMap((one) => {
      const { name } = one.dataset
      return name === undefined ? [] : [[name, schemaOrgDataset(catalogue, one, originPlaceholder)]]
    }),
  ),
})

/**
 * The catalogue of a release in its three serialisations. Its version is a digest of all that it tells, so that it is made anew when
 * something of it has changed. Throws when something is missing.
 */
export const catalogueFiles = async (db: Store, edition: Edition, rows: SeedRows): Promise<MadeFile[]> => {
  const files = await filesIn(db, edition.release)
  const catalogued = [...datasetsOf(edition, files), ...wholeOf(edition, files)]
  const catalogue = catalogueOf(edition, rows, catalogued)
  const triples = dcat(catalogue, originPlaceholder)
  const engines = schemaOrgOf(catalogue)
  const version = `${await catalogueCode()}.${await sha256(JSON.stringify([triples, engines]))}`
  let made: Promise<Serialisations> | undefined
  const serialised = catalogueExtensions.map((extension) => ({
    path: cataloguePath(extension),
    version,
    make: async () => (await (made ??= serialise(triples)))[extension],
  }))
  return [...serialised, { path: schemaOrgPath, version, make: () => JSON.stringify(engines) }]
}

/**
 * Makes the catalogue of a release anew, since it names other releases and one of them has gone. A release that was published without a
 * catalogue has none to make anew.
 */
export const renewCatalogue = async (db: Store, release: string): Promise<void> => {
  const [found] = await db
    .select({ path: releaseFiles.path })
    .from(releaseFiles)
    .where(ofFile(release, cataloguePath('ttl')))
    .limit(1)
  if (!found) return
  const rows: Record<string, readonly Row[]> = {}
  for (const dataset of spoken) rows[dataset.name] = await readRows(db, dataset, release)
  await renewFiles(db, release, rows, await catalogueFiles(db, await editionOf(db, release), rows))
}
