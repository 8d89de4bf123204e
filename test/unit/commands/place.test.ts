import { describe, expect, it } from 'vitest'
import { amounts, locate, matches, normalise, numbers } from '../../../commands/place.ts'

const text = (source: string, from?: number) => normalise(source, from).text

const found = (source: string, printed: string) => matches(normalise(source), printed)

const numbersIn = (source: string) => {
  const edition = normalise(source)
  return numbers(edition).map(({ start, end }) => edition.text.slice(start, end))
}

describe('normalise', () => {
  it('joins a word that a line end breaks, over empty lines too', () => {
    expect(text('con uno stanziamento pro-\n\ngrammato pari a 8,5 Mln €; ')).toBe(
      'con uno stanziamento programmato pari a 8,5 Mln €;',
    )
    expect(text('anche attra-\nverso è l’inclu-\n\nsione')).toBe('anche attraverso è l’inclusione')
  })

  it('keeps a hyphen between numbers, without a blank', () => {
    expect(text('Periodo di attuazione: 2018-\n\n2020. ')).toBe('Periodo di attuazione: 2018-2020.')
  })

  it('keeps a dash that follows a blank', () => {
    expect(text('(valore target al 2023 - \n30%). ')).toBe('(valore target al 2023 -30%).')
  })

  it('folds white space: tabs, double blanks, line ends', () => {
    expect(text('OT 8\tAsse I\n(SEAV)  nei \n\n contesti')).toBe('OT 8 Asse I (SEAV) nei contesti')
  })

  it('takes mark-up away', () => {
    expect(text('### **2.1. L’avanzamento** *al 31*')).toBe('2.1. L’avanzamento al 31')
    expect(text('<b>TOTALE</b>\t<b>970.474.516 €</b>')).toBe('TOTALE 970.474.516 €')
    expect(text('* Asse II: oltre ai 184.312.574,33€')).toBe('Asse II: oltre ai 184.312.574,33€')
    expect(text('le _persone_ di a_b e <https://a.it>')).toBe('le persone di a_b e <https://a.it>')
  })

  it('knows the line of every character', () => {
    const { text: read, lines } = normalise('\nliquidati pro-\n\ngrammati 4Mln€')
    expect(read).toBe('liquidati programmati 4Mln€')
    expect(lines).toHaveLength(read.length)
    expect(lines[read.indexOf('liquidati')]).toBe(2)
    expect(lines[read.indexOf('grammati')]).toBe(4)
    expect(lines.at(-1)).toBe(4)
  })

  it('reads on from a line', () => {
    expect(text('La spesa\n204,6 Mln€\n(128,7 Mln€)', 2)).toBe('204,6 Mln€ (128,7 Mln€)')
    expect(normalise('La spesa\n204,6 Mln€', 2).lines[0]).toBe(2)
  })
})

describe('matches', () => {
  it('finds whole numbers only', () => {
    expect(found('di cui il 53% maschi e 3% migranti', '3%')).toEqual([23])
    expect(found('pari a 209.754, di cui', '754')).toEqual([])
    expect(found('pari a 209.754, di cui', '209')).toEqual([])
    expect(found('pari a 209.754, di cui', '209.754')).toEqual([7])
    expect(found('33 progetti (7,7 Mln€)', '7 Mln€')).toEqual([])
  })

  it('finds whole words only', () => {
    expect(found('le due iniziative individuate', 'due')).toEqual([3])
    expect(found('atti di giunta vincolanti1. ', '1')).toEqual([])
    expect(found('per complessivi 9Mln€', '9Mln€')).toEqual([16])
    expect(found('attività di più età', 'et')).toEqual([])
  })

  it('lets a full stop or a comma end a number', () => {
    expect(found('pari al 47,5%, nel 2018.', '2018')).toEqual([19])
    expect(found('(6.535 - 5% persone', '6.535')).toEqual([1])
  })

  it('finds every match', () => {
    expect(found('53% M e 53% F', '53%')).toEqual([0, 8])
    expect(found('due', '')).toEqual([])
  })
})

