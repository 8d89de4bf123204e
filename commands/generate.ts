import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openapi } from '../src/metadata/openapi.ts'
import { operations, tags } from '../src/routes/operations/index.ts'

/** Writes what the Worker serves as text and need not make again at each start: `src/generated/`, which git ignores. */

const folder = join(import.meta.dirname, '../src/generated')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'openapi.txt'), JSON.stringify(openapi(operations, tags)))
