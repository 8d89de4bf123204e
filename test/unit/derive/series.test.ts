import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../src/derive/facts.ts'
import { seed } from '../real.ts'

/** The facts that a query of equalities finds. */
const found = (query: string): Fact[] => {
  const wanted = [...new URLSearchParams(query)]
  return seed.facts.filter((fact) =>
    wanted.every(([name, value]) => String(fact[name as keyof Fact] ?? 'none') === value),
  )
}

const repeated = (keys: readonly string[]) => keys.filter((key, at) => keys.indexOf(key) !== at)

describe('the clean series of an indicator', () => {
  const series = seed.indicators.filter((row) => row['series'] !== null)

  it('gives at most one fact a year and axis, and at least one', () => {
    const bad = series.flatMap((row) => {
      const facts = found(String(row['series']))
      const twice = repeated(facts.map(({ year, axis }) => `${year} ${axis}`))
      return facts.length === 0 || twice.length > 0
        ? [`${row['code']}: ${facts.length} facts, ${twice.join(', ')} twice`]
        : []
    })
    expect(bad).toEqual([])
  })

  it('mixes no priorities, initiatives, sexes, groups or periods within an axis', () => {
    const parts = ['priority', 'initiative', 'sex', 'target_group', 'period'] as const
    const mixed = series.flatMap((row) =>
      [...Map.groupBy(found(String(row['series'])), ({ axis }) => axis)].flatMap(([axis, facts]) =>
        parts
          .filter((part) => new Set(facts.map((fact) => fact[part])).size > 1)
          .map((part) => `${row['code']}, axis ${axis}: ${part}`),
      ),
    )
    expect(mixed).toEqual([])
  })

  it.each([
    ['participants', ['2018 202708', '2020 209754', '2022 244885']],
    ['certified', ['2018 69200000', '2020 120530000', '2022 184444180.19']],
    ['result_employed_6_months', ['2018 60', '2020 59']],
  ])('of %s in axis I is %j', (code, figures) => {
    const query = String(seed.indicators.find((row) => row['code'] === code)!['series'])
    const inAxis = found(`${query}&axis=1`).toSorted((a, b) => a.year - b.year)
    expect(inAxis.map(({ year, value }) => `${year} ${value}`)).toEqual(figures)
  })

  it('is none only where the definition says why, in both languages', () => {
    const none = seed.indicators.filter((row) => row['series'] === null)
    // Without a series: what belongs to initiatives, what is no fact, and one target alone.
    expect(none).toHaveLength(42)
    const silent = none.filter(
      ({ definition, definition_en }) =>
        !/non formano una serie|Non forma una serie/.test(String(definition)) ||
        !/no series/.test(String(definition_en)),
    )
    expect(silent.map(({ code }) => code)).toEqual([])
  })
})
