import { describe, expect, it } from 'vitest'
import { noteOfPair, notesAbout, type Annotation } from '../../../src/derive/annotations.ts'
import { seed } from '../real.ts'

const annotations = (...rows: [note: string, observation: string, role: Annotation['role']][]): Annotation[] =>
  rows.map(([note, observation, role]) => ({ note, observation, role }))

describe('notesAbout', () => {
  const rows = annotations(
    ['b', 'one', 'subject'],
    ['a', 'two', 'subject'],
    ['b', 'two', 'subject'],
    ['c', 'one', 'evidence'],
    ['d', 'three', 'subject'],
  )

  it('gives each note that speaks of one of the figures once, in order', () => {
    expect(notesAbout(rows, new Set(['one', 'two']))).toEqual(['a', 'b'])
    expect(notesAbout(rows, new Set())).toEqual([])
  })
})

describe('noteOfPair', () => {
  it('gives nothing where a note names one figure alone, or speaks of none', () => {
    expect(noteOfPair(annotations(['a', 'one', 'subject'], ['b', 'x', 'subject']), 'one', 'two')).toBeNull()
    expect(noteOfPair(annotations(['a', 'one', 'evidence'], ['a', 'two', 'evidence']), 'one', 'two')).toBeNull()
  })

  it('gives the note that names both and speaks of one', () => {
    expect(noteOfPair(annotations(['a', 'one', 'evidence'], ['a', 'two', 'subject']), 'one', 'two')).toBe('a')
    expect(noteOfPair(annotations(['a', 'one', 'subject']), 'one', 'one')).toBe('a')
  })

  it('prefers one that speaks of both, of these the first', () => {
    const half = annotations(['a', 'one', 'evidence'], ['a', 'two', 'subject'])
    const both = annotations(['c', 'one', 'subject'], ['c', 'two', 'subject'])
    const other = annotations(['b', 'one', 'subject'], ['b', 'two', 'subject'])
    expect(noteOfPair([...half, ...both], 'one', 'two')).toBe('c')
    expect(noteOfPair([...half, ...both, ...other], 'one', 'two')).toBe('b')
  })
})

describe('the notes of snapshots', () => {
  const { snapshots } = seed
  const notes = (year: number, axis: string) => snapshots.find((one) => one.year === year && one.axis === axis)!.notes

  it('are the codes of those that speak of a figure of the row', () => {
    expect(notes(2018, '1')).toBe('plan-version-2018 vulnerable-counts-not-printed')
    expect(notes(2022, '2')).toBe('finance-2022-scope participants-2022-without-cigd programmed-2022-falls')
    // The note on certified expenditure speaks of the slide; the row holds the report's print.
    expect(notes(2020, '3')).not.toContain('certified-axis-3-2020')
  })

  it('and of those that explain why one is not printed', () => {
    expect(notes(2018, '4')).toBe('axis-4-participants-2018 groups-axis-4 plan-version-2018')
    expect(notes(2022, 'total')).toContain('participants-programme-2022')
    expect(notes(2020, '3')).toBe('vulnerable-counts-not-printed')
  })
})
