import { describe, expect, it } from 'vitest'
import { get, json } from './client.ts'
import { publishReal } from './real.ts'

await publishReal()

interface Answer {
  data: Record<string, unknown>[]
  meta: { count: number; reason?: string; reason_en?: string }
}

const noReport = (year: string, anno = `il ${year}`) => ({
  reason: `Fra i documenti raccolti qui non c'è una relazione per ${anno}: ci sono quelle del 2018, del 2020 e del 2022.`,
  reason_en: `The documents collected here include no report for ${year}: they include those for 2018, 2020 and 2022.`,
})

const outcomes = {
  reason:
    'Nessuna riga di progress ha outcome=missed. I valori di outcome con le loro righe: reached (Raggiunto): 36, not_due (Non ancora scaduto alla data del documento): 14, none (senza esito): 11. Perché outcome è vuoto lo dice la colonna reason.',
  reason_en:
    'No row of progress has outcome=missed. The values of outcome with their rows: reached (Reached): 36, not_due (Not yet due at the date of the document): 14, none (no outcome): 11. The column reason_en says why outcome is empty.',
}

describe('an empty answer says why', () => {
  it.each([
    ['/v1/snapshots?year=2021', noReport('2021')],
    ['/v1/snapshots?axis=2&year=2021', noReport('2021')],
    ['/v1/snapshots?year=2019..2019', noReport('2019..2019', '2019..2019')],
    ['/v1/facts?indicator=certified&axis=2&year=2021', noReport('2021')],
    ['/v1/facts?indicator=certified&axis=2&year=2017', noReport('2017')],
    ['/v1/checks?year=2019', noReport('2019')],
    ['/v1/progress?outcome=missed', outcomes],
    [
      '/v1/observations?axis=5&indicator=participants',
      {
        reason: "L'asse V, assistenza tecnica, non ha destinatari.",
        reason_en: 'Axis V, technical assistance, has no participants.',
      },
    ],
    [
      '/v1/facts?indicator=certified&sex=female',
      {
        reason:
          'Nessuna riga di facts ha indicator=certified&sex=female. Righe senza indicator=certified: 38; senza sex=female: 29.',
        reason_en:
          'No row of facts has indicator=certified&sex=female. Rows without indicator=certified: 38; without sex=female: 29.',
      },
    ],
    [
      '/v1/facts?code=paid-2022-1&value=243965037,20',
      {
        reason:
          'Nessuna riga di facts ha code=paid-2022-1&value=20,243965037. Righe senza code=paid-2022-1: 2; senza value=20,243965037: 1. In value la virgola separa due valori: i decimali si scrivono col punto.',
        reason_en:
          'No row of facts has code=paid-2022-1&value=20,243965037. Rows without code=paid-2022-1: 2; without value=20,243965037: 1. In value a comma separates two values: decimals are written with a point.',
      },
    ],
    ['/v1/facts?q=zzzz', { reason: 'Nessuna riga di facts ha q=zzzz.', reason_en: 'No row of facts has q=zzzz.' }],
    [
      '/v1/snapshots/2022?axis=3_4',
      {
        reason:
          'Nessuna riga di snapshots/2022 ha axis=3_4. I valori di axis con le loro righe: 1 (Occupazione): 1, 2 (Inclusione sociale e lotta alla povertà): 1, 3 (Istruzione e formazione): 1, 4 (Capacità istituzionale e amministrativa): 1, 5 (Assistenza tecnica): 1, total (Tutto il programma): 1.',
        reason_en:
          'No row of snapshots/2022 has axis=3_4. The values of axis with their rows: 1 (Employment): 1, 2 (Social inclusion and combating poverty): 1, 3 (Education and training): 1, 4 (Institutional and administrative capacity): 1, 5 (Technical assistance): 1, total (The whole programme): 1.',
      },
    ],
    [
      '/v1/observations?basis=evaluation&place=slide&sex=female',
      {
        reason:
          'Nessuna riga di observations ha place=slide&basis=evaluation&sex=female. Righe senza basis=evaluation: 10. I valori di basis con le loro righe: actual (Valore effettivo): 10.',
        reason_en:
          'No row of observations has place=slide&basis=evaluation&sex=female. Rows without basis=evaluation: 10. The values of basis with their rows: actual (Actual figure): 10.',
      },
    ],
  ])('%s', async (path, expected) => {
    const { data, meta } = await json<Answer>(path)
    expect(data).toEqual([])
    expect({ reason: meta.reason, reason_en: meta.reason_en }).toEqual(expected)
  })
})

describe('a year without a report', () => {
  it('has rows of other documents, and the answer says which', async () => {
    const { data, meta } = await json<Answer>('/v1/facts?year=2021')
    expect(data.length).toBe(3)
    expect(meta.reason).toBe(
      "Fra i documenti raccolti qui non c'è una relazione per il 2021: ci sono quelle del 2018, del 2020 e del 2022. Per il 2021 ci sono solo righe di questo tipo: Target di spesa N+3, da certificare entro tre anni; Valore effettivo.",
    )
    expect(meta.reason_en).toBe(
      'The documents collected here include no report for 2021: they include those for 2018, 2020 and 2022. For 2021 there are only rows of this kind: N+3 spending target, to be certified within three years; Actual figure.',
    )
  })
})

describe('a year with a report', () => {
  it.each([
    '/v1/facts?year=2022',
    '/v1/facts?year=latest&axis=2',
    '/v1/facts?year=2018..2022',
    '/v1/axes',
    '/v1/facts/paid-2022-1',
  ])('%s needs no reason', async (path) => {
    const { meta } = await json<Answer>(path)
    expect(meta).not.toHaveProperty('reason')
  })

  it('is told apart from one without, where both are asked for', async () => {
    const { data, meta } = await json<Answer>('/v1/snapshots?year=2021,2022')
    expect(data.length).toBe(6)
    expect(meta.reason_en).toBe(
      'The documents collected here include no report for 2021: they include those for 2018, 2020 and 2022.',
    )
  })
})

describe('lines without rows', () => {
  it.each(['/v1/snapshots.csv?year=2021', '/v1/progress.ndjson?outcome=missed'])(
    '%s lead to the JSON',
    async (path) => {
      const response = await get(path)
      expect(response.headers.get('Row-Count')).toBe('0')
      const [, link] = /<([^>]*)>; rel="alternate"; type="application\/json"/.exec(response.headers.get('Link')!)!
      const { meta } = await json<Answer>(link!.replace('http://api.test', ''))
      expect(meta.reason).toMatch(/relazione|missed/)
    },
  )

  it('have no such link where there are rows', async () => {
    const { headers } = await get('/v1/snapshots.csv?year=2022')
    expect(headers.get('Link')).not.toContain('alternate')
  })
})
