import { eq } from 'drizzle-orm'
import { facts } from '../src/tables.ts'
import type { SeedRows, Store } from './store.ts'

/** Codes that a refusal lists. */
const codesListedMax = 20

/** Throws, naming them, when rows lack fact codes which a release has and which the seed does not say were withdrawn. */
export const refuseLostCodes = async (db: Store, release: string, rows: SeedRows): Promise<void> => {
  const explained = new Set([...rows['facts']!, ...rows['withdrawn']!].map(({ code }) => code))
  const published = await db
    .select({ code: facts.code })
    .from(facts)
    .where(eq(facts.release, release))
    .orderBy(facts.code)
  const lost = published.map(({ code }) => code).filter((code) => !explained.has(code))
  if (lost.length === 0) return
  const more = lost.length > codesListedMax ? ` and ${lost.length - codesListedMax} more` : ''
  throw new Error(
    `A fact code never changes once published, and the seed lacks ${lost.length} that release ${release} has (${lost.slice(0, codesListedMax).join(', ')}${more}): restore them, or name each in seed/withdrawn.csv with its successor and the reason.`,
  )
}
