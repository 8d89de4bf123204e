import { eq } from 'drizzle-orm'
import { pointer, releases } from '../src/release/tables.ts'
import { renewCatalogue } from './catalogue.ts'
import { clearUnseen } from './contents.ts'
import { recordMissed, recordOnce, recordServed } from './events.ts'
import { currentRelease } from './publish.ts'
import type { Store } from './store.ts'

const releaseRow = async (db: Store, id: string) => {
  const all = await db.select().from(releases)
  const found = all.find((release) => release.id === id)
  if (found) return found
  const kept = all.filter(({ retired_at }) => retired_at === null).map((release) => release.id)
  throw new Error(`There is no release "${id}" to take. There are: ${kept.join(', ') || 'none'}.`)
}

/** Serves an earlier release again: one statement. Throws, listing those there are, when it is not kept. */
export const rollback = async (db: Store, id: string, now = new Date()): Promise<{ from: string | undefined }> => {
  const { retired_at } = await releaseRow(db, id)
  if (retired_at !== null)
    throw new Error(`Release ${id} was retired on ${retired_at.slice(0, 10)}: its rows are gone.`)
  await recordMissed(db, now)
  const current = await currentRelease(db)
  // Since it was served last, releases that its catalogue names may have gone.
  await renewCatalogue(db, id)
  await db.update(pointer).set({ release: id })
  await recordServed(db, now)
  return { from: current?.id }
}

/** Takes the rows of a release out, never of the current one. Its row and manifest stay: its addresses say 410 with its digest. */
export const retire = async (db: Store, id: string, now: Date): Promise<{ digest: string }> => {
  const { digest, retired_at } = await releaseRow(db, id)
  await recordMissed(db, now)
  const current = await currentRelease(db)
  if (current?.id === id) throw new Error(`Release ${id} is the current one: publish or roll back to another first.`)
  const at = retired_at ?? now.toISOString()
  // First nobody may read it, then its rows go; a retirement that was cut off goes on with them.
  if (retired_at === null) await db.update(releases).set({ retired_at: at }).where(eq(releases.id, id))
  // Before the event, which tells readers that the catalogue is another one.
  if (current) await renewCatalogue(db, current.id)
  await recordOnce(db, { kind: 'retired', release: id, at })
  await clearUnseen(db)
  return { digest }
}
