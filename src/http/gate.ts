import { readMillisecondsMax, readsAtOnceMax, readsWaitingMax } from '../dataset/bounds.ts'
import { Problem } from '../dataset/problem.ts'
import type { Gate } from './isolate.ts'

/** The result of `work`, or of `otherwise` when it takes longer than `milliseconds`. */
export const within = async <T>(work: Promise<T>, milliseconds: number, otherwise: () => Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => void otherwise().then(resolve, reject), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    if (timer !== undefined) clearTimeout(timer)
  }
}

const busy = (why: string) => Promise.reject(new Problem('unavailable', why))

const enter = async (gate: Gate): Promise<void> => {
  if (gate.open < readsAtOnceMax) {
    gate.open += 1
    return
  }
  if (gate.waiting.length >= readsWaitingMax) return busy('Too many requests wait for the database.')
  const { promise, resolve } = Promise.withResolvers<void>()
  gate.waiting.push(resolve)
  await within(promise, readMillisecondsMax, () => {
    gate.waiting = gate.waiting.filter((other) => other !== resolve)
    return busy('The database has been busy for too long.')
  })
}

const leave = (gate: Gate): void => {
  const next = gate.waiting.shift()
  // A place is handed over, so that nobody slips in between.
  if (next) next()
  else gate.open -= 1
}

/** Runs one read of D1 through the gate, for a bounded time. The others wait for a place; too many, or too long, is a 503. */
export const through = async <T>(gate: Gate, read: () => Promise<T>): Promise<T> => {
  await enter(gate)
  try {
    return await within(read(), readMillisecondsMax, () => busy('The database did not answer in time.'))
  } catch (error) {
    if (error instanceof Problem) throw error
    // The engine's message holds SQL: it goes to the log alone.
    console.error(error)
    return busy('The database does not answer, and this answer has not been asked for before.')
  } finally {
    leave(gate)
  }
}
