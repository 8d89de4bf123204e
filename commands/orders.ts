import { DrizzleQueryError } from 'drizzle-orm'
import { publish, type Progress, type SeedRows, type Store } from './publish.ts'
import { retire, rollback } from './switch.ts'

/** What a person asks of the releases. */
export type Order =
  | { kind: 'publish'; seed: SeedRows }
  | { kind: 'retire'; release: string }
  | { kind: 'rollback'; release: string }

/** Told while an order is carried out. */
export interface Listener {
  progress: Progress
  say: (line: string) => void
}

const publishSeed = async (db: Store, seed: SeedRows, { progress, say }: Listener): Promise<void> => {
  const { release, published, datasets, before, changes } = await publish(db, seed, new Date(), progress)
  if (!published) return say(`Nothing to publish: release ${release} holds these rows already.`)
  const rows = datasets.reduce((sum, { rows: count }) => sum + count, 0)
  say(`Published release ${release}: ${rows} rows in ${datasets.length} datasets.`)
  for (const [name, { added, removed, changed }] of Object.entries(changes))
    say(`  ${name}: ${added} rows added, ${removed} removed, ${changed} changed since ${before}`)
}

/** Carries out an order. Throws what went wrong, and what `listener` throws. */
export const execute = async (db: Store, order: Order, listener: Listener): Promise<void> => {
  if (order.kind === 'publish') return publishSeed(db, order.seed, listener)
  if (order.kind === 'retire') {
    const { digest } = await retire(db, order.release, new Date())
    return listener.say(`Retired release ${order.release}, whose digest was ${digest}.`)
  }
  const { from } = await rollback(db, order.release)
  return listener.say(`Serving release ${order.release}; it was ${from}.`)
}

/** What went wrong. Drizzle's own message is the statement with its rows; what a person wants to know is its cause. */
export const reason = (error: unknown): string => {
  const { message } = error instanceof DrizzleQueryError && error.cause ? error.cause : (error as Error)
  return message
}
