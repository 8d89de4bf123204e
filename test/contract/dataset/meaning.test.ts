import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { datasets } from '../../../src/datasets/index.ts'
import { isolate } from '../isolate.ts'
import { publishReal, realRows } from '../real.ts'

beforeAll(publishReal, 60_000)

const { get, json } = isolate({ cache: 'meaning' })
const rows = async (path: string) => (await json<{ data: Record<string, string | number | null>[] }>(path)).data
const values = async (path: string, column: string) => [...new Set((await rows(path)).map((row) => row[column]))]

describe('q', () => {
  it.each([
    ['/v1/facts?q=uomini', 'sex', 'male'],
    ['/v1/facts?q=UOMO', 'sex', 'male'],
    ['/v1/snapshots?q=povert%C3%A0', 'axis', '2'],
    ['/v1/snapshots?q=poverta', 'axis', '2'],
    ['/v1/snapshots?q=Asse%20II', 'axis', '2'],
    ['/v1/snapshots?q=Asse%20I', 'axis', '1'],
    ['/v1/snapshots?q=2020', 'year', 2020],
    ['/v1/facts?q=nidi%20gratis%202022', 'main_initiative', 'nidi-gratis'],
  ])('%s finds rows whose %s means it: %s', async (path, column, value) => {
    expect(await values(path, column)).toEqual([value])
  })

  it.each([
    ['donne', ['output_women_projects-2022-1']],
    ['DONNA', ['output_women_projects-2022-1']],
    [
      'women',
      [
        'initiative_activated-2022-1-occupazione-femminile',
        'output_women_projects-2022-1',
        'project_count-2022-1-occupazione-femminile',
      ],
    ],
  ])('%s finds all facts about women, and those of what is called so', async (q, named) => {
    const found = await rows(`/v1/facts?q=${q}&fields=code,sex`)
    const women = (await rows('/v1/facts?sex=female&fields=code')).map(({ code }) => code)
    expect(women.length).toBe(38)
    expect(found.filter(({ sex }) => sex === 'female').map(({ code }) => code)).toEqual(women)
    expect(found.filter(({ sex }) => sex !== 'female').map(({ code }) => code)).toEqual(named)
  })

  it('finds what indicators mean, in both languages, as a filter by their codes does', async () => {
    const codes = ['certified', 'certified_eu', 'certified_eu_rate', 'certified_rate']
    const filtered = (await rows(`/v1/facts?indicator=${codes.join(',')}`)).map(({ code }) => code)
    expect(filtered.length).toBe(38)
    for (const q of ['certificata', 'certificate', 'CERTIFICATA spesa', 'certified'])
      expect((await rows(`/v1/facts?q=${encodeURIComponent(q)}`)).map(({ code }) => code)).toEqual(filtered)
  })

  it('asks for all its words, wherever each of them is', async () => {
    const found = await rows('/v1/facts?q=partecipanti%20donne%20povert%C3%A0%202020')
    expect(found.map(({ code }) => code)).toContain('participants-2020-2-female')
    expect(found.every(({ sex, axis, year }) => sex === 'female' && axis === '2' && year === 2020)).toBe(true)
    expect(await rows('/v1/snapshots?q=povert%C3%A0%20occupazione')).toEqual([])
  })

  it('is taken by every dataset', async () => {
    for (const { name } of datasets) expect((await get(`/v1/${name}?q=asse`)).status, name).toBe(200)
  })

  it('folds every letter that the rows are written with', async () => {
    const written = JSON.stringify(realRows())
    const accents = new Set((written.match(/\p{L}/gu) ?? []).filter((letter) => !/[a-zA-Z]/.test(letter)))
    expect(accents.size).toBeGreaterThan(5)
    for (const letter of accents) expect('àáâäèéêëìíîïòóôöùúûüÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ').toContain(letter)
    const printed = await rows('/v1/observations?q=persone%20con%20disabilita&fields=id')
    // The slides print PERSONE CON DISABILITÀ, the report persone con disabilità.
    expect(printed.map(({ id }) => id)).toEqual(expect.arrayContaining(['slides2020-0049', 'summary2022-0139']))
  })

  it('takes no sign for a pattern', async () => {
    expect((await get('/v1/observations?q=%25')).status).toBe(400)
    const [plain, signs] = [await rows('/v1/notes?q=nidi'), await rows('/v1/notes?q=%25nidi_*%5B')]
    expect(signs).toEqual(plain)
    expect(plain.length).toBeGreaterThan(2)
  })

  it.each(['facts', 'observations', 'notes', 'checks', 'snapshots', 'annotations'])(
    'scans no more rows of %s than it has in the release, however many words',
    async (name) => {
      const lines: string[] = []
      vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
      const reader = isolate()
      await reader.get('/v1/axes.csv')
      const words = 'spesa donne nidi gratis povert%C3%A0 asse 2 certificata 2020 persone lavoro totale'
      expect((await reader.get(`/v1/${name}.csv?q=${words.replaceAll(' ', '%20')}`)).status).toBe(200)
      vi.restoreAllMocks()
      const { d1_rows_read: scanned } = JSON.parse(lines.at(-1)!) as { d1_rows_read: number }
      const held = await env.DB.prepare(`select count(*) as n from ${name} where release = '2026-11-21.1'`).first('n')
      expect(scanned).toBeGreaterThan(0)
      // One more: whether the release is there.
      expect(scanned).toBeLessThanOrEqual(Number(held) + 1)
    },
  )
})
