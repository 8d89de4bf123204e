import { existsSync, readdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Manifest } from '../src/release/release.ts'
import { reason } from './orders.ts'
import { stateFolder } from './owner.ts'
import { readManifest, verify } from './contents.ts'
import type { Store } from './store.ts'

/** Faults of this machine, told in one sentence with the remedy. */

const damaged = `The local database in ${stateFolder} is damaged: move that folder away (mv ${stateFolder} ${stateFolder}.damaged), and npm start makes a new one from the seed.`

const full = `No room is left on the disk of ${stateFolder}: make room, then run the same command again; nothing was switched.`

const faults: readonly { found: RegExp; told: string }[] = [
  { found: /ENOSPC|EDQUOT|SQLITE_FULL|disk is full/, told: full },
  {
    found:
      /EROFS|EACCES|EPERM|EEXIST|ENOTDIR|SQLITE_READONLY|readonly database|SQLITE_CANTOPEN|unable to open database/,
    told: `The state folder ${stateFolder} cannot be written: make it a folder that you may write, or choose another with STATE.`,
  },
  { found: /SQLITE_NOTADB|not a database|SQLITE_CORRUPT|malformed/, told: damaged },
  {
    found: /SQLITE_BUSY|database is locked/,
    told: `Another program has the local database in ${stateFolder} open: end it, then run the same command again.`,
  },
]

/** What workerd says where a file could not grow, and not only there. */
const vague = /internal error|SQLITE_IOERR|disk I\/O error|runtime failed to start/

/** Bytes below which a disk is taken to be full: SQLite asks for some pages at a time. */
const roomMin = 1024 * 1024

const isFull = () => {
  const { bavail, bsize } = statfsSync(stateFolder)
  return bavail * bsize < roomMin
}

/** What went wrong with the local database, for a person. */
export const explain = (error: unknown): string => {
  const message = reason(error)
  const { code = '' } = error as NodeJS.ErrnoException
  // Below the first line stands what other tools said.
  const [first = ''] = message.split('\n')
  if (vague.test(first) && isFull()) return full
  return faults.find(({ found }) => found.test(`${code} ${first}`))?.told ?? message
}

const isWhole = (file: string): boolean => {
  const database = new DatabaseSync(file)
  try {
    return database
      .prepare('pragma integrity_check(1)')
      .all()
      .every((row) => row['integrity_check'] === 'ok')
  } finally {
    database.close()
  }
}

/** Reads the structure of the files of the local database, which nothing else has open. Throws when one is damaged. */
export const checkFiles = (): void => {
  const folder = join(stateFolder, 'v3/d1')
  if (!existsSync(folder)) return
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (name.endsWith('.sqlite') && !isWhole(join(parentPath, name))) throw new Error(damaged)
}

/** Reads the rows of a release back. Throws when they are not those that were published. */
export const checkRows = async (db: Store, release: string, manifest: readonly Manifest[]): Promise<void> => {
  try {
    // What a release changed was counted when it was published: only its rows can be compared with the seed.
    const stored = new Map((await readManifest(db, release)).map((entry) => [entry.dataset, entry]))
    await verify(
      db,
      release,
      manifest.map(({ dataset, rows, digest, bytes, changed_at }) => {
        const { added = null, removed = null, changed = null } = stored.get(dataset) ?? {}
        return { dataset, rows, digest, bytes, changed_at, added, removed, changed }
      }),
    )
  } catch {
    throw new Error(damaged)
  }
}
