import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, parseQuery, unpaged, type Query } from '../../../src/dataset/query.ts'
import { searchWords } from '../../../src/dataset/words.ts'
import { datasetNamed } from '../../../src/datasets/index.ts'

const observations = datasetNamed('observations')!
const snapshots = datasetNamed('snapshots')!

const parse = (search: string, { dataset = observations, paged = true } = {}) =>
  parseQuery(dataset, paged, new URLSearchParams(search))

const read = (search: string, dataset = observations): Query => {
  const { query, faults } = parse(search, { dataset })
  if (faults.length > 0) throw new Error(faults.map(({ detail }) => detail).join('\n'))
  return query
}

const faultsOf = (search: string, paged = true) =>
  parse(search, { paged }).faults.map(({ code, parameter }) => `${code} ${parameter}`)

const listOf = (...values: string[]) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 5 }).map((list) => list.join(','))

describe('canonical', () => {
  it.each([
    ['', ''],
    ['year=2022,2018,2022&axis=2,1', 'axis=1,2&year=2018,2022'],
    ['axis=none&year=latest&value=1000000..', 'axis=none&value=1000000..&year=latest'],
    ['utm_source=x&fbclid=1&gclid=2&_=3&utm_=&_=4&axis=1', 'axis=1'],
    [`sort=id&limit=10000&fields=${observations.header.join(',')}`, ''],
    ['sort=-value,axis&limit=050&cursor=abc_-', 'cursor=abc_-&limit=50&sort=-value,axis'],
    ['sort=-id', 'sort=-id'],
    ['fields=value,id&labels=en', 'fields=id,value&labels=en'],
    ['q=%20gli%20Nidi%20GRATIS,%20gi%C3%A0%20nidi&axis=2', 'axis=2&q=nidi+gratis+gia'],
    ['initiative=nidi-gratis&period=2019/2020', 'initiative=nidi-gratis&period=2019%2F2020'],
  ])('of %s is %s', (search, text) => expect(canonical(observations, read(search))).toBe(text))

  it('drops the sort that a longer key is', () => {
    expect(canonical(snapshots, read('sort=year,axis', snapshots))).toBe('')
    expect(canonical(snapshots, read('sort=axis,year', snapshots))).toBe('sort=axis,year')
  })

  it('forgets the page, and nothing else', () => {
    const whole = unpaged(read('axis=1&sort=-value&limit=50&cursor=abc'))
    expect(canonical(observations, whole)).toBe('axis=1&sort=-value')
  })

  it.each(['value=99999999999.9999', `q=${'İ'.repeat(60)}`])('of %s can be asked for again', (search) => {
    const once = canonical(observations, read(search))
    expect(canonical(observations, read(once))).toBe(once)
  })

  const amounts = fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 9_999 }))
  const parameters = fc.record(
    {
      axis: listOf('5', '1', '3_4', 'total', 'none', '2'),
      year: listOf('latest', '2022', '2018', '02020', '2018..', '..2020', '2018..2022'),
      value: fc.array(amounts, { minLength: 1, maxLength: 4 }).map((all) => all.map((one) => one.join('.')).join(',')),
      inferred: listOf('scope', 'axis', 'none'),
      q: fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
        .filter((text) => searchWords(text).words.length > 0 && searchWords(text).words.length <= 12),
      sort: fc.constantFrom('id', '-id', '-value,axis', 'axis,id', 'label'),
      fields: fc.shuffledSubarray([...observations.header], { minLength: 1 }).map((names) => names.join(',')),
      labels: fc.constantFrom('it', 'en'),
      limit: fc.integer({ min: 1, max: 10_000 }).map(String),
      utm_medium: fc.string(),
    },
    { requiredKeys: [] },
  )

  it('is a fixed point, whatever the order of the parameters', () => {
    fc.assert(
      fc.property(parameters, fc.boolean(), (given, backwards) => {
        const entries = Object.entries(given) as [string, string][]
        const once = canonical(observations, read(String(new URLSearchParams(entries))))
        const other = new URLSearchParams(backwards ? entries.toReversed() : entries)
        expect(canonical(observations, read(String(other)))).toBe(once)
        expect(canonical(observations, read(once))).toBe(once)
      }),
    )
  })
})

describe('parseQuery', () => {
  it('reads every part', () => {
    expect(read('axis=2,none&sort=-value,axis&fields=value,id&labels=it&limit=7&cursor=c&q=x')).toEqual({
      where: { axis: [{ is: '2' }, { is: null }] },
      q: 'x',
      sort: [
        { column: 'value', descending: true },
        { column: 'axis', descending: false },
      ],
      fields: ['id', 'value'],
      labels: 'it',
      limit: 7,
      cursor: 'c',
    })
  })

  it.each([
    ['asse=1', ['unknown_parameter asse']],
    ['label=x', ['unknown_parameter label']],
    ['__proto__=1', ['unknown_parameter __proto__']],
    ['axis=1&axis=2', ['repeated_parameter axis']],
    ['sort=id&sort=id', ['repeated_parameter sort']],
    ['sort=-', ['empty_value sort']],
    ['sort=value,-value', ['repeated_parameter sort']],
    ['sort=valeu', ['unknown_value sort']],
    ['fields=id,', ['empty_value fields']],
    ['fields=-id', ['unknown_value fields']],
    ['labels=fr', ['unknown_value labels']],
    ['q=%20', ['empty_value q']],
    [`q=${'a'.repeat(101)}`, ['too_long q']],
    ['limit=0', ['unknown_value limit']],
    ['limit=10001', ['unknown_value limit']],
    ['cursor=a.b', ['unknown_value cursor']],
    ['year=x&sex=6&limt=1', ['unknown_value year', 'unknown_value sex', 'unknown_parameter limt']],
  ])('refuses %s', (search, found) => expect(faultsOf(search).toSorted()).toEqual(found.toSorted()))

  it('keeps what is right beside what is wrong', () => {
    const { query, faults } = parse('axis=1&year=x&labels=en&asse=2')
    expect(faults).toHaveLength(2)
    expect(canonical(observations, query)).toBe('axis=1&labels=en')
  })

  it('pages JSON only', () => {
    expect(faultsOf('limit=5', true)).toEqual([])
    expect(faultsOf('limit=5&cursor=a', false)).toEqual(['unknown_parameter limit', 'unknown_parameter cursor'])
  })

  it('says how often a parameter was given, and which one was meant', () => {
    expect(parse('axis=1&axis=2&yaer=2018')).toMatchObject({
      faults: [
        { value: '1 and 2', detail: 'axis: given 2 times; give it once, with commas between values.' },
        { value: '2018', detail: expect.stringContaining('there is no such parameter here; did you mean year?') },
      ],
    })
  })
})
