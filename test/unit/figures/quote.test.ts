import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoteOf } from '../../../src/figures/quote.ts'
import { intervalOf } from '../../../src/derive/prints.ts'
import { seed } from '../real.ts'

type Figure = Parameters<typeof quoteOf>[0]

const figure = (
  value: number,
  unit: Figure['unit'],
  precision: number,
  qualifier: Figure['qualifier'] = null,
): Figure => ({
  value,
  unit,
  precision,
  qualifier,
  ...intervalOf({ value, unit, precision, qualifier }),
})

describe('the forms of a figure', () => {
  it.each([
    [
      figure(243_965_037.2, 'EUR', 0.01),
      { exact: '243.965.037,20 €', rounded: ['circa 244 milioni di euro'] },
      { exact: '€243,965,037.20', rounded: ['about 244 million euro'] },
    ],
    [
      figure(958_670_000, 'EUR', 10_000),
      { exact: '958,67 milioni di euro', rounded: ['circa 959 milioni di euro', 'circa 958,7 milioni di euro'] },
      { exact: '958.67 million euro', rounded: ['about 959 million euro', 'about 958.7 million euro'] },
    ],
    [figure(15_000_000, 'EUR', 1_000_000), { exact: '15 milioni di euro' }, { exact: '15 million euro' }],
    [figure(1_000_000, 'EUR', 1_000_000), { exact: '1 milione di euro' }, { exact: '1 million euro' }],
    [figure(330_000, 'EUR', 1_000), { exact: '330mila euro' }, { exact: '330 thousand euro' }],
    [
      figure(9_000_000, 'EUR', 1),
      { exact: '9.000.000 €', rounded: ['9 milioni di euro'] },
      { exact: '€9,000,000', rounded: ['9 million euro'] },
    ],
    [
      figure(165_318, 'person', 1),
      { exact: '165.318 persone', rounded: ['circa 165mila persone'] },
      { exact: '165,318 people', rounded: ['about 165 thousand people'] },
    ],
    [figure(1_109, 'person', 1), { exact: '1.109 persone' }, { exact: '1,109 people' }],
    [figure(1, 'project', 1), { exact: '1' }, { exact: '1' }],
    [figure(66_000, 'person', 1, 'at_least'), { exact: 'almeno 66.000 persone' }, { exact: 'at least 66,000 people' }],
    [figure(600, 'enterprise', 1, 'about'), { exact: 'circa 600 imprese' }, { exact: 'about 600 enterprises' }],
    [
      figure(64.37, 'percent', 0.01),
      { exact: '64,37%', rounded: ['circa 64%', 'circa 64,4%'] },
      { exact: '64.37%', rounded: ['about 64%', 'about 64.4%'] },
    ],
    [figure(98, 'percent', 1), { exact: '98%' }, { exact: '98%' }],
    [figure(100, 'percent', 0.01), { exact: '100,00%', rounded: ['100%'] }, { exact: '100.00%', rounded: ['100%'] }],
  ])('%j', (printed, it_, en) => {
    expect(quoteOf(printed)).toEqual({ it: it_, en })
  })

  it('are none where there is no figure, or nobody knows how exact it is', () => {
    expect(quoteOf({ ...figure(1, 'person', 1), value: null })).toBeUndefined()
    expect(quoteOf({ ...figure(1, 'person', 1), precision: null })).toBeUndefined()
  })

  it('leave out a rounding that the printed figure does not decide: 12,5 Mln may be 12 or 13', () => {
    expect(quoteOf(figure(12_500_000, 'EUR', 100_000))!.it).toEqual({ exact: '12,5 milioni di euro' })
  })
})

/** What a form says: its number in ones, and the step of its last digit. */
const read = (form: string, language: 'it' | 'en') => {
  const text = form.replace(/^(circa|almeno|about|at least) /, '')
  const [, number = ''] = /([\d.,]+)/.exec(text)!
  const plain = language === 'it' ? number.replaceAll('.', '').replace(',', '.') : number.replaceAll(',', '')
  const power = /milion|million/.test(text) ? 6 : /mila|thousand/.test(text) ? 3 : 0
  const decimals = plain.split('.')[1]?.length ?? 0
  return { value: Number(plain) * 10 ** power, step: 10 ** (power - decimals) }
}

const precisions = [0.01, 1, 1_000, 10_000, 100_000, 1_000_000]
const amounts = fc
  .tuple(fc.integer({ min: 1, max: 2_000_000_000 }), fc.constantFrom(...precisions))
  .map(([units, precision]) => {
    const steps = Math.max(1, Math.round(units / precision))
    return figure(Number((steps * precision).toFixed(2)), 'EUR', precision)
  })
const counts = fc.integer({ min: 0, max: 5_000_000 }).map((value) => figure(value, 'person', 1))
const shares = fc
  .tuple(fc.integer({ min: 0, max: 12_000 }), fc.constantFrom(0.01, 0.1, 1))
  .map(([hundredths, precision]) =>
    figure(Number((Math.round(hundredths / 100 / precision) * precision).toFixed(2)), 'percent', precision),
  )
const languages = ['it', 'en'] as const

describe('whatever the figure', () => {
  it.each(languages)('the exact form is the value, to the printed digit (%s)', (language) => {
    fc.assert(
      fc.property(fc.oneof(amounts, counts, shares), (printed) => {
        const { value, step } = read(quoteOf(printed)![language].exact, language)
        expect(value).toBeCloseTo(printed.value!, 3)
        expect(step).toBeCloseTo(printed.precision!, 6)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(languages)('a rounding has no finer digit, and is right for all that the print admits (%s)', (language) => {
    fc.assert(
      fc.property(fc.oneof(amounts, counts, shares), (printed) => {
        for (const form of quoteOf(printed)![language].rounded ?? []) {
          const { value, step } = read(form, language)
          expect(step).toBeGreaterThan(printed.precision!)
          for (const bound of [printed.value!, printed.low!, printed.high!])
            expect(Math.abs(value - bound)).toBeLessThanOrEqual(step / 2 + 1e-4)
          expect(/^(circa|about) /.test(form)).toBe(Math.abs(value - printed.value!) > 1e-4)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('small numbers get no rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom('EUR', 'person', 'project'), (value, unit) => {
        expect(quoteOf(figure(value, unit, 1))!.it).not.toHaveProperty('rounded')
      }),
    )
  })

  it('figures with a qualifier get none', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom('at_least', 'about'), (printed, qualifier) => {
        const { value, unit, precision } = printed
        const { it: forms } = quoteOf(figure(value!, unit, precision!, qualifier))!
        expect(forms).not.toHaveProperty('rounded')
        expect(forms.exact).toMatch(qualifier === 'about' ? /^circa / : /^almeno /)
      }),
    )
  })
})

it('every printed fact has forms, and the exact one is its value', () => {
  const printed = seed.facts.filter(({ value }) => value !== null)
  expect(printed.length).toBeGreaterThan(550)
  for (const fact of printed) {
    const quote = quoteOf(fact)!
    for (const language of languages) {
      const { value, step } = read(quote[language].exact, language)
      expect(value).toBeCloseTo(fact.value!, 3)
      expect(step).toBeLessThanOrEqual(Math.max(1, fact.precision!))
      expect(step).toBeGreaterThanOrEqual(Math.min(1, fact.precision!))
    }
  }
})
