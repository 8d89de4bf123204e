import { describe, expect, it } from 'vitest'
import { loadSeed, SeedError } from '../../../commands/load.ts'
import { loadSmall } from '../../seed.ts'

const files = import.meta.glob('../../seed/*.csv', { query: '?raw', import: 'default', eager: true })
const read = (name: string) => files[`../../seed/${name}.csv`]!

type Edit = (line: string) => string

/** The seed with some lines of some files edited. */
const edited = (edits: Record<string, Record<number, Edit>>) => (name: string) =>
  read(name)
    .split('\n')
    .map((line, at) => edits[name]?.[at + 1]?.(line) ?? line)
    .join('\n')

const problems = (seed: (name: string) => string): readonly string[] => {
  try {
    loadSeed(seed)
  } catch (error) {
    if (error instanceof SeedError) return error.problems
    throw error
  }
  return []
}

const replace =
  (from: string, to: string): Edit =>
  (line) => {
    expect(line).toContain(from)
    return line.replace(from, to)
  }

/** What a reader of UTF-8 makes of a text in Latin-1. */
const latin1 = (text: string) => new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)))

const broken: Edit = (line) => line.replace('The summary', '"The\nsummary').replace(/$/, '"')
const badAxis = replace(',actual,2,', ',actual,6,')
const badAxisTold = 'axis: there is no "6" in axes'

