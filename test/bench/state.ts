import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what a bench needs. Imported first: STATE is read when the commands are loaded. */
export const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-bench-'))
process.env['STATE'] = join(folder, 'state')
