import { env } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { loadSeed } from '../../../seed/load.ts'
const files = import.meta.glob('../../../seed/*.csv', { query: '?raw', import: 'default', eager: true }) as Record<string, string>
const real = (name: string) => files[`../../../seed/${name}.csv`]!
const lines = (name: string, edit: (l: string[]) => void) => { const l = real(name).split('\n'); edit(l); return l.join('\n') }
const go = (changed: Record<string, string>) => { try { loadSeed((n) => changed[n] ?? real(n)); return 'loaded' } catch (e) { const p = (e as any).problems; return p ? p.length + ' ' + JSON.stringify(p.slice(0, 6), null, 1) : String((e as any).stack) } }
it('load', () => {
  console.log(Object.keys(files).join())
  console.log('ok', go({}), JSON.stringify(loadSeed(real)) === env.SEED)
  console.log('17', go({ observations: lines('observations', (l) => { l[16] = l[16]!.replace('actual,2,', 'actual,6,') }) }))
  console.log('unclosed', go({ observations: lines('observations', (l) => { l[16] = l[16]!.replace('39%,axis,Pie', '39%,axis,"Pie') }) }))
  console.log('unclosed last', go({ axes: lines('axes', (l) => { l[3] = l[3]!.replace(/,$/, ',"') }) }))
  console.log(real('axes'))
  console.log('bad ref', go({ indicators: lines('indicators', (l) => { l[1] = l[1]!.replace('allocated', 'Allocated') }) }))
  console.log('header', go({ axes: lines('axes', (l) => { l[0] = l[0]!.replace(',numeral', '') }) }))
  console.log('empty line', go({ axes: lines('axes', (l) => { l.splice(3, 0, '') }) }))
  console.log('crlf', go({ axes: real('axes').replaceAll('\n', '\r\n') }))
  console.log('crlf bad', go({ axes: lines('axes', (l) => { l[3] += ',x' }).replaceAll('\n', '\r\n') }))
  console.log('break', go({ observations: lines('observations', (l) => { l[16] = l[16]!.replace('Pie slice', '"Pie\nslice').replace(/\.$/, '."'); l[17] = l[17]!.replace('total', '6'); }) }))
  console.log('break itself', go({ observations: lines('observations', (l) => { l[16] = l[16]!.replace('Pie slice', '"Pie\nslice').replace(/\.$/, '."').replace('actual,2,', 'actual,6,') }) }))
  console.log('empty', go({ axes: '' }))
  console.log('header only', go({ axes: real('axes').split('\n')[0]! }))
  console.log('nonl', go({ initiative_actions: real('initiative_actions').trimEnd() + 'x' }))
  console.log('bom', go({ axes: '\uFEFF' + real('axes') }))
  console.log('num', go({ observations: lines('observations', (l) => { l[16] = l[16]!.replace(',39,percent', ',1e3,percent').replace('definition','x') }) }))
  console.log('selfref', go({ initiatives: lines('initiatives', (l) => { l[1] = l[1]! }) }))
  console.log('quoted cr', JSON.stringify(real('initiative_actions').slice(0, 200)))
})
