import { describe, expect, it } from 'vitest'
import { get, json } from './client.ts'
import { publishReal, realRows } from './real.ts'

await publishReal()

interface Note {
  code: string
  kind: string
  role?: string
  title: string
  title_en: string
  text?: string
  link: string
  rows: string[]
  row_count?: number
}

interface Answer {
  data: Record<string, unknown> & Record<string, unknown>[]
  meta: {
    citation: { it: string; en: string }
    notes?: Note[]
    checks?: { code: string; outcome: string }[]
    indicators?: { code: string }[]
    cells?: Record<string, unknown>
    prints?: { observation: string; relation: string }[]
  }
  links: Record<string, string>
}

const bytesAt = async (path: string) => (await (await get(path)).arrayBuffer()).byteLength
const codesAt = async (path: string, name: 'notes' | 'indicators' | 'checks') =>
  ((await json<Answer>(path)).meta[name] ?? []).map(({ code }) => code)

describe('bytes of an answer', () => {
  it.each([
    ['/v1/snapshots/2022', 12_000],
    ['/v1/snapshots/2022?fields=axis,certified', 3_000],
    ['/v1/snapshots/2022/2?fields=certified', 3_000],
    ['/v1/snapshots/2022/2', 10_000],
    ['/v1/facts?indicator=certified', 20_000],
    ['/v1/facts?indicator=certified&axis=2', 5_000],
    ['/v1/progress', 42_000],
    ['/v1/indicators/certified', 4_500],
    ['/v1/indicators/participants', 5_000],
  ])('%s has at most %i', async (path, most) => {
    expect(await bytesAt(path)).toBeLessThanOrEqual(most)
  })

  it.each(['', '?labels=it', '?labels=en'])('every fact%s has at most 4,000', { timeout: 300_000 }, async (query) => {
    const codes = realRows()['facts']!.map(({ code }) => String(code))
    expect(codes.length).toBeGreaterThan(600)
    const large: [string, number][] = []
    for (const code of codes) {
      const bytes = await bytesAt(`/v1/facts/${code}${query}`)
      if (bytes > 4_000) large.push([code, bytes])
    }
    expect(large).toEqual([])
  })
})

describe('meta speaks of the shown rows and columns', () => {
  it('tells the semantics of the shown indicators alone', async () => {
    expect(await codesAt('/v1/snapshots/2022?fields=axis,certified', 'indicators')).toEqual(['certified'])
    expect(await codesAt('/v1/snapshots/2022?fields=axis', 'indicators')).toEqual([])
    expect(await codesAt('/v1/facts?indicator=certified&fields=code', 'indicators')).toEqual([])
    expect(await codesAt('/v1/facts?indicator=certified&fields=code,value', 'indicators')).toEqual(['certified'])
  })

  it('does not tell axis 2 of a row label of axis 3', async () => {
    expect(await codesAt('/v1/snapshots/2022/2', 'notes')).toEqual([
      'finance-2022-scope',
      'participants-2022-without-cigd',
      'programmed-2022-falls',
    ])
    expect(await codesAt('/v1/snapshots?year=2022&axis=3&fields=axis,certified', 'notes')).toEqual([
      'table-2-2022-row-label',
    ])
    expect(await codesAt('/v1/snapshots?year=2022&axis=2&fields=axis,certified', 'notes')).toEqual([])
  })

  it('tells of a rate what is said of its two figures', async () => {
    expect(await codesAt('/v1/snapshots?year=2022&axis=2&fields=axis,programmed_of_allocated', 'notes')).toEqual([
      'programmed-2022-falls',
    ])
  })

  it('explains the empty cells that are shown, and no others', async () => {
    expect(await codesAt('/v1/snapshots?year=2022&axis=total&fields=participants', 'notes')).toEqual([
      'participants-programme-2022',
    ])
    expect(await codesAt('/v1/snapshots?year=2022&axis=4&fields=disabled', 'notes')).toEqual(['groups-axis-4'])
    expect(await codesAt('/v1/snapshots?year=2022&axis=4&fields=allocated', 'notes')).toEqual(['plan-axes-4-5-2022'])
  })

  it('tells of one side of a target what is said of it', async () => {
    const path = '/v1/progress?indicator=output_disabled&year=2022'
    expect(await codesAt(`${path}&fields=indicator,achieved`, 'notes')).toEqual(['disabled-output-2022'])
    expect(await codesAt(`${path}&fields=indicator,axis`, 'notes')).toEqual([])
  })

  it('says nothing of figures where none is shown', async () => {
    const { meta } = await json<Answer>('/v1/facts?fields=code,year')
    expect(meta).not.toHaveProperty('notes')
    expect(meta).not.toHaveProperty('checks')
    const { meta: fact } = await json<Answer>('/v1/facts/certified-2020-3?fields=code')
    expect(fact).not.toHaveProperty('prints')
    const { meta: snapshot, links } = await json<Answer>('/v1/snapshots/2022/2?fields=axis,certified')
    expect(Object.keys(snapshot.cells!)).toEqual(['certified'])
    expect(Object.keys(links)).not.toContain('paid_observation')
  })

  it('shows a requested note column with its notes', async () => {
    const codes = await codesAt('/v1/snapshots?year=2022&axis=2&fields=axis,notes', 'notes')
    expect(codes).toEqual(['finance-2022-scope', 'participants-2022-without-cigd', 'programmed-2022-falls'])
  })
})

