import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import type { Row } from '../dataset/define.ts'
import { knownParameter } from '../dataset/parameters.ts'
import { readParameters } from '../dataset/query.ts'
import { datasets } from '../datasets/index.ts'
import { diff, tally, type Change } from '../release/changes.ts'
import { atom } from '../formats/atom.ts'
import { readAll } from '../http/read.ts'
import { sharedRead } from '../http/tiers.ts'
import type { Release, Standing } from '../release/release.ts'
import { changeList } from '../datasets/releases.ts'
import { invalid, Problem } from '../http/problem.ts'
import { respondText } from '../http/respond.ts'
import { standingFor, type Visit } from '../http/visit.ts'
import { refuseParameters, releaseNamed, respondList } from './list.ts'

const feedReleasesMax = 20

/** The values that differ between two releases, of one dataset or all. Datasets with equal digests are not read. */
const changesBetween = async (visit: Visit, from: Release, to: Release, only?: string): Promise<Change[]> => {
  const { db, reader, isolate } = visit
  const names = datasets.filter(
    ({ name }) => (only ?? name) === name && from.datasets[name]?.digest !== to.datasets[name]?.digest,
  )
  const changes: Change[] = []
  for (const dataset of names) {
    const rows = (release: Release) =>
      sharedRead(isolate.tiers, `all/${release.id}/${dataset.name}`, reader, () => readAll(db, dataset, release.id))
    changes.push(...diff(dataset, await rows(from), await rows(to)))
  }
  return changes
}

const kept = (standing: Standing) => standing.releases.filter(({ retired_at }) => retired_at === null)

const changesSchema = (standing: Standing) => {
  const known = kept(standing).map(({ id }) => ({ value: id }))
  return z.strictObject({
    from: knownParameter('from', known, 'The release before; by default the one published before `to`.'),
    to: knownParameter('to', known, 'The release after; by default the current one.'),
    dataset: knownParameter(
      'dataset',
      datasets.map(({ name, title }) => ({ value: name, title })),
      'One dataset; by default all.',
    ),
  })
}

/** `/v1/changes`: what differs between two releases, value by value. */
export const respondChanges = async (visit: Visit, extension: string): Promise<Response> => {
  const standing = await standingFor(visit)
  const result = readParameters(changesSchema(standing), visit.url.searchParams)
  if (result.faults.length > 0) throw invalid(result.faults)
  const { to = standing.release, dataset } = result.data as Partial<Record<'from' | 'to' | 'dataset', string>>
  const ids = kept(standing).map(({ id }) => id)
  const from = (result.data as { from?: string }).from ?? ids[ids.indexOf(to) + 1]
  if (from === undefined)
    throw new Problem(
      'not-found',
      `Release ${to} is the first that is kept: there is none before it to compare with. Say from= and to=.`,
    )
  const query = `?${dataset ? `dataset=${dataset}&` : ''}from=${from}&to=${to}`
  const [before, after] = [await releaseNamed(visit, from), await releaseNamed(visit, to)]
  return respondList(visit, changeList as unknown as Dataset, extension, {
    release: after,
    made: query,
    query,
    rows: () => changesBetween(visit, before, after, dataset) as Promise<readonly unknown[]> as Promise<Row[]>,
  })
}

/** `/v1/releases.atom`: what each release changed, in rows. */
export const respondFeed = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const standing = await standingFor(visit)
  const { origin } = visit
  const ids = kept(standing).slice(0, feedReleasesMax)
  const body = async () => {
    const entries = []
    for (const [at, { id, published_at }] of ids.entries()) {
      const before = kept(standing)[at + 1]
      const changes = before
        ? await changesBetween(visit, await releaseNamed(visit, before.id), await releaseNamed(visit, id))
        : undefined
      entries.push({
        id,
        published_at,
        before: before?.id,
        tallies:
          changes &&
          Object.entries(Object.groupBy(changes, ({ dataset }) => dataset)).map(([name, of = []]) => ({
            name,
            ...tally(of),
          })),
      })
    }
    return atom(origin, entries)
  }
  const made = `feed/${origin}/${standing.release}/${ids.map(({ id }) => id).join()}`
  return respondText(visit, { key: made, contentType: 'application/atom+xml; charset=utf-8', body })
}
