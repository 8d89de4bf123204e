import { expect, test } from 'vitest'
import { fold, wordsOf } from '../../../src/dataset/words.ts'

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
