import { facts } from '../src/datasets/facts.ts'
import { pairs, readPages } from './pages.ts'
import type { Publication, Store } from './store.ts'

/** Codes that a refusal lists. */
const codesListedMax = 20

/** Throws, naming them, when rows lack fact codes which a release has and which the seed does not say were withdrawn. */
export const refuseLostCodes = async (db: Store, release: string, rows: Publication): Promise<void> => {
  const explained = new Set([...rows['withdrawn']!].map(({ code }) => code))
  const lost: string[] = []
  for await (const { was, is } of pairs(facts, readPages(db, facts, release), rows['facts']!))
    if (was && !is && !explained.has(String(was['code']))) lost.push(String(was['code']))
  if (lost.length === 0) return
  const more = lost.length > codesListedMax ? ` and ${lost.length - codesListedMax} more` : ''
  throw new Error(
    `A fact code never changes once published, and the seed lacks ${lost.length} that release ${release} has (${lost.slice(0, codesListedMax).join(', ')}${more}): restore them, or name each in seed/withdrawn.csv with its successor and the reason.`,
  )
}
