import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { wholeMadeFiles } from '../../../commands/whole.ts'
import { archiveVersion } from '../../../src/metadata/whole.ts'
import { sha256 } from '../../../src/release/digest.ts'
import { loadSmall } from '../../seed.ts'

const make = async () => {
  const archive = (await wholeMadeFiles()).find(({ path }) => path === 'all.zip')!
  return (await archive.make({ ...loadSmall() })) as Uint8Array
}

const digestIn = (zone: string) =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { createHash } from 'node:crypto'
       import { wholeMadeFiles } from './commands/whole.ts'
       import { loadSmall } from './test/seed.ts'
       const archive = (await wholeMadeFiles()).find(({ path }) => path === 'all.zip')
       console.log(createHash('sha256').update(await archive.make(loadSmall())).digest('hex'))`,
    ],
    { cwd: join(import.meta.dirname, '../../..'), env: { ...process.env, TZ: zone }, encoding: 'utf8' },
  ).trim()

// A zip has local times: each zone in a process of its own, since one that runs keeps the zone that it began with.
it('is the same bytes each time, in any time zone', async () => {
  const digest = await sha256(await make())
  expect([digestIn('UTC'), digestIn('Pacific/Auckland'), digestIn('America/New_York')]).toEqual([
    digest,
    digest,
    digest,
  ])
}, 60_000)

// What is kept of a release is renewed when this version or a declaration changes: other bytes under the same version would not be.
it('all.zip: when its bytes change, raise archiveVersion and put the new digest here; rows or declarations alone change the digest', async () => {
  expect({ version: archiveVersion, digest: await sha256(await make()) }).toEqual({
    version: 2,
    digest: 'db48fad64d1ea21324774292763a3c70c658d0f36c052b7ecc4905e127006780',
  })
})
