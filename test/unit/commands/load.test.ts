import { describe, expect, it } from 'vitest'
import { loadSeed, SeedError } from '../../../commands/load.ts'
import { seed as real } from '../real.ts'

const files = import.meta.glob('../../../seed/*.csv', { query: '?raw', import: 'default', eager: true })
const read = (name: string) => files[`../../../seed/${name}.csv`]!

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

const broken: Edit = (line) => line.replace('Pie slice', '"Pie\nslice').replace(/$/, '"')
const badAxis = replace(',actual,2,', ',actual,6,')
const badAxisTold = 'axis: there is no "6" in axes'

describe('loadSeed', () => {
  it('reads the seed, whatever the ends of its lines', () => {
    const rows = real
    expect(loadSeed(read)).toEqual(rows)
    expect(loadSeed((name) => read(name).replaceAll('\n', '\r\n'))).toEqual(rows)
  })

  it('names file, line, column, what it expected and what it got', () => {
    expect(problems(edited({ observations: { 17: badAxis } }))).toEqual([`seed/observations.csv:17: ${badAxisTold}`])
  })

  it('tells every bad line at once, and loads nothing', () => {
    const seed = edited({
      observations: { 17: badAxis, 20: replace(',2020,,', ',20x,,'), 2: replace(',50,percent,', ',"1,5",per cent,') },
      initiative_actions: { 3: replace('summary2018', 'summary2019') },
    })
    expect(problems(seed).toSorted()).toEqual([
      'seed/initiative_actions.csv:3: source: there is no "summary2019" in sources',
      `seed/observations.csv:17: ${badAxisTold}`,
      'seed/observations.csv:20: year: expected a year from 2000 to 2099, got "20x"',
      expect.stringMatching(/^seed\/observations\.csv:2: unit: expected EUR, percent, .* got "per cent"$/),
      'seed/observations.csv:2: value: expected a number with a decimal point or nothing, got "1,5"',
    ])
    expect(() => loadSeed(seed)).toThrow(SeedError)
    expect(() => loadSeed(seed)).toThrow(`seed/observations.csv:17: ${badAxisTold}`)
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
    ['a cell too many', 4, (line) => `${line},1`, '4: expected 4 cells, got 5'],
    ['an empty line', 4, () => '', '4: expected 4 cells, got 1'],
    ['a reference to nothing', 2, replace('cigd', 'cigs'), '2: initiative: there is no "cigs" in initiatives'],
    [
      'a second row of a key',
      9,
      () => 'cigd,9.8.1,summary2018,1',
      '9: initiative, action: "cigd/9.8.1" stands on line 2 already',
    ],
    [
      'a code of another spelling',
      2,
      replace('cigd', 'CIGD'),
      '2: initiative: expected a code of initiatives, got "CIGD"',
    ],
    ['line zero', 2, replace(',47', ',0'), '2: line: expected a whole number from 1, got "0"'],
  ])('refuses %s', (_, line, edit, told) => {
    const seed = edited({ initiative_actions: { [line]: edit } })
    expect(problems(seed)).toEqual([`seed/initiative_actions.csv:${told}`])
  })

  it('refuses a cell that a spreadsheet would run', () => {
    expect(problems(edited({ observations: { 2: replace(',UE,', ',=UE,') } }))).toEqual([
      'seed/observations.csv:2: label: expected text that starts with none of = + - @ tab CR, got "=UE"',
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
    const seed = edited({ observations: { 17: replace(',DOTAZIONE DEL POR FSE PER ASSE,', `,"${cell}",`) } })
    expect(problems(seed)).toEqual([`seed/observations.csv:17: label: ${told}`])
  })

  it.each([
    [
      '0x80 to 0x9F of Windows',
      'priority',
      ',8ii,',
      ',8ii\u0092,',
      'character 4 of "8ii." is U+0092, a control character',
    ],
    ['a blank before a number', 'value', ',50,percent,', ', 50,percent,', 'begins with a blank, in " 50"'],
  ])('refuses %s in a column that is no text, and tells it once', (_, column, from, to, told) => {
    const line = read('observations')
      .split('\n')
      .findIndex((text) => text.includes(from))
    const seed = edited({ observations: { [line + 1]: replace(from, to) } })
    expect(problems(seed)).toEqual([`seed/observations.csv:${line + 1}: ${column}: ${told}`])
  })

  it('counts the lines of a cell that holds a line break', () => {
    expect(problems(edited({ observations: { 17: broken } }))).toEqual([])
    const here: Edit = (line) => broken(badAxis(line))
    const behind = { 17: here, 18: replace(',total,', ',6,') }
    expect(problems(edited({ observations: behind }))).toEqual([
      `seed/observations.csv:17: ${badAxisTold}`,
      `seed/observations.csv:19: ${badAxisTold}`,
    ])
  })

  it.each<[string, number, Edit]>([
    ['audiences', 58, (line) => line.replace(/([^,]*)$/, '"$1')],
    ['axes', 4, (line) => `${line}"`],
    ['observations', 17, replace('Pie slice', '"Pie slice')],
  ])('names the line of a quote that is not closed: %s.csv:%d', (name, line, edit) => {
    expect(problems(edited({ [name]: { [line]: edit } }))[0]).toMatch(new RegExp(`^seed/${name}\\.csv:${line}: `))
  })

  it('refuses a note without one of its languages', () => {
    const cut = (from: RegExp) => edited({ notes: { 2: (line) => line.replace(from, '') } })
    expect(read('notes').split('\n')[1]).toMatch(/^activated-during-2022,label,/)
    expect(problems(cut(/"[^"]*"$/))).toEqual([
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
        .findIndex((one) => one.startsWith('table-3-2018,')) + 1
    expect(problems(edited({ gaps: { [line]: replace('allocated programmed', 'allocated programed') } }))).toEqual([
      `seed/gaps.csv:${line}: indicators: there is no "programed" in indicators`,
    ])
    expect(problems(edited({ axes: { 8: replace('1 2 3 4 5', '1 2 3 4 6') } }))).toEqual([
      'seed/axes.csv:8: members: there is no "6" in axes',
    ])
  })

  it('refuses a withdrawn code that is a fact again, and a successor that is none', () => {
    // Line 2 is the example of the declaration: line 3 is none.
    expect(read('withdrawn').split('\n')[2]).toMatch(/^initiative_activated-2020-2-inclusione-attiva-vulnerabili,/)
    const again = replace('initiative_activated-2020-2-inclusione-attiva-vulnerabili,', 'paid-2022-1,')
    expect(problems(edited({ withdrawn: { 3: again } }))).toEqual([
      'seed/withdrawn.csv:3: code: "paid-2022-1" is in facts, so it is not withdrawn',
    ])
    expect(problems(edited({ withdrawn: { 3: replace('-9ii-inclusione', '-9ix-inclusione') } }))).toEqual([
      'seed/withdrawn.csv:3: successor: there is no "initiative_activated-2020-2-9ix-inclusione-attiva-vulnerabili" in facts',
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
