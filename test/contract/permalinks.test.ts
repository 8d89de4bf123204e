import { describe, expect, it } from 'vitest'
import { json } from './client.ts'
import { publishReal } from './real.ts'

await publishReal()

interface Answer {
  data: Record<string, unknown> & Record<string, unknown>[]
  meta: {
    total: number
    citation: { it: string; en: string }
    fact?: string
    prints?: { observation: string; relation: string; printed: string }[]
    notes?: { code: string; rows: string[]; link: string }[]
    checks?: { code: string; outcome: string }[]
    series?: { code: string; value: number | null }[]
    repeated?: { rows: number; facts: number; link: string }
    indicators?: { code: string; accumulation: string; additive_over: string | null; overlaps: string | null }[]
  }
  links: Record<string, string>
}

const path = (link: string) => new URL(link).pathname + new URL(link).search

describe('from a cell of the snapshot to the line of the document', () => {
  it('leads the certified total of 2022 to table 2, line 118', async () => {
    const snapshot = await json<Answer>('/v1/snapshots/2022/total')
    expect(snapshot.data['certified']).toBe(691444232.24)
    const print = await json<Answer>(path(snapshot.links['certified_observation']!))
    expect(print.data).toMatchObject({
      source: 'summary2022',
      section: 'Tabella 2',
      line: 118,
      printed: '691.444.232,24 €',
    })
    expect(print.meta.citation.it).toContain(
      'Regione Lombardia, Sintesi pubblica della relazione annuale di attuazione 2022, Tabella 2, riga 118 della versione in testo, Spesa certificata: «691.444.232,24 €»',
    )
    expect(print.meta.fact).toBe('certified-2022-total')
    const source = await json<Answer>(path(print.links['source']!))
    expect(source.data).toMatchObject({ approval_date: '2023-05-29', lines: 296 })
  })
})

describe('/v1/facts/{code}', () => {
  it('tells the other prints and how they agree', async () => {
    const { meta, data } = await json<Answer>('/v1/facts/certified-2020-3')
    expect(data['value']).toBe(192540000)
    expect(meta.prints!.map(({ printed, relation }) => [printed, relation])).toEqual([
      ['192,6 MLN€', 'differs'],
      ['192,54 Mln€', 'chosen'],
    ])
    expect(meta.notes!.map(({ code }) => code)).toContain('certified-axis-3-2020')
  })

  it('says how it may be summed', async () => {
    const { meta } = await json<Answer>('/v1/facts/participants-2020-2-female')
    expect(meta.indicators).toMatchObject([
      { code: 'participants', accumulation: 'cumulative', additive_over: 'axis sex', overlaps: 'target_group' },
    ])
  })

  it('says why there is no value', async () => {
    const { data } = await json<Answer>('/v1/facts/participants-2022-total-total')
    expect(data).toMatchObject({
      value: null,
      status: 'missing',
      reason_en: 'The 2022 summary prints the participants of the axes, not those of the whole programme.',
    })
  })

  it('links what is not printed to the note that explains it', async () => {
    const { data, meta, links } = await json<Answer>('/v1/facts/participants-2022-total-female')
    expect(data).toMatchObject({ value: null, notes: 'participants-programme-2022', date: '2022-12-31' })
    expect(meta.notes!.map(({ code }) => code)).toEqual(['participants-programme-2022'])
    expect(path(links['notes']!)).toBe('/v1/notes?code=participants-programme-2022')
  })
})

describe('one parameter', () => {
  it('finds an initiative with its phases, lines and editions', async () => {
    const { meta, data } = await json<Answer>('/v1/facts?main_initiative=nidi-gratis')
    expect(meta.total).toBe(11)
    expect(new Set(data.map((row) => row['initiative']))).toContain('nidi-gratis-2018-2019')
    // With the survey, the ISEE ceilings and the policy areas, which are no facts.
    expect((await json<Answer>('/v1/observations?main_initiative=nidi-gratis')).meta.total).toBe(16)
    expect((await json<Answer>('/v1/observations?initiative=nidi-gratis')).meta.total).toBe(6)
  })

  it('finds no missed target that was not due', async () => {
    expect((await json<Answer>('/v1/progress?outcome=missed')).meta.total).toBe(0)
    expect((await json<Answer>('/v1/progress?outcome=not_due')).meta.total).toBe(14)
    const { data } = await json<Answer>('/v1/progress?outcome=not_due&due=..2022-12-31')
    expect(data).toEqual([])
  })
})

describe('/v1/checks?outcome=fails,explained', () => {
  it('tells why the participants of axis 4 in 2018 cannot be as printed', async () => {
    const { data, meta } = await json<Answer>('/v1/checks?outcome=fails,explained')
    const check = data.find(({ code }) => code === 'sex-participants-2018-4')!
    expect(check).toMatchObject({
      left: 3577,
      right: 3557,
      difference: 20,
      outcome: 'explained',
      note: 'axis-4-participants-2018',
    })
    const note = meta.notes!.find(({ code }) => code === 'axis-4-participants-2018')!
    expect(note.rows).toContain('sex-participants-2018-4')
    const whole = await json<{ data: { text: string } }>(path(note.link))
    for (const figure of ['3.577', '2.448', '1.109']) expect(whole.data.text).toContain(figure)
  })
})

describe('/v1/indicators/{code}', () => {
  it('shows its series', async () => {
    const { meta } = await json<Answer>('/v1/indicators/certified')
    const total = meta
      .series!.filter(({ code }) => /^certified-20\d\d-total$/.test(code))
      .map(({ code, value }) => [code, value])
    expect(total).toEqual([
      ['certified-2018-total', 204600000],
      ['certified-2020-total', 442500000],
      ['certified-2022-total', 691444232.24],
    ])
  })
})

describe('/v1/observations', () => {
  it('says when rows print one fact several times', async () => {
    const { meta } = await json<Answer>('/v1/observations?indicator=certified&year=2020&axis=3&basis=actual')
    expect(meta.repeated).toMatchObject({ rows: 2, facts: 1 })
    expect(new URL(meta.repeated!.link).pathname).toBe('/v1/facts')
    const { meta: single } = await json<Answer>(
      '/v1/observations?indicator=certified&year=2020&axis=2&source=slides2020&basis=actual',
    )
    expect(single.repeated).toBeUndefined()
  })

  it('links a row to the notes and the failing checks that speak of it', async () => {
    const { links, meta } = await json<Answer>('/v1/observations/summary2018-0202')
    expect(meta.checks!.map(({ code }) => code)).toContain('sum-participants-2018')
    expect((await json<Answer>(path(links['notes']!))).data[0]).toMatchObject({ code: 'axis-4-participants-2018' })
    expect((await json<Answer>(path(links['checks']!))).data.length).toBe(meta.checks!.length)
  })
})
