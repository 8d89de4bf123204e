import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { clearReleases } from './editions.ts'

/** The rows of seed/, with what is derived from them. */
export const realRows = () => JSON.parse(env.REAL_SEED) as SeedRows

/** Publishes the real seed as the first release, in the place of the small one: for files that are about what the API really says. */
export const publishReal = async (): Promise<void> => {
  await clearReleases()
  await publish(drizzle(env.DB), realRows(), new Date('2026-11-21T08:00:00Z'))
}
