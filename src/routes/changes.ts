import type { Row } from '../dataset/define.ts'
import { readAll } from '../dataset/page.ts'
import { invalid, Problem } from '../dataset/problem.ts'
import { readParameters } from '../dataset/query.ts'
import { datasets } from '../datasets/index.ts'
import { changeList } from '../datasets/releases.ts'
import { atom, atomVersion } from '../formats/atom.ts'
import { splitExtension } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { readFrom, readOnce } from '../http/read.ts'
import { etagOf, respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { diff, type Change } from '../release/changes.ts'
import { readEvents } from '../release/events.ts'
import type { Release, Standing } from '../release/release.ts'
import { changesQuery } from './changes-query.ts'
import { refuseParameters, respondList } from './list.ts'

/** The values that differ between two releases, of one dataset or all. Datasets with equal digests are not read. */
const changesBetween = async (visit: Visit, from: Release, to: Release, only?: string): Promise<Change[]> => {
  const differing = datasets.filter(
    ({ name }) => (only ?? name) === name && from.datasets[name]?.digest !== to.datasets[name]?.digest,
  )
  const changes: Change[] = []
  for (const dataset of differing) {
    const rows = (release: Release): Promise<Row[]> => readAll(readFrom(visit, release.id), dataset)
    changes.push(...diff(dataset, await rows(from), await rows(to)))
  }
  return changes
}

const kept = (standing: Standing) => standing.releases.filter(({ retired_at }) => retired_at === null)

/** What `/v1/changes` may be asked. */
type Question = Partial<Record<'from' | 'to' | 'dataset', string | undefined>>

/** Reads the parameters. Throws `gone` for a release that was retired: it was a right value once. */
const readQuestion = async (visit: Visit, standing: Standing): Promise<Question> => {
  const known = kept(standing).map(({ id }) => ({ value: id }))
  const { data, faults } = readParameters(changesQuery(known), visit.url.searchParams)
  const isRetired = (id: string) => standing.releases.some((row) => row.id === id && row.retired_at !== null)
  const retired = faults.filter(({ parameter, value }) => /^(from|to)$/.test(parameter) && isRetired(value))
  if (faults.length > retired.length) throw invalid(faults)
  for (const { value } of retired) await releaseFor(visit, value)
  return data
}

/** `/v1/changes`: what differs between two releases, value by value. */
export const respondChanges = async (visit: Visit): Promise<Response> => {
  const standing = await standingFor(visit)
  const { to = standing.release, dataset, ...asked } = await readQuestion(visit, standing)
  const ids = kept(standing).map(({ id }) => id)
  const from = asked.from ?? ids[ids.indexOf(to) + 1]
  if (from === undefined)
    throw new Problem(
      'not-found',
      `Release ${to} is the first that is kept: there is none before it to compare with. Say from= and to=.`,
    )
  const query = `${dataset ? `dataset=${dataset}&` : ''}from=${from}&to=${to}`
  const [before, after] = [await releaseFor(visit, from), await releaseFor(visit, to)]
  return respondList(visit, splitExtension(visit.url.pathname).format, {
    list: changeList,
    release: after,
    state: query,
    query,
    rows: () => changesBetween(visit, before, after, dataset),
  })
}

/** `/v1/releases.atom`: what happened to releases, from their events. */
export const respondFeed = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const { releases, release, event } = await standingFor(visit)
  const { origin } = visit
  // An event never changes: its number says all that the feed holds. Before the first one there is the release alone.
  const newest = event === 0 ? release : String(event)
  const make = async () => {
    const events = await readOnce(
      visit,
      `feed/${event}`,
      async (db) => (await readEvents(db('first-unconstrained'), event)) ?? readEvents(db('first-primary'), event),
    )
    const published = releases.find(({ id }) => id === release)!.published_at
    return { headers: {}, body: new TextEncoder().encode(atom(origin, events ?? [], published)) }
  }
  return respond(visit, {
    key: `feed/${newest}/${origin}`,
    validators: { etag: await etagOf(`feed ${atomVersion}`, newest, origin), lifetime: 'live' },
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
    make,
  })
}
