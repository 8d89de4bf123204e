import { command, copySeed } from '../e2e/commands.ts'

/** Publishes from commands of their own, beside readers who ask what nobody has asked before. */

export interface Publishes {
  /** Seconds that each publish took, and what those said that failed. */
  seconds: number[]
  failures: string[]
  reads: number
  /** Reads that were not answered with 200. */
  failed: string[]
}

const readers = 4

const read = async (url: string, path: string): Promise<number | string> => {
  try {
    const response = await fetch(url + path)
    await response.arrayBuffer()
    return response.status
  } catch (error) {
    return String(error)
  }
}

/** Publishes `rounds` changed seeds one after another, through the API that runs at `url` with its state in `state`. */
export const publishBesideReaders = async (
  { url, state, seed }: { url: string; state: string; seed: string },
  rounds: number,
): Promise<Publishes> => {
  const edit = copySeed(seed)
  const told: Publishes = { seconds: [], failures: [], reads: 0, failed: [] }
  const reading = { done: false }
  const reader = async (number: number): Promise<void> => {
    for (let line = number; !reading.done; line += readers) {
      const path = `/v1/observations?line=${line}`
      const status = await read(url, path)
      told.reads += 1
      if (status !== 200) told.failed.push(`${status} ${path}`)
    }
  }
  const all = Array.from({ length: readers }, (_, number) => reader(number + 1))
  for (let round = 1; round <= rounds; round += 1) {
    edit('axes.csv', (text) => text.replace(/^(5,axis,[^,]*),[^,]*/m, `$1,Round ${round} ${Date.now()}`))
    const began = Date.now()
    const { status, out, err } = await command(['commands/cli.ts', 'publish'], { SEED: seed, STATE: state }).ended
    told.seconds.push((Date.now() - began) / 1000)
    if (status !== 0 || !out.startsWith('Published release ')) told.failures.push(`${out}${err}`)
  }
  reading.done = true
  await Promise.all(all)
  return told
}
