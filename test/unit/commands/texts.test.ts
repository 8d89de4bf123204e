import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/dataset/define.ts'
import { seed as real } from '../real.ts'

const seed: Record<string, readonly Row[]> = real

const row = (dataset: string, key: string): Row => {
  const found = seed[dataset]!.find((one) => Object.values(one)[0] === key)
  if (!found) throw new Error(`${dataset}: no ${key}`)
  return found
}

describe('figures that were missing or said wrong', () => {
  it.each([
    // "e programmati ulteriori 4Mln€", though the list is headed "Le principali iniziative realizzate"
    [
      'summary2018-0149',
      { printed: '4Mln€', line: 392, stage: 'programmed', indicator: 'initiative_programmed_added' },
    ],
    // "ha promosso la realizzazione di un progetto integrato di formazione"
    [
      'summary2020-0230',
      {
        printed: 'un',
        line: 242,
        indicator: 'project_count',
        value: 1,
        unit: 'project',
        initiative: 'comune-di-bollate',
      },
    ],
    // "Si sono svolti: Il 31/05 ... Il 16/12 ..."
    // "Avviso pubblico per il finanziamento di un progetto finalizzato alla realizzazione di percorsi di inclusione attiva"
    [
      'summary2018-0260',
      {
        printed: 'un',
        line: 732,
        indicator: 'project_count',
        value: 1,
        unit: 'project',
        initiative: 'comune-di-milano-lorenteggio',
        inferred: 'axis',
      },
    ],
    [
      'summary2022-0228',
      { printed: "16/12 l'evento conclusivo", line: 238, stage: 'held', initiative: 'lombardia-europa-2020' },
    ],
    [
      'summary2022-0229',
      { printed: "31/05 l'evento di presentazione", line: 237, stage: 'held', initiative: 'digiteca' },
    ],
  ])('%s %j', (id, expected) => {
    expect(row('observations', id)).toMatchObject(expected)
  })
})

describe('investment priorities', () => {
  it('say whose words their titles are', () => {
    const origins = seed['priorities']!.map(({ code, title_origin, title_en_origin }) => [
      code,
      title_origin,
      title_en_origin,
    ])
    expect(new Map(origins.map(([code, italian]) => [code, italian]))).toEqual(
      new Map([
        ['8i', 'ours'],
        ['8ii', 'ours'],
        ['8v', 'ours'],
        ['9i', 'act'],
        ['9ii', 'document'],
        ['9iv', 'document'],
        ['10i', 'ours'],
        ['10iv', 'ours'],
        ['11i', 'ours'],
      ]),
    )
    expect(origins.every(([, , en]) => en === 'act')).toBe(true)
  })

  it('stand where a document names them, and in Article 3 in both languages', () => {
    expect(row('priorities', '9ii')).toMatchObject({
      printed: 'INTEGRAZIONE COMUNITÀ EMARGINATE (PI 9.II)',
      source: 'slides2020',
      line: 371,
      title_en: 'Socio-economic integration of marginalised communities such as the Roma',
      reference_en: 'Regulation (EU) No 1304/2013, Article 3(1)(b)(ii)',
    })
    expect(row('priorities', '8v')).toMatchObject({ printed: 'PI 8v', source: 'summary2022', line: 154 })
  })
})

describe('titles as printed', () => {
  it.each([
    ['9.1.3', 'ore di lavoro da dedicare alla collettività', 'hours of work for the community'],
    ['11.1.2', 'la partecipazione civica e il controllo sociale', 'civic participation and public scrutiny'],
    ['10.1.7', 'in funzione dei fabbisogni del sistema economico regionale', 'the needs of the regional economy'],
    ['9.3.3', 'l’incremento di qualità dei servizi', 'raise their quality'],
    ['9.3.6', 'la promozione dell’occupazione regolare nel settore', 'promote regular employment in the sector'],
    ['8.2.6', 'utili allo sviluppo del proprio percorso professionale', 'developing their own careers'],
    ['9.2.1', 'attraverso la definizione di progetti personalizzati', 'through personalised projects'],
    [
      '10.4.2',
      'in coerenza con le direttrici di sviluppo economico dei territori',
      'economic development of each area',
    ],
    ['v.1.2', 'previa definizione di criteri specifici di attuazione', 'once specific criteria for it have been set'],
  ])('action %s is whole in both languages', (code, end, endEn) => {
    const { title, title_en } = row('actions', code)
    expect([String(title).endsWith(end), String(title_en).endsWith(endEn)]).toEqual([true, true])
  })

  it.each([
    ['objectives', '9.3', 'persone con limitazioni dll’autonomia e potenziamento', '«dll’autonomia»'],
    ['actions', '9.1.3', 'anche attraversoil ricorso a strumenti', '«attraversoil»'],
    ['actions', '10.4.1', 'lavorativo, priorita-riamente indirizzati', '«priorita-riamente»'],
    ['actions', '11.3.3', 'degli stakehol-ders ivi compreso', '«stakehol-ders»'],
    ['audiences', '4-recipient-14', 'Organizzazioni volontarie di protezioni civile', '«protezioni civile»'],
  ])('%s %s keeps its misprint, and a remark tells it', (dataset, code, words, misprint) => {
    const { title, note, note_en } = row(dataset, code)
    expect(title).toContain(words)
    expect(note).toContain(misprint)
    expect(note_en).toContain(misprint.replace('«', '“').replace('»', '”'))
  })

  it('tells the five lists of audiences that end with “ecc.”', () => {
    const open = seed['audiences']!.filter(({ list }) => list === 'open')
    expect(new Set(open.map(({ axis, role }) => `${axis} ${role}`))).toEqual(
      new Set(['1 beneficiary', '2 beneficiary', '3 recipient', '4 beneficiary', '4 recipient']),
    )
    expect(row('audiences', '1-recipient-05')['list']).toBe('closed')
  })
})

