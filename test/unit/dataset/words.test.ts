import { expect, test } from 'vitest'
import { fold, searchWords, stem, wordsOf } from '../../../src/dataset/words.ts'

test('letter case and accents are no difference', () => {
  expect(fold('Povertà È già')).toBe('poverta e gia')
})

test('words are runs of letters and digits', () => {
  expect(wordsOf("L'Asse II: inclusione (9.i), 2014-2020")).toEqual([
    'l',
    'asse',
    'ii',
    'inclusione',
    '9',
    'i',
    '2014',
    '2020',
  ])
  expect(wordsOf('🙂 …')).toEqual([])
})

test.each([
  ['donna donne', 'donn'],
  ['impegno impegni', 'impegn'],
  ['certificata certificate certificati', 'certificat'],
  ['famiglia famiglie', 'famigl'],
  ['tecnica tecniche', 'tecnic'],
  ['nido nidi', 'nid'],
  ['target targets', 'target'],
  ['family families', 'famil'],
  ['nursery nurseries', 'nurser'],
  ['axis axes', 'axi'],
  ['woman women', 'woman'],
  ['uomo uomini', 'uom'],
  ['its', 'its'],
  ['2022', '2022'],
])('%s have one stem: %s', (words, common) => {
  for (const word of words.split(' ')) expect(stem(word)).toBe(common)
})

test('words that say nothing are not looked for; a numeral is', () => {
  expect(searchWords('Quanto è stato pagato per l’Asse I?')).toEqual({
    words: ['pagato', 'asse', '1'],
    ignored: ['quanto', 'e', 'stato', 'per', 'l'],
  })
  expect(searchWords('i nidi, gli ITS')).toEqual({ words: ['nidi', 'its'], ignored: ['i', 'gli'] })
  expect(searchWords('Perche\u0301 no')).toEqual({ words: ['no'], ignored: ['perche'] })
})
