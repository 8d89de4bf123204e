import { join } from 'node:path'
import { loadSeed, readFolder } from '../commands/load.ts'

/** The rows of seed/, checked and with what is derived from them: what the API publishes. */
export const loadReal = () => loadSeed(readFolder(join(import.meta.dirname, '../seed')))

/** The rows of test/seed/: a small programme, made up, in the same shape. */
export const loadSmall = () => loadSeed(readFolder(join(import.meta.dirname, 'seed')))
