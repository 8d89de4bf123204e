import { expect, test } from 'vitest'
import { searchFile } from '../../../commands/search.ts'
import { findEntries, readIndex, searchVersion } from '../../../src/release/search.ts'

const nothing = { initiatives: [], actions: [], notes: [], checks: [] }
const rows = {
  ...nothing,
  sources: [{ code: 'summary2022', year: 2022, kind: 'report' }],
  aliases: [{ subject: 'indicators', code: 'paid', alias: 'pagato', language: 'it' }],
  axes: [{ code: '2', kind: 'axis', title: 'Inclusione', title_en: 'Inclusion' }],
  indicators: [{ code: 'paid', title: 'Pagamenti', title_en: 'Payments', unit: 'EUR', definition: 'Denaro pagato.' }],
  facts: [
    {
      code: 'paid-2022-2',
      indicator: 'paid',
      basis: 'actual',
      year: 2022,
      axis: '2',
      value: 5,
      unit: 'EUR',
      status: 'printed',
      date: '2022-12-31',
      printed: '5 €',
      scope: null,
      sex: null,
      target_group: null,
      initiative: null,
      priority: null,
    },
  ],
}

// Raise searchVersion when these bytes change: the next publish then makes the index of the current release anew.
const file = [
  '11',
  '2 1 25 1 17',
  '2022 2 36',
  'ass 1 25 1 17',
  'axi 1 25 1 17',
  'denar 0 14',
  'eur 0 34 2 19',
  'inclusion 1 52 1 19',
  'pagament 0 43 2 17',
  'pagat 0 31 2 14',
  'paid 0 51',
  'payment 0 43 2 17',
  '{"dataset":"indicators","code":"paid","title":"Pagamenti","title_en":"Payments","snippet":"Denaro pagato.","snippet_en":null}',
  '{"dataset":"axes","code":"2","title":"Inclusione","title_en":"Inclusion","snippet":null,"snippet_en":null}',
  '{"dataset":"facts","code":"paid-2022-2","title":"Pagamenti: asse 2 (Inclusione), 2022","title_en":"Payments: axis 2 (Inclusion), 2022","snippet":null,"snippet_en":null,"figure":{"value":5,"unit":"EUR","date":"2022-12-31","printed":"5 €"}}',
]

test('the index is made so in this version', async () => {
  expect(searchVersion).toBe('1')
  const text = await searchFile.make(rows)
  expect(String(text).split('\n')).toEqual(file)
})

test('a word finds what it is a name of, and says nothing of what it is not', async () => {
  const index = readIndex(String(await searchFile.make(rows)))
  const find = (...words: string[]) => findEntries(index, words).entries.map(({ code }) => code)
  expect(find('pagato')).toEqual(['paid', 'paid-2022-2'])
  expect(find('pagamento', '2022')).toEqual(['paid-2022-2', 'paid'])
  expect(find('inclusoine')[0]).toBe('2')
  expect(find('xyzzy')).toEqual([])
})