describe('locate', () => {
  const edition = normalise(
    'La nota\n(202.708 pari al 67% del totale, di cui il 47% F), 47% e 190,92 \n\nMln€ e 3,1 \n\nMln€',
  )

  it('finds the n-th that begins on the line', () => {
    const first = locate(edition, { line: 2, occurrence: 1, printed: '47%' })
    const second = locate(edition, { line: 2, occurrence: 2, printed: '47%' })
    expect(first?.start).toBe(edition.text.indexOf('47% F'))
    expect(second?.start).toBe(edition.text.indexOf('47% e'))
    expect(locate(edition, { line: 2, occurrence: 3, printed: '47%' })).toBeUndefined()
    expect(locate(edition, { line: 1, occurrence: 1, printed: '47%' })).toBeUndefined()
  })

  it('finds a unit over a line break', () => {
    const span = locate(edition, { line: 2, occurrence: 1, printed: '190,92 Mln€' })
    expect(edition.text.slice(span?.start, span?.end)).toBe('190,92 Mln€')
    expect(locate(edition, { line: 4, occurrence: 1, printed: '190,92 Mln€' })).toBeUndefined()
    expect(locate(edition, { line: 4, occurrence: 1, printed: '3,1 Mln€' })).toBeDefined()
  })
})

describe('numbers', () => {
  it('takes points and commas between digits, and a percent sign', () => {
    expect(numbersIn('€ 970.474.516,00, 24,39% o 32 % al 31.12.2018.')).toEqual([
      '970.474.516,00',
      '24,39%',
      '32 %',
      '31.12.2018',
    ])
  })

  it('parts years, codes and marks', () => {
    expect(numbersIn('2018-\n\n2020, C(2019)3048, 9.iv, V.1.1, vincolanti1')).toEqual([
      '2018',
      '2020',
      '2019',
      '3048',
      '9',
      '1.1',
      '1',
    ])
  })
})

describe('amounts', () => {
  it.each([
    ['397.748', 397748, 1],
    ['€ 970.474.516,00', 970474516, 0.01],
    ['184.312.574,33€', 184312574.33, 0.01],
    ['euro 379.000.000,00', 379000000, 0.01],
    ['24,39%', 24.39, 0.01],
    ['32 %', 32, 1],
    ['958,67Mln €', 958670000, 10000],
    ['485,2 Mn€', 485200000, 100000],
    ['970,4 M€', 970400000, 100000],
    ['120,5 MLN€', 120500000, 100000],
    ['379,0 Mn€', 379000000, 100000],
    ['7,6 milioni di euro', 7600000, 100000],
    ['100 Milioni di euro', 100000000, 1000000],
    ['980mila €', 980000, 1000],
    ['330 mila €', 330000, 1000],
    ['1298', 1298, 1],
    ['un', 1, 1],
    ['due', 2, 1],
    ['Più della metà', 50, 50],
  ])('%s', (printed, value, precision) => {
    expect(amounts(printed)).toEqual([{ value, precision }])
  })

  it('reads every number of a range', () => {
    expect(amounts('15-29').map(({ value }) => value)).toEqual([15, 29])
    expect(amounts('dai 16 ai 35').map(({ value }) => value)).toEqual([16, 35])
  })

  it('takes the millions from elsewhere', () => {
    expect(amounts('2,15', 6)).toEqual([{ value: 2150000, precision: 10000 }])
    expect(amounts('4,7 Mln', 6)).toEqual([{ value: 4700000, precision: 100000 }])
  })

  it('reads no number where none is written in the Italian way', () => {
    expect(amounts('6.0')).toEqual([])
    expect(amounts('31.12.2018')).toEqual([])
    expect(amounts('risultano conseguiti')).toEqual([])
  })
})
