import { describe, expect, it } from 'vitest'
import type { Column } from '../../../src/dataset/column.ts'
import { parseFilter, showFilter } from '../../../src/dataset/filter.ts'
import { observations } from '../../../src/datasets/observations.ts'
import { snapshots } from '../../../src/datasets/snapshots.ts'

const columns: Readonly<Record<string, Column>> = { ...snapshots.columns, ...observations.columns }

const read = (parameter: string, text: string) => parseFilter(parameter, columns[parameter]!, text)

const shown = (filter: string) => {
  const [name = '', text = ''] = filter.split('=')
  const result = read(name, text)
  return 'value' in result ? showFilter(result.value) : result.faults.map(({ code }) => code).join(' ')
}

describe('parseFilter', () => {
  it.each([
    ['axis=2,1,2', '1,2'],
    ['year=2020,02018,2018', '2018,2020'],
    ['year=2018..2020', '2018..2020'],
    ['year=latest,2018', '2018,latest'],
    ['value=1000000..', '1000000..'],
    ['value=..-1.50', '..-1.5'],
    ['value=1..2,1.0..2,none', '1..2,none'],
    ['date=2018-12-31..', '2018-12-31..'],
    ['inferred=sex,axis', 'axis,sex'],
    ['scope=none,with_cigd', 'none,with_cigd'],
    ['indicator=paid', 'paid'],
  ])('reads %s as %s', (filter, text) => expect(shown(filter)).toBe(text))

  it('gives values their types, and a range its bounds', () => {
    expect(read('value', '5,none,..7,3..')).toEqual({
      value: [{ to: 7 }, { from: 3 }, { is: 5 }, { is: null }],
    })
    expect(read('axis', '5')).toEqual({ value: [{ is: '5' }] })
  })

  it.each([
    ['sex=6', 'unknown_value'],
    ['axis=', 'empty_value'],
    ['axis=1,,2', 'empty_value'],
    ['sex=', 'empty_value'],
    ['sex=total,,male', 'empty_value'],
    ['sex=constructor', 'unknown_value'],
    ['sex=latest', 'unknown_value'],
    ['inferred=axis sex', 'unknown_value'],
    ['inferred=constructor', 'unknown_value'],
    ['indicator=none', 'unknown_value'],
    ['year=none', 'unknown_value'],
    ['year=2018.5', 'unknown_value'],
    ['year=2020..2018', 'bad_range'],
    ['year=..', 'bad_range'],
    ['year=2018..2020..2022', 'bad_range'],
    ['year=2018..latest', 'bad_range'],
    ['date=2018-02-30', 'unknown_value'],
    ['date=2018-12..', 'bad_range'],
    ['value=1e6', 'unknown_value'],
    ['value=0.1234567', 'unknown_value'],
    ['sex=x,total,y', 'unknown_value unknown_value'],
    [`year=${Array.from({ length: 51 }, (_, at) => 2000 + at).join(',')}`, 'too_many'],
  ])('refuses %s: %s', (filter, codes) => expect(shown(filter)).toBe(codes))

  // What a release knows is not refused here: resolveQuery does, with the codes and what people call them.
  it.each(['axis=6', 'axis=II', 'axis=constructor', 'indicator=PAID', 'indicator=all'])(
    'leaves %s to the release',
    (filter) => expect(shown(filter)).toBe(filter.split('=')[1]),
  )

  it('says what it got, what is allowed, and what was meant', () => {
    const list = 'total (Totale), female (Femmine), male (Maschi), none (no value)'
    expect(read('sex', 'Femmine')).toMatchObject({
      faults: [
        {
          parameter: 'sex',
          value: 'Femmine',
          allowed: ['total', 'female', 'male', 'none'],
          detail: `sex: "Femmine" is not in the list; did you mean female (Femmine)? Allowed: ${list}.`,
        },
      ],
    })
    expect(read('year', '2020..2018')).toMatchObject({
      faults: [{ detail: 'year: got "2020..2018"; the first bound is above the second; did you mean 2018..2020?' }],
    })
  })
})