describe('notes', () => {
  it('of a list have code, kind, titles, link and rows, and no text', async () => {
    const { meta } = await json<Answer>('/v1/snapshots/2022?fields=axis,certified')
    expect(meta.notes).toEqual([
      {
        code: 'table-2-2022-row-label',
        kind: 'label',
        title: "Tabella 2 del 2022: la riga dell'Asse III porta «II»",
        title_en: 'Table 2 of 2022: the row of axis III is labelled “II”',
        link: 'http://api.test/v1/notes/table-2-2022-row-label',
        rows: ['2022/3'],
      },
    ])
  })

  it('name at most 8 rows, and say how many there are', async () => {
    const { meta } = await json<Answer>('/v1/facts')
    expect(meta.notes!.every(({ rows }) => rows.length <= 8)).toBe(true)
    const many = meta.notes!.find(({ row_count }) => row_count !== undefined)!
    expect(many.rows).toHaveLength(8)
    expect(many.row_count).toBeGreaterThan(8)
  })

  it('stand with what is wrong first, then what is counted, then what has changed or is missing', async () => {
    const { meta } = await json<Answer>('/v1/snapshots/2022')
    expect(meta.notes!.map(({ kind }) => kind)).toEqual([
      'contradiction',
      'scope',
      'scope',
      'scope',
      'revision',
      'decrease',
      'gap',
      'gap',
      'gap',
      'label',
      'rounding',
    ])
  })

  it('of one row have their text', async () => {
    const { meta } = await json<Answer>('/v1/facts/certified-2020-3')
    expect(meta.notes!.map(({ code }) => code)).toEqual(['certified-axis-3-2020', 'slides-target-2020-heading'])
    expect(meta.notes![0]!.text).toContain('192,54')
  })

  it('of one print are about it first, then those that it is evidence for', async () => {
    const { meta } = await json<Answer>('/v1/observations/summary2022-0048')
    expect(meta.notes!.map(({ code, role }) => [code, role])).toEqual([
      ['programmed-2022-falls', 'subject'],
      ['cigd-axes', 'evidence'],
      ['programmed-axis-1-2022', 'evidence'],
    ])
  })

  it('that a fact has no room for are behind its links', async () => {
    const { meta, links, data } = await json<Answer>('/v1/facts/result_training_completed-2020-3-10iv?labels=en')
    expect(data['prints']).toBe(2)
    expect(meta.prints!.length).toBeLessThanOrEqual(2)
    expect(meta.notes![0]!.code).toBe('training-completed-share')
    expect(links['notes']).toContain('result-rates-fall')
    expect(links['restatements']).toContain('fact=result_training_completed-2020-3-10iv')
  })
})

describe('citations', () => {
  it('of a figure do not say how someone had it shown', async () => {
    const { meta } = await json<Answer>('/v1/facts/certified-2022-2?labels=it&fields=code,value')
    expect(meta.citation.en).toContain('/v1/releases/2026-11-21.1/facts/certified-2022-2, CC BY 4.0.')
  })
})

describe('/v1/indicators/{code}', () => {
  it('of which figures form no series links to them', async () => {
    const { meta } = await json<{ meta: Record<string, unknown> }>('/v1/indicators/initiative_amount')
    expect(meta).not.toHaveProperty('series')
    expect(meta['series_link']).toBe('http://api.test/v1/facts?indicator=initiative_amount')
  })
})
