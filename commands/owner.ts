import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { end, kill, startOf, type Process } from './processes.ts'

/**
 * One process at a time has the state folder. It writes down there what it has started and made, so that the next one clears up after it
 * when it was killed.
 */

/** Where wrangler keeps its local D1, so that `wrangler d1 execute --local` sees the same database; STATE names another folder. */
export const stateFolder = resolve(process.env['STATE'] ?? join(import.meta.dirname, '../.wrangler/state'))

/** Who has the state folder: `owner.json` in it. */
export interface Owner extends Process {
  /** What a person called: `npm start`. */
  work: string
  /** When it took the folder, as an ISO time. */
  since: string
  /** Processes that it has started and that have not ended. */
  children: readonly Process[]
  /** Where it takes orders from other commands, once it does. */
  socket?: string
}

const file = (name: string) => join(stateFolder, name)
const recordFile = file('owner.json')
/** In place of the system's temporary folder, so that what is left there is known to be ours. */
const temporaryFolder = file('temporary')

const socketBytesMax = 100
const shortFolder = join(
  tmpdir(),
  `fondo-aperto-${createHash('sha256').update(stateFolder).digest('hex').slice(0, 16)}`,
)

/** A path for the socket: in the state folder, or in a folder of the temporary one where that path is too long for a socket. */
export const socketPath = (): string => {
  const path = file('orders.sock')
  if (Buffer.byteLength(path) <= socketBytesMax) return path
  mkdirSync(shortFolder, { mode: 0o700 })
  return join(shortFolder, 'orders.sock')
}

const readOwner = (): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(recordFile, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

const writeOwner = (owner: Owner): void => {
  writeFileSync(`${recordFile}.new`, JSON.stringify(owner))
  renameSync(`${recordFile}.new`, recordFile)
}

const remove = (): void => {
  for (const path of [file('orders.sock'), shortFolder, temporaryFolder]) rmSync(path, { recursive: true, force: true })
}

/** Ends and removes what a killed owner left. */
const clearAfter = async (owner: Owner | undefined): Promise<void> => {
  for (const child of owner?.children ?? [])
    if (!(await end(child)))
      throw new Error(
        `Process ${child.pid}, which ${owner!.work} left behind when it was killed, holds ${stateFolder} and cannot be ended: end it with kill -9 ${child.pid}, then try again.`,
      )
  remove()
}

/** An exclusive transaction: the system gives it up with the process, however that ends. */
const lock = (): DatabaseSync | undefined => {
  const database = new DatabaseSync(file('owner.lock'))
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === 5) return undefined
    throw error
  }
}

/** The state folder, taken by this process until it ends. */
export interface Hold {
  /** Adds to what is written down of this process. */
  note: (more: Partial<Owner>) => void
}

const hold = (work: string, database: DatabaseSync, onFault: (error: unknown) => void): Hold => {
  let owner: Owner = {
    pid: process.pid,
    started: startOf(process.pid)!,
    work,
    since: new Date().toISOString(),
    children: [],
  }
  const note = (more: Partial<Owner>) => {
    owner = { ...owner, ...more }
    writeOwner(owner)
  }
  writeOwner(owner)
  mkdirSync(temporaryFolder)
  process.env['TMPDIR'] = temporaryFolder
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess }
    child.once('spawn', () => {
      const [pid, started] = [child.pid!, startOf(child.pid!)]
      if (started === undefined) return
      child.once('exit', () => {
        owner = { ...owner, children: owner.children.filter((one) => one.pid !== pid) }
      })
      try {
        note({ children: [...owner.children, { pid, started }] })
      } catch (error) {
        // Nobody could clear up after a child that is not written down.
        onFault(error)
      }
    })
  })
  process.once('exit', () => {
    for (const child of owner.children) kill(child)
    remove()
    rmSync(recordFile, { force: true })
    database.close()
  })
  return { note }
}

/**
 * Takes the state folder for this process, until it ends, and clears up what a killed one has left there.
 * Gives the owner instead when another process has it: undefined where that is only about to write itself down.
 */
export const takeState = async (
  work: string,
  onFault: (error: unknown) => void,
): Promise<{ hold: Hold } | { owner: Owner | undefined }> => {
  mkdirSync(stateFolder, { recursive: true })
  const database = lock()
  if (!database) return { owner: readOwner() }
  await clearAfter(readOwner())
  return { hold: hold(work, database, onFault) }
}

/** Who has the state folder, for a person. */
export const ownerName = ({ work, pid, since }: Pick<Owner, 'work' | 'pid' | 'since'>) =>
  `${work} (process ${pid}, since ${new Date(since).toLocaleString('sv')})`

/** Says that another process has the state folder. */
export const occupied = (owner: Owner | undefined): string => {
  const busy = `${owner ? ownerName(owner) : 'Another command'} has the local database in ${stateFolder}`
  // One that takes orders only later is starting.
  const moment = !owner || (owner.work === 'npm start' && owner.socket === undefined)
  return `${busy}: try again ${moment ? 'in a few seconds' : 'when it has ended'}, or choose another folder with STATE.`
}
