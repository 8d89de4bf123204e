import { describe, expect, it } from 'vitest'
import { compare, intervalOf, type Print } from '../../../src/derive/prints.ts'

const print =
  (unit: string) =>
  (value: number | null, precision: number, qualifier: Print['qualifier'] = null): Print => ({
    value,
    unit,
    precision,
    qualifier,
  })

const euro = print('EUR')
const percent = print('percent')
const people = print('person')

describe('intervalOf', () => {
  it.each([
    ['235,67 Mln€', euro(235670000, 10000), 235665000, 235675000],
    ['236.700.000 €', euro(236700000, 1), 236699999.5, 236700000.5],
    ['691.444.232,24 €', euro(691444232.24, 0.01), 691444232.24, 691444232.24],
    ['24,39%', percent(24.39, 0.01), 24.385, 24.395],
    ['50%', percent(50, 1), 49.5, 50.5],
    ['397.748', people(397748, 1), 397748, 397748],
    ['8 mila', people(8000, 1000), 8000, 8000],
    ['più di 66.000', people(66000, 1, 'at_least'), 66000, null],
    ['circa 254 Mln €', euro(254000000, 1000000, 'about'), 253000000, 255000000],
    ['circa il 70%', percent(70, 1, 'about'), 69, 71],
    ['words', euro(null, 1), null, null],
  ])('of %s', (_, printed, low, high) => expect(intervalOf(printed)).toEqual({ low, high }))
})

describe('compare', () => {
  it.each([
    ['equal', euro(872640000, 10000), euro(872640000, 10000)],
    ['equal', euro(379000000, 0.01), euro(379000000, 1000000)],
    ['equal', people(66000, 1, 'at_least'), people(66000, 1, 'at_least')],
    ['equal', euro(null, 1), euro(null, 1)],
    ['rounds', euro(872642491.03, 0.01), euro(872640000, 10000)],
    ['rounds', euro(235700000, 100000), euro(235670000, 10000)],
    ['rounds', euro(166650000, 10000), euro(166600000, 100000)],
    ['rounds', percent(31.11, 0.01), percent(31, 1)],
    ['truncates', euro(958677416.67, 0.01), euro(958670000, 10000)],
    ['truncates', percent(91.86, 0.01), percent(91, 1)],
    ['truncates', percent(91, 1), percent(91.86, 0.01)],
    ['bounds', euro(290890851.86, 0.01), euro(290800000, 100000, 'at_least')],
    ['bounds', euro(254774002.77, 0.01), euro(254000000, 1000000, 'about')],
    ['bounds', people(66000, 1, 'at_least'), people(66500, 1)],
    ['bounds', people(66000, 1), people(66000, 1, 'at_least')],
    ['differs', euro(290700000, 100000), euro(290800000, 100000, 'at_least')],
    ['differs', people(66000, 1, 'at_least'), people(65999, 1)],
    ['differs', euro(192540000, 10000), euro(192600000, 100000)],
    ['differs', euro(958660000, 10000), euro(958677416.67, 0.01)],
    ['differs', percent(39.05, 0.01), percent(39.06, 0.01)],
    ['differs', people(11663, 1), people(11633, 1)],
    ['differs', percent(53, 1), percent(54, 1)],
    ['differs', percent(54, 1), percent(53, 1)],
    ['differs', euro(7000000, 1000000), euro(8000000, 1000000)],
    ['differs', euro(70900000, 100000), euro(71000000, 100000)],
    ['differs', people(8123, 1), people(8000, 1000)],
    ['differs', euro(1, 1), euro(null, 1)],
  ])('%s: %j, %j', (relation, chosen, other) => expect(compare(chosen, other)).toBe(relation))
})
