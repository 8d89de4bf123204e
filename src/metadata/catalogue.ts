import type { Dataset } from '../dataset/define.ts'
import type { RowOf } from '../datasets/index.ts'
import type { Manifest } from '../release/release.ts'

/** A file that is served whole and whose bytes depend on rows alone: its path below `/v1/`, its bytes and their SHA-256, hexadecimal. */
export interface CataloguedFile {
  /** The extension, as the list of formats has it. */
  format: string
  path: string
  bytes: number
  sha256: string
}

/** A version of a dataset: the first kept release that has these rows, and when they changed (an instant). */
export interface Version {
  release: string
  changed_at: string
}

/** What is catalogued of one dataset. */
export interface CataloguedDataset {
  /** Without a name it is all datasets together. */
  dataset: Pick<Dataset, 'title' | 'title_en' | 'description' | 'description_en'> &
    Partial<Pick<Dataset, 'name' | 'columns'>>
  manifest: Pick<Manifest, 'changed_at'>
  /** When it was first published (an instant). */
  issued: string
  /** Oldest first; the last one is what is served. */
  versions: readonly Version[]
  /** What of it is served whole, and so has a size and a digest. */
  files: readonly CataloguedFile[]
}

/** All that the catalogue tells, and nothing else. */
export interface Catalogue {
  /** When the release was published, and when the first one was (instants). */
  published_at: string
  issued: string
  datasets: readonly CataloguedDataset[]
  programme: RowOf<'programme'>
  codes: readonly RowOf<'codes'>[]
  axes: readonly RowOf<'axes'>[]
  /** The last day that a figure or a target speaks of. */
  lastDay: string
}
