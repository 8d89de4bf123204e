import { pointerMillisecondsMax } from '../dataset/bounds.ts'
import { pointerSeconds, retrySeconds } from '../dataset/freshness.ts'
import { Problem } from '../dataset/problem.ts'
import { readRelease, readStanding, type Release, type Standing } from '../release/release.ts'
import { within } from './gate.ts'
import type { Pointer } from './isolate.ts'
import { readOnce } from './read.ts'
import { findShared, keepShared } from './tiers.ts'
import type { Visit } from './visit.ts'

const pointerKey = 'pointer'

const askPointer = (visit: Visit): Promise<Pointer> =>
  // No question of one client: a refusal would make the pointer old for all.
  readOnce(
    visit,
    pointerKey,
    async (db) => {
      const read_at = visit.isolate.clock()
      const standing = await readStanding(db('first-primary'))
      if (!standing) throw new Problem('unavailable', 'No release has been published yet.')
      return { ...standing, read_at }
    },
    { free: true },
  )

const standingText = ({ read_at: _, ...standing }: Pointer) => JSON.stringify(standing)

/** The newer of two pointers is the one that was read later. */
const adopt = ({ isolate }: Visit, pointer: Pointer) => {
  const near = isolate.pointer
  if (near && near.read_at > pointer.read_at) return
  isolate.pointer = pointer
  if (near && standingText(near) === standingText(pointer)) return
  isolate.epoch += 1
  isolate.warm.clear()
}

/** The pointer to the current release; `stale` when D1 could not be asked in time and an older one is used. */
const findPointer = async (visit: Visit): Promise<Pointer & { stale: boolean }> => {
  const { isolate } = visit
  const { clock } = isolate
  const fresh = (pointer?: Pointer) => pointer !== undefined && clock() - pointer.read_at < pointerSeconds * 1000
  if (!fresh(isolate.pointer)) {
    const shared = await findShared<Pointer>(visit, pointerKey)
    if (shared) adopt(visit, shared)
  }
  const near = isolate.pointer
  if (near && fresh(near)) return { ...near, stale: false }
  if (near && clock() - isolate.failedAt < retrySeconds * 1000) return { ...near, stale: true }
  // Whoever has an old pointer does not wait long for a new one; the read goes on for those who come later.
  const asked = askPointer(visit).then((pointer) => {
    adopt(visit, pointer)
    keepShared(visit, pointerKey, pointer)
    return { ...pointer, stale: false }
  })
  try {
    return await (near ? within(asked, pointerMillisecondsMax, () => Promise.reject(new Error('D1 is slow'))) : asked)
  } catch (error) {
    asked.catch(() => {})
    isolate.failedAt = clock()
    if (near) return { ...near, stale: true }
    throw error
  }
}

/** The current pointer; an old one marks the answer. */
export const standingFor = async (visit: Visit): Promise<Pointer & { stale: boolean }> => {
  const pointer = await findPointer(visit)
  if (pointer.stale) visit.marks['Stale-Release'] = `read-at=${new Date(pointer.read_at).toISOString()}`
  return pointer
}

const kept = ({ releases }: Standing) => releases.filter(({ retired_at }) => retired_at === null).map(({ id }) => id)

/** The release that the visit is answered from: the given one, or the current one. Throws `not-found`, listing those there are, or `gone`. */
export const releaseFor = async (visit: Visit, asked?: string): Promise<Release> => {
  const { isolate } = visit
  const standing = await standingFor(visit)
  const id = asked ?? standing.release
  const row = standing.releases.find((release) => release.id === id)
  if (!row) throw new Problem('not-found', `There is no release "${id}". There are: ${kept(standing).join(', ')}.`)
  const gone = (retired: string) => {
    const others = kept(standing).filter((other) => other !== id)
    return new Problem(
      'gone',
      `Release ${id} was retired on ${retired.slice(0, 10)}. Its digest was ${row.digest}. There are: ${others.join(', ')}.`,
    )
  }
  if (row.retired_at !== null) throw gone(row.retired_at)
  const key = `release/${id}`
  const near = isolate.releases.get(key)
  const far = near ? undefined : await findShared<Release>(visit, key)
  const release =
    near ??
    far ??
    (await readOnce(visit, key, async (db) => {
      // The row of a release is written last: a replica that lacks it lacks rows.
      const replica = await readRelease(db('first-unconstrained'), id)
      return replica ?? readRelease(db('first-primary'), id)
    }))
  if (!release) throw new Problem('unavailable', `Release ${id} cannot be read.`)
  // It was retired since the pointer was read.
  if (release.retired_at !== null) throw gone(release.retired_at)
  if (!near) isolate.releases.set(key, release)
  if (!near && !far) keepShared(visit, key, release)
  return release
}
