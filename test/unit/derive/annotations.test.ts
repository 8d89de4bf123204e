import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { noteOfPair, notesAbout, type Annotation } from '../../../src/derive/annotations.ts'
import type { Snapshot } from '../../../src/derive/snapshots.ts'

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
  it('gives nothing where one figure alone is evidence', () => {
    expect(noteOfPair(annotations(['a', 'one', 'evidence'], ['b', 'x', 'subject']), 'one', 'two')).toBeNull()
  })

  it('gives a note that both figures show', () => {
    expect(noteOfPair(annotations(['a', 'one', 'evidence'], ['a', 'two', 'evidence']), 'one', 'two')).toBe('a')
  })

  it('prefers one that speaks of either, of these one that names both, of these the first', () => {
    const both = annotations(['a', 'one', 'evidence'], ['a', 'two', 'evidence'])
    const speaks = annotations(['b', 'two', 'subject'], ['c', 'one', 'subject'], ['c', 'two', 'evidence'])
    expect(noteOfPair(both, 'one', 'two')).toBe('a')
    expect(noteOfPair([...both, ...speaks], 'one', 'two')).toBe('c')
    expect(noteOfPair([...speaks.slice(1, 2), ...speaks.slice(0, 1)], 'one', 'two')).toBe('b')
  })
})

describe('the notes of snapshots', () => {
  const { snapshots } = JSON.parse(env.SEED) as { snapshots: Snapshot[] }
  const notes = (year: number, axis: string) => snapshots.find((one) => one.year === year && one.axis === axis)!.notes

  it('are the codes of those that speak of a figure of the row', () => {
    expect(notes(2018, '4')).toBe('axis-4-participants-2018 plan-version-2018')
    expect(notes(2022, '3')).toBe('table-2-2022-row-label')
    expect(notes(2022, '1')).toBe('finance-2022-scope participants-2022-without-cigd programmed-axis-1-2022')
    // The note on certified expenditure speaks of the slide; the row holds the report's print.
    expect(notes(2020, '3')).toBeNull()
  })
})
