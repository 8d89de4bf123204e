import { eq } from 'drizzle-orm'
import type { Version } from '../src/metadata/catalogue.ts'
import { newestFirst, type Manifest } from '../src/release/release.ts'
import { releaseDatasets, releases } from '../src/release/tables.ts'
import type { Store } from './store.ts'

/** A release before this one, or this one: when it was published, whether its rows are still there, when each dataset last changed in it. */
interface Past {
  id: string
  published_at: string
  kept: boolean
  changed: Readonly<Record<string, string>>
}

/** A release among those there are: what files that tell of releases are made from. */
export interface Edition {
  release: string
  published_at: string
  manifest: readonly Manifest[]
  /** Oldest first; this one is the last. */
  history: readonly Past[]
}

const pastOf = async (db: Store): Promise<Past[]> => {
  const rows = await db
    .select()
    .from(releases)
    .orderBy(...newestFirst)
  const manifests = await db.select().from(releaseDatasets)
  return rows.toReversed().map(({ id, published_at, retired_at }) => ({
    id,
    published_at,
    kept: retired_at === null,
    changed: Object.fromEntries(
      manifests.filter(({ release }) => release === id).map(({ dataset, changed_at }) => [dataset, changed_at]),
    ),
  }))
}

/** A release that is about to be announced, behind all that there are. */
export const newEdition = async (
  db: Store,
  release: string,
  published_at: string,
  manifest: readonly Manifest[],
): Promise<Edition> => {
  const changed = Object.fromEntries(manifest.map(({ dataset, changed_at }) => [dataset, changed_at]))
  const history = [...(await pastOf(db)), { id: release, published_at, kept: true, changed }]
  return { release, published_at, manifest, history }
}

/** A release that is there, with those before it. Throws when there is none of that id. */
export const editionOf = async (db: Store, release: string): Promise<Edition> => {
  const past = await pastOf(db)
  const at = past.findIndex(({ id }) => id === release)
  if (at < 0) throw new Error(`There is no release ${release}.`)
  const manifest = await db.select().from(releaseDatasets).where(eq(releaseDatasets.release, release))
  return { release, published_at: past[at]!.published_at, manifest, history: past.slice(0, at + 1) }
}

/** When a dataset, or anything at all, was first published: an instant. */
export const issuedOf = ({ history }: Edition, dataset?: string): string =>
  history
    .filter(({ changed }) => dataset === undefined || changed[dataset] !== undefined)
    .map(({ published_at }) => published_at)
    .toSorted()[0]!

/** The releases that are still there, oldest first. */
export const keptReleases = ({ history }: Edition): Version[] =>
  history.filter(({ kept }) => kept).map(({ id, published_at }) => ({ release: id, changed_at: published_at }))

/** The versions of a dataset whose rows are still there, oldest first: for each change, the first kept release that has it. */
export const versionsOf = ({ history }: Edition, dataset: string): Version[] => {
  const first = new Map<string, Version>()
  for (const { id, kept, changed } of history) {
    const changed_at = changed[dataset]
    if (kept && changed_at !== undefined && !first.has(changed_at)) first.set(changed_at, { release: id, changed_at })
  }
  // The change that this release has is the current version, whatever was rolled back before.
  const current = first.get(history.at(-1)?.changed[dataset] ?? '')
  return [...[...first.values()].filter((version) => version !== current), ...(current ? [current] : [])]
}
