import * as z from 'zod'
import type { Dataset } from '../dataset/dataset.ts'
import { knownParameter } from '../dataset/parameters.ts'
import { readParameters } from '../dataset/query.ts'
import { datasets } from '../datasets/index.ts'
import { diff, type Change } from '../release/changes.ts'
import { readEvents } from '../release/events.ts'
import { atom } from '../formats/atom.ts'
import { database } from '../http/current.ts'
import { readAll } from '../http/read.ts'
import { sharedRead } from '../http/tiers.ts'
import type { Release, Standing } from '../release/release.ts'
import { changeList } from '../datasets/releases.ts'
import { invalid, Problem } from '../http/problem.ts'
import { respondText } from '../http/respond.ts'
import { standingFor, type Visit } from '../http/visit.ts'
import { refuseParameters, releaseNamed, respondList } from './list.ts'

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

/** What `/v1/changes` may be asked. */
type Question = Partial<Record<'from' | 'to' | 'dataset', string | undefined>>

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

/** Reads the parameters. Throws `gone` for a release that was retired: it was a right value once. */
const readQuestion = async (visit: Visit, standing: Standing): Promise<Question> => {
  const { data, faults } = readParameters(changesSchema(standing), visit.url.searchParams)
  const isRetired = (id: string) => standing.releases.some((row) => row.id === id && row.retired_at !== null)
  const retired = faults.filter(({ parameter, value }) => /^(from|to)$/.test(parameter) && isRetired(value))
  if (faults.length > retired.length) throw invalid(faults)
  for (const { value } of retired) await releaseNamed(visit, value)
  return data
}

/** `/v1/changes`: what differs between two releases, value by value. */
export const respondChanges = async (visit: Visit, extension: string): Promise<Response> => {
  const standing = await standingFor(visit)
  const { to = standing.release, dataset, ...asked } = await readQuestion(visit, standing)
  const ids = kept(standing).map(({ id }) => id)
  const from = asked.from ?? ids[ids.indexOf(to) + 1]
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
    rows: () => changesBetween(visit, before, after, dataset),
  })
}

/** `/v1/releases.atom`: what happened to releases, from their events. */
export const respondFeed = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const { releases, release, event } = await standingFor(visit)
  const { origin, db, isolate, reader } = visit
  const read = async () =>
    (await readEvents(database(db, 'first-unconstrained'), event)) ?? readEvents(database(db, 'first-primary'), event)
  const body = async () => {
    const events = await sharedRead(isolate.tiers, `feed/${event}`, reader, read)
    return atom(origin, events ?? [], releases.find(({ id }) => id === release)!.published_at)
  }
  // An event never changes: its number tells all that the feed holds. Before the first one there is the release alone.
  const key = `feed/${origin}/${event === 0 ? release : event}`
  return respondText(visit, { key, contentType: 'application/atom+xml; charset=utf-8', body })
}
