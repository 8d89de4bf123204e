import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import { openapi } from '../src/metadata/openapi.ts'
import { pascal } from '../src/metadata/openapi-components.ts'
import { operations, tags } from '../src/routes/operations/index.ts'
import { loadSeed, SeedError } from './load.ts'

/** Writes what the Worker serves as text and need not make again at each start: `src/generated/`, which git ignores. */

/** The rows of the seed. One with a fault gives none: whoever loads it tells the fault, and documents then do without examples. */
const seedRows = (): Readonly<Record<string, readonly Row[]>> => {
  try {
    return loadSeed()
  } catch (error) {
    if (error instanceof SeedError) return {}
    throw error
  }
}

const rows = seedRows()
const examples = Object.fromEntries(
  datasets.map(({ name, key, example }) => [
    pascal(name),
    rows[name]?.find((row) => key.every((part, at) => String(row[part]) === example?.[at])),
  ]),
)

const folder = join(import.meta.dirname, '../src/generated')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'openapi.txt'), JSON.stringify(openapi(operations, tags, examples)))
