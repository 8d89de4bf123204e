import { env } from 'cloudflare:test'
import { wrapSessions, type Hooks, type Sent } from '../wrap-session.ts'

/** What a batch meets: it fails, it never comes back, or it is late by so many milliseconds. */
type Trouble = 'fails' | 'hangs' | number | undefined

interface Batch {
  /** From 1, since the trouble was set. */
  call: number
  sql: string
}

/** A word of the engine's message that nobody outside may read. */
export const secret = 'xyzzy_internal'

/** Gives up, as D1 does: with SQL, a table and a stack in its message. */
const refusal = () =>
  new Error(`D1_ERROR: no such table: ${secret}: SQLITE_ERROR in select "${secret}" from "releases" on binding DB`)

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const none = (_: Batch): Trouble => undefined

/** D1 as it is, with trouble on its way as the test wants it, and a record of how many batches run at once. */
export const faulty = () => {
  const state = { calls: 0, running: 0, runningMost: 0 }
  let trouble = none
  const meet = async (sent: readonly Sent[]) => {
    state.calls += 1
    const met = trouble({ call: state.calls, sql: sent.map(({ sql }) => sql).join(';\n') })
    if (met === 'fails') throw refusal()
    if (met === 'hangs') await new Promise(() => {})
    if (typeof met === 'number') await pause(met)
  }
  const hooks: Hooks = {
    batch: async (sent, send) => {
      state.running += 1
      state.runningMost = Math.max(state.runningMost, state.running)
      try {
        await meet(sent)
        return await send()
      } finally {
        state.running -= 1
      }
    },
  }
  const set = (next: (batch: Batch) => Trouble) => {
    trouble = next
    Object.assign(state, { calls: 0, runningMost: state.running })
  }
  return {
    DB: wrapSessions(env.DB, () => hooks),
    state,
    /** What batches meet from now on. */
    meets: set,
    fails: () => set(() => 'fails'),
    hangs: () => set(() => 'hangs'),
    works: () => set(none),
  }
}
