import { loadReal } from '../seed.ts'

/** The real seed, for tests that are about its figures. Files that run in one process share it: none may change a row. */
export const seed = loadReal()
