import type { Dataset } from '../dataset/define.ts'
import { Problem } from '../dataset/problem.ts'
import { datasetNamed } from '../datasets/index.ts'
import { facts } from '../datasets/facts.ts'
import { atomVersion, feedTypes } from '../formats/atom.ts'
import { datasetFeed, factFeed, releasesFeed } from '../formats/feeds.ts'
import { defaultFormat } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { readOnce, type Connect } from '../http/read.ts'
import { etagOf, respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { readEvents } from '../release/events.ts'
import { readRevisions, readStates } from '../release/history.ts'
import type { Standing } from '../release/release.ts'
import { existingKey } from './keys.ts'
import { refuseParameters } from './list.ts'
import { unknownFormat } from './nowhere.ts'

type Reader<T> = (db: ReturnType<Connect>) => Promise<T | undefined>

/** Reads on a replica, or on the primary where the replica lags. */
const readNewest = <T>(visit: Visit, key: string, read: Reader<T>): Promise<T | undefined> =>
  readOnce(visit, key, async (db) => (await read(db('first-unconstrained'))) ?? read(db('first-primary')))

const encoder = new TextEncoder()

/** Answers with a feed. `path` is its address; an event never changes, so that the number of the newest says all that the feed holds. */
const respondAtom = async <T>(
  visit: Visit,
  standing: Standing,
  path: string,
  read: Reader<T>,
  write: (found: T | undefined, updated: string) => string | Promise<string>,
): Promise<Response> => {
  const { releases, release, event } = standing
  // Before the first event there is the release alone.
  const newest = event === 0 ? release : String(event)
  return respond(visit, {
    key: `feed/${path}/${newest}/${visit.origin}`,
    validators: { etag: await etagOf(`feed ${atomVersion}`, path, newest, visit.origin), lifetime: 'live' },
    headers: { 'Content-Type': `${feedTypes.atom}; charset=utf-8` },
    make: async () => {
      const found = await readNewest(visit, `feed/${path}/${event}`, read)
      const { published_at } = releases.find(({ id }) => id === release)!
      return { headers: {}, body: encoder.encode(await write(found, published_at)) }
    },
  })
}

/** `/v1/releases.atom`: what happened to releases, from their events. */
export const respondFeed = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const standing = await standingFor(visit)
  return respondAtom(
    visit,
    standing,
    'releases',
    (db) => readEvents(db, standing.event),
    (events, updated) => releasesFeed(visit.origin, events ?? [], updated),
  )
}

/** `/v1/{dataset}.atom`: the releases that changed a dataset, with counts. */
export const respondDatasetFeed = async (visit: Visit, file: string): Promise<Response> => {
  refuseParameters(visit)
  const dataset = datasetNamed(file.replace(/\.atom$/, ''))
  if (!dataset) throw await unknownFormat(visit, '.atom')
  const standing = await standingFor(visit)
  return respondAtom(
    visit,
    standing,
    dataset.name,
    (db) => readRevisions(db, standing, dataset),
    (revisions, updated) => datasetFeed(visit.origin, dataset, revisions ?? [], updated),
  )
}

/** `/v1/facts/{code}.atom`: the releases in which a fact changed, with what it said before and after. Throws `not-found` for a code that no release has. */
export const respondFactFeed = async (visit: Visit, file: string): Promise<Response> => {
  refuseParameters(visit)
  const code = file.replace(/\.atom$/, '')
  const standing = await standingFor(visit)
  const dataset: Dataset = facts
  return respondAtom(
    visit,
    standing,
    `facts/${code}`,
    (db) => readStates(db, standing, dataset, code),
    async (read, updated) => {
      if (read?.found) return factFeed(visit.origin, code, read.states, updated)
      // Says what there is in its place.
      const address = { dataset, key: [code], format: defaultFormat, release: undefined }
      const [found] = await existingKey(visit, address, await releaseFor(visit))
      throw new Problem('not-found', `A feed is of one fact: the code is now ${found}, /v1/facts/${found}.atom.`)
    },
  )
}
