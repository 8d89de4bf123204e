import { expect, it } from 'vitest'
import { wholeMadeFiles } from '../../../commands/whole.ts'
import { archiveVersion } from '../../../src/metadata/whole.ts'
import { sha256 } from '../../../src/release/digest.ts'
import { loadSmall } from '../../seed.ts'

const make = async () => {
  const archive = (await wholeMadeFiles()).find(({ path }) => path === 'all.zip')!
  return (await archive.make({ ...loadSmall() })) as Uint8Array
}

it('is the same bytes each time, in any time zone', async () => {
  const { TZ } = process.env
  const first = await make()
  process.env['TZ'] = 'Pacific/Auckland'
  const second = await make()
  if (TZ === undefined) delete process.env['TZ']
  else process.env['TZ'] = TZ
  expect(second).toEqual(first)
})

// What is kept of a release is renewed when this version or a declaration changes: other bytes under the same version would not be.
it('all.zip: when its bytes change, raise archiveVersion and put the new digest here; rows or declarations alone change the digest', async () => {
  expect({ version: archiveVersion, digest: await sha256(await make()) }).toEqual({
    version: 1,
    digest: '86735f37c5517cf2be6de9e92faedcf9286ff6761df2d7b0956b5345ecd5b902',
  })
})