describe('remarks on figures', () => {
  it.each([
    ['summary2018-0054', '124.646 su 126.328 è il 98,7%, non il 95%.', '124,646 of 126,328 is 98.7%, not 95%.'],
    ['summary2022-0145', "Stampato senza il segno dell'euro.", 'Printed without the euro sign.'],
    [
      'summary2020-0230',
      "Stampato come l'articolo «un»: lo leggiamo come un progetto.",
      'Printed as the article “un” (a): we read it as one project.',
    ],
  ])('%s has both languages', (id, note, note_en) => {
    expect(row('observations', id)).toMatchObject({ note, note_en })
  })

  it('are in both languages or not there', () => {
    const remarks = seed['observations']!.filter(({ note, note_en }) => note !== null || note_en !== null)
    expect(remarks.length).toBe(85)
    expect(remarks.every(({ note, note_en }) => note !== null && note_en !== null && note !== note_en)).toBe(true)
  })
})

describe('words', () => {
  const english = ['title_en', 'text_en', 'definition_en', 'description_en', 'question_en', 'answer_en', 'note_en']
  const wordsOf = (pattern: RegExp) =>
    Object.entries(seed).flatMap(([dataset, rows]) =>
      rows.flatMap((one) =>
        english.filter((column) => pattern.test(String(one[column] ?? ''))).map((column) => [dataset, one, column]),
      ),
    )

  it.each([
    ['a truncated number is not cut', /\bcut\b/i],
    ['those who take part are participants', /\brecipients?\b/i],
    ['poverty is combated', /fight against/i],
    ['thematic objectives are TO', /\bOT \d/],
    ['acts are written in one way', /C\(\d{4}\)\d|Regulation \(EU\) \d|Law \d/],
  ])('%s', (_, pattern) => {
    expect(wordsOf(pattern)).toEqual([])
  })

  it('a truncated number is not cut, in the code of a note either', () => {
    expect(seed['notes']!.map(({ code }) => code).filter((code) => /\bcut\b/.test(String(code)))).toEqual([])
    expect(row('notes', 'initiative-amounts-truncated')['text_en']).toContain('so 2.2 is truncated')
  })

  it('says that one other figure of axis II agrees', () => {
    const { text, text_en } = row('notes', 'axis-2-other-disadvantaged-2018')
    expect(text).toContain(
      "Dell'Asse un'altra sola cifra è stampata in entrambi i posti, e coincide: le persone con disabilità (4.832).",
    )
    expect(text_en).toContain('Only one other figure of the axis is printed in both places')
  })

  it('says all that the slides print of axis V', () => {
    const { text, text_en } = row('notes', 'slides-chart-lost')
    expect(text).toContain('la dotazione (32,8 Mln €) e, in una fetta senza nome, la sua quota (3%)')
    expect(text).not.toContain('soltanto')
    expect(text_en).toContain('the allocation (32.8 million euros) and, in a slice without a name, its share (3%)')
  })

  it.each([
    ['axis-count', 'four priority axes, besides one axis'],
    ['cigd-axes', 'thanks to the funding of the CIGD measure'],
    ['dote-unica-placement-2018', 'equal to 95%'],
    ['finance-measure-names', 'legally binding commitments'],
    ['targets-not-reached-2020', 'the 2020 targets are achieved as follows'],
    ['training-completed-share', 'all the participants in these initiatives, 99%, completed the course'],
    ['whole-allocation-programmed-2022', 'the whole allocation is programmed'],
  ])('the English of %s says what its Italian quotation means', (code, gloss) => {
    expect(row('notes', code)['text_en']).toContain(gloss)
  })
})