describe('loadSeed', () => {
  it('reads the seed, whatever the ends of its lines', () => {
    const rows = loadSmall()
    expect(loadSeed(read)).toEqual(rows)
    expect(loadSeed((name) => read(name).replaceAll('\n', '\r\n'))).toEqual(rows)
  })

  it('names file, line, column, what it expected and what it got', () => {
    expect(problems(edited({ observations: { 5: badAxis } }))).toEqual([`seed/observations.csv:5: ${badAxisTold}`])
  })

  it('tells every bad line at once, and loads nothing', () => {
    const seed = edited({
      observations: { 5: badAxis, 20: replace(',2020,,', ',20x,,'), 13: replace(',5,percent,', ',"1,5",per cent,') },
      initiative_actions: { 2: replace('summary2018', 'summary2019') },
    })
    expect(problems(seed).toSorted()).toEqual([
      'seed/initiative_actions.csv:2: source: there is no "summary2019" in sources',
      expect.stringMatching(/^seed\/observations\.csv:13: unit: expected EUR, percent, .* got "per cent"$/),
      'seed/observations.csv:13: value: expected a number with a decimal point or nothing, got "1,5"',
      'seed/observations.csv:20: year: expected a year from 2000 to 2099, got "20x"',
      `seed/observations.csv:5: ${badAxisTold}`,
    ])
    expect(() => loadSeed(seed)).toThrow(SeedError)
    expect(() => loadSeed(seed)).toThrow(`seed/observations.csv:5: ${badAxisTold}`)
  })

  it.each<[string, number, Edit, string]>([
    ['a missing column', 1, replace(',source', ''), '1: the column "source" is missing'],
    ['an extra column', 1, replace(',source', ',source,page'), '1: there is no column "page" here'],
    ['a misspelt column', 1, replace('action,', 'acton,'), '1: there is no column "acton" here: did you mean action?'],
    [
      'a column that stands there twice',
      1,
      replace(',line', ',line,source'),
      '1: the column "source" stands there twice',
    ],
    ['a column without a name', 1, replace(',line', ',line,'), '1: column 5 has no name'],
    ['columns in another order', 1, replace('source,line', 'line,source'), '1: expected source as column 3, got line'],
    [
      'semicolons between the columns',
      1,
      (line) => line.replaceAll(',', ';'),
      '1: expected commas between the columns, got ";"',
    ],
    [
      'a byte-order mark',
      1,
      replace('initiative', '\uFEFFinitiative'),
      '1: the file begins with a byte-order mark: save it as UTF-8 without one',
    ],
    [
      'a header in a wrong encoding',
      1,
      replace('initiative', '\uFFFD\uFFFDi\0n\0'),
      '1: header: character 1 of "..i.n." is U+FFFD, which stands for bytes that are not UTF-8: save the file as UTF-8',
    ],
    ['a cell too many', 3, (line) => `${line},1`, '3: expected 4 cells, got 5'],
    ['an empty line', 3, () => '', '3: expected 4 cells, got 1'],
    ['a reference to nothing', 2, replace('nidi-gratis', 'nidi'), '2: initiative: there is no "nidi" in initiatives'],
    [
      'a second row of a key',
      3,
      () => 'nidi-gratis,9.3.3,summary2018,1',
      '3: initiative, action: "nidi-gratis/9.3.3" stands on line 2 already',
    ],
    [
      'a code of another spelling',
      2,
      replace('nidi-gratis', 'Nidi-Gratis'),
      '2: initiative: expected a code of initiatives, got "Nidi-Gratis"',
    ],
    ['line zero', 2, replace(',19', ',0'), '2: line: expected a whole number from 1, got "0"'],
  ])('refuses %s', (_, line, edit, told) => {
    const seed = edited({ initiative_actions: { [line]: edit } })
    expect(problems(seed)).toEqual([`seed/initiative_actions.csv:${told}`])
  })

  it('refuses a cell that a spreadsheet would run', () => {
    expect(problems(edited({ observations: { 2: replace(',CIGD,', ',=CIGD,') } }))).toEqual([
      'seed/observations.csv:2: label: expected text that starts with none of = + - @ tab CR, got "=CIGD"',
    ])
  })

  it.each<[string, string, string]>([
    [
      'bytes of Latin-1',
      latin1('Libertà,'),
      'character 7 of "Libert.," is U+FFFD, which stands for bytes that are not UTF-8: save the file as UTF-8',
    ],
    ['NUL', 'Pie\0slice', 'character 4 of "Pie.slice" is U+0000, a control character'],
    ['a control character', 'Pie slice\u001B[31m', 'character 10 of "Pie slice.[31m" is U+001B, a control character'],
    ['a C1 control character', 'Pie\u0085slice', 'character 4 of "Pie.slice" is U+0085, a control character'],
    ['a mark of direction', '\u202EPie slice', 'character 1 of ".Pie slice" is U+202E, which nobody sees'],
    ['an isolate of direction', 'Pie\u2066 slice', 'character 4 of "Pie. slice" is U+2066, which nobody sees'],
    ['a left-to-right mark', 'Pie slice\u200E', 'character 10 of "Pie slice." is U+200E, which nobody sees'],
    ['a second byte-order mark', '😀 \uFEFFPie', 'character 3 of "😀 .Pie" is U+FEFF, which nobody sees'],
    ['blanks alone', '  ', 'expected text or nothing, got blanks'],
    ['no-break blanks alone', '\u00A0', 'expected text or nothing, got blanks'],
    ['a blank before the text', ' Pie slice', 'begins with a blank, in " Pie slice"'],
    ['a blank behind the text', 'Pie slice\u00A0', 'ends with a blank, in "Pie slice\u00A0"'],
  ])('refuses %s in a cell', (_, cell, told) => {
    const seed = edited({ observations: { 5: replace(',Dotazione finanziaria,', `,"${cell}",`) } })
    expect(problems(seed)).toEqual([`seed/observations.csv:5: label: ${told}`])
  })

  it.each([
    [
      '0x80 to 0x9F of Windows',
      'priority',
      ',8i,',
      ',8i\u0092,',
      'character 3 of "8i." is U+0092, a control character',
    ],
    ['a blank before a number', 'value', ',5,percent,', ', 5,percent,', 'begins with a blank, in " 5"'],
  ])('refuses %s in a column that is no text, and tells it once', (_, column, from, to, told) => {
    const line = read('observations')
      .split('\n')
      .findIndex((text) => text.includes(from))
    const seed = edited({ observations: { [line + 1]: replace(from, to) } })
    expect(problems(seed)).toEqual([`seed/observations.csv:${line + 1}: ${column}: ${told}`])
  })

  it('counts the lines of a cell that holds a line break', () => {
    expect(problems(edited({ observations: { 5: broken } }))).toEqual([])
    const here: Edit = (line) => broken(badAxis(line))
    const behind = { 5: here, 6: replace(',total,', ',6,') }
    expect(problems(edited({ observations: behind }))).toEqual([
      `seed/observations.csv:5: ${badAxisTold}`,
      `seed/observations.csv:7: ${badAxisTold}`,
    ])
  })

  it.each<[string, number, Edit]>([
    ['audiences', 4, (line) => line.replace(/([^,]*)$/, '"$1')],
    ['axes', 4, (line) => `${line}"`],
    ['observations', 5, replace('The summary', '"The summary')],
  ])('names the line of a quote that is not closed: %s.csv:%d', (name, line, edit) => {
    expect(problems(edited({ [name]: { [line]: edit } }))[0]).toMatch(new RegExp(`^seed/${name}\\.csv:${line}: `))
  })

  it('refuses a note without one of its languages', () => {
    const cut = (from: RegExp) => edited({ notes: { 2: (line) => line.replace(from, '') } })
    expect(read('notes').split('\n')[1]).toMatch(/^activated-during-2022,label,/)
    expect(problems(cut(/[^,]*$/))).toEqual([
      'seed/notes.csv:2: text_en: expected text that starts with none of = + - @ tab CR, got ""',
    ])
    expect(problems(cut(/(?<=^(?:[^,]*,){3})[^,]*/))).toEqual([
      'seed/notes.csv:2: title_en: expected text that starts with none of = + - @ tab CR, got ""',
    ])
  })

  it('holds each code of a list against the dataset that it names', () => {
    const line =
      read('gaps')
        .split('\n')
        .findIndex((one) => one.startsWith('table-1-2018,')) + 1
    expect(problems(edited({ gaps: { [line]: replace('committed paid', 'committed payd') } }))).toEqual([
      `seed/gaps.csv:${line}: indicators: there is no "payd" in indicators`,
    ])
    expect(problems(edited({ axes: { 8: replace('1 2 3 4 5', '1 2 3 4 6') } }))).toEqual([
      'seed/axes.csv:8: members: there is no "6" in axes',
    ])
  })

  it('refuses a withdrawn code that is a fact again, and a successor that is none', () => {
    // Line 2 is the example of the declaration: line 3 is none.
    expect(read('withdrawn').split('\n')[2]).toMatch(/^initiative_activated-2020-2-nidi,/)
    const again = replace('initiative_activated-2020-2-nidi,', 'paid-2022-1,')
    expect(problems(edited({ withdrawn: { 3: again } }))).toEqual([
      'seed/withdrawn.csv:3: code: "paid-2022-1" is in facts, so it is not withdrawn',
    ])
    expect(problems(edited({ withdrawn: { 3: replace('-nidi-gratis', '-nidi-9ix') } }))).toEqual([
      'seed/withdrawn.csv:3: successor: there is no "initiative_activated-2020-2-nidi-9ix" in facts',
    ])
  })

  it('refuses a report without its day or without a figure, and a second one of a year', () => {
    const next = read('sources').trimEnd().split('\n').length + 1
    const more = (line: string) => (name: string) => read(name) + (name === 'sources' ? line : '')
    const rest = `Regione Lombardia,40,${'0'.repeat(64)},\n`
    expect(problems(more(`summary2098,Sintesi 2098,Summary 2098,report,2098,2098-12-31,,${rest}`))).toEqual([
      `seed/sources.csv:${next}: year: no row of seed/observations.csv states a figure of summary2098 for 2098`,
    ])
    expect(problems(more(`again2022,Sintesi 2022,Summary 2022,report,2022,,,${rest}`))).toEqual([
      `seed/sources.csv:${next}: data_date: expected the day that a report speaks of, got ""`,
      `seed/sources.csv:${next}: year: summary2022 is the report for 2022 already`,
      `seed/sources.csv:${next}: year: no row of seed/observations.csv states a figure of again2022 for 2022`,
    ])
  })

  it('blames no good line for a bad one that it refers to', () => {
    const told = problems(edited({ axes: { 4: (line) => `${line},x` } }))
    expect(told.slice(0, 2)).toEqual(['seed/axes.csv:4: expected 8 cells, got 9'])
    expect(problems(edited({ axes: { 1: replace(',numeral', '') } })).length).toBe(1)
  })
})
