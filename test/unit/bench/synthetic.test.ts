import { expect, it } from 'vitest'
import { measure } from '../../../commands/measure.ts'
import { pagesOf } from '../../../commands/pages.ts'
import { factCode } from '../../../src/derive/facts.ts'
import { facts } from '../../../src/datasets/facts.ts'
import { observations } from '../../../src/datasets/observations.ts'
import { bar } from '../../bench/bar.ts'
import { synthesise } from '../../bench/synthetic.ts'
import { loadReal } from '../../seed.ts'

const seed = loadReal()
const digestOf = (dataset: typeof facts | typeof observations, count: number) =>
  measure(dataset, pagesOf(synthesise(seed, count)[dataset.name]!))

it.each([1, 7, 3_000])(
  'a programme of %i figures has the declared shape, in key order, beside the real figures',
  async (count) => {
    const rows = synthesise(seed, count)
    for (const dataset of [facts, observations]) {
      const { rows: measured } = await measure(dataset, pagesOf(rows[dataset.name]!))
      expect([measured, rows[dataset.name]!.length]).toEqual([
        count + seed[dataset.name]!.length,
        count + seed[dataset.name]!.length,
      ])
      const wrong = [...rows[dataset.name]!].find((row) => !dataset.row.safeParse(row).success)
      expect(wrong).toBeUndefined()
    }
    const ids = new Set([...rows['observations']!].map(({ id }) => id))
    for (const fact of rows['facts']!) {
      expect(fact['code']).toBe(factCode(fact))
      if (fact['observation'] !== null) expect(ids).toContain(fact['observation'])
    }
  },
)

it('is the same each time that it is made, and another for another number', async () => {
  const [first, again, other] = [await digestOf(facts, 500), await digestOf(facts, 500), await digestOf(facts, 501)]
  expect(again).toEqual(first)
  expect(other.digest).not.toBe(first.digest)
})

it('spreads figures over all indicators, years and axes', () => {
  const some = [...synthesise(seed, 20_000)['observations']!].filter(({ id }) => String(id).startsWith('s0'))
  const counts = (name: string) => [...Map.groupBy(some, (row) => row[name]).values()].map(({ length }) => length)
  expect(counts('indicator').length).toBeGreaterThan(90)
  expect(Math.min(...counts('year'))).toBeGreaterThan(3_000)
  expect(Math.min(...counts('axis'))).toBeGreaterThan(2_000)
})

it('a bar stands in one line of a terminal, and in a line each tenth elsewhere', () => {
  const [terminal, file]: [string[], string[]] = [[], []]
  const [drawn, told] = [
    bar(40, true, (text) => void terminal.push(text)),
    bar(40, false, (text) => void file.push(text)),
  ]
  for (let done = 1; done <= 40; done += 1) for (const show of [drawn, told]) show(done, 1_000)
  expect(terminal.at(-1)).toBe(`\r\x1b[K[${'#'.repeat(30)}] 40 of 40 rows, 1,000 a second\n`)
  expect(terminal.slice(0, -1).join('')).not.toContain('\n')
  expect(file).toHaveLength(11)
  expect(file.at(-1)).toBe('40 of 40 rows, 1,000 a second\n')
})
