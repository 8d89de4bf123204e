import { describe, expect, it } from 'vitest'
import { datasets } from '../../src/datasets/index.ts'
import { cost, isolate } from './isolate.ts'
import { publishReal } from './real.ts'

await publishReal()

/** What the schema of CSL-JSON 1.0.2 allows of what is used here. */
const variables = new Set(
  'id type language title author publisher version issued URL license note container-title section'.split(' '),
)

interface Item extends Record<string, unknown> {
  id: string
  title: string
  URL: string
}

const items = async (path: string) => (await (await isolate().get(path)).json()) as Item[]

describe('a citation', () => {
  it.each(datasets.map(({ name, example = [] }) => [name, example] as const))(
    'of %s and of a row of it',
    async (name, example) => {
      const { get } = isolate()
      const row = [`/v1/${name}`, ...example.flatMap((part) => part.split('/')).map(encodeURIComponent)].join('/')
      for (const path of [`/v1/${name}`, row]) {
        const [bib, csl] = [await get(`${path}.bib`), await get(`${path}.csl.json`)]
        expect([path, bib.status, csl.status]).toEqual([path, 200, 200])
        expect(bib.headers.get('Content-Type')).toBe('application/x-bibtex; charset=utf-8')
        expect(csl.headers.get('Content-Type')).toBe('application/vnd.citationstyles.csl+json; charset=utf-8')
        const list = await csl.json<Item[]>()
        expect(list).toHaveLength(1)
        expect(Object.keys(list[0]!).filter((key) => !variables.has(key))).toEqual([])
        const { id, URL: url } = list[0]!
        expect(await bib.text()).toMatch(new RegExp(`^@misc\\{${id},\n`))
        expect(url).toMatch(/^http:\/\/api\.test\/v1\/releases\/2026-11-21\.1\//)
        expect([url, (await get(url.slice('http://api.test'.length))).status]).toEqual([url, 200])
      }
    },
  )

  it('of a figure names the document and the printed string', async () => {
    const [item] = await items('/v1/facts/certified-2022-total.csl.json')
    expect(item).toMatchObject({
      title: 'Spesa certificata, Tutto il programma, 31 dicembre 2022: «691.444.232,24 €»',
      'container-title': 'Sintesi pubblica della relazione annuale di attuazione 2022',
      section: 'Tabella 2, riga 118 della versione in testo',
      URL: 'http://api.test/v1/releases/2026-11-21.1/facts/certified-2022-total',
    })
    expect((await items('/v1/facts/certified-2022-total.csl.json?labels=en'))[0]).toMatchObject({
      'container-title': 'Public summary of the annual implementation report 2022',
      title: 'Certified expenditure, The whole programme, 31 December 2022: «691.444.232,24 €»',
      section: 'Tabella 2, line 118 of the text version',
    })
  })

  it('of a figure of an axis says which axis and which day, in the language that is asked for', async () => {
    const titles = async (path: string) => (await items(path))[0]!.title
    expect(await titles('/v1/facts/certified-2022-2.csl.json')).toBe(
      'Spesa certificata, asse 2 (Inclusione sociale e lotta alla povertà), 31 dicembre 2022: «243.965.037,20 €»',
    )
    expect(await titles('/v1/facts/certified-2022-2.csl.json?labels=en')).toBe(
      'Certified expenditure, axis 2 (Social inclusion and combating poverty), 31 December 2022: «243.965.037,20 €»',
    )
    expect(await titles('/v1/facts/participants-2020-1-female.csl.json?labels=en')).toBe(
      'Participants, axis 1 (Employment), Female, 31 December 2020: «97.643»',
    )
  })

  it('of a figure that no document prints is that of its row', async () => {
    expect((await items('/v1/facts/participants-2022-total-total.csl.json'))[0]).toMatchObject({
      title: 'Dati, participants-2022-total-total',
    })
  })

  it('of a question cites the question', async () => {
    expect((await items('/v1/facts.csl.json?year=2022&indicator=paid'))[0]).toMatchObject({
      URL: 'http://api.test/v1/releases/2026-11-21.1/facts?indicator=paid&year=2022',
    })
  })

  it('of a release, and of the lists that no release holds', async () => {
    const { get } = isolate()
    expect((await items('/v1/releases/2026-11-21.1.csl.json'))[0]).toMatchObject({
      id: 'fondo-aperto-release-2026-11-21.1',
      title: 'POR FSE 2014-2020 di Regione Lombardia',
      version: '2026-11-21.1',
      URL: 'http://api.test/v1/releases/2026-11-21.1',
    })
    expect(await (await get('/v1/releases/2026-11-21.1.bib')).text()).toMatch(
      /^@misc\{fondo-aperto-release-2026-11-21\.1,/,
    )
    const latest = await get('/v1/releases/latest.bib')
    expect([latest.status, latest.headers.get('Location')]).toEqual([
      307,
      'http://api.test/v1/releases/2026-11-21.1.bib',
    ])
    expect((await get('/v1/releases.bib')).status).toBe(200)
    const { links } = await (await get('/v1/releases/2026-11-21.1')).json<{ links: Record<string, string> }>()
    expect(links['bib']).toBe('http://api.test/v1/releases/2026-11-21.1.bib')
  })

  it('reads no rows but those of one figure, and says nothing of today', async () => {
    const one = isolate()
    await one.get('/v1/facts/paid-2022-1')
    expect((await cost(one, '/v1/facts.bib')).statements).toBe(0)
    const { response } = await cost(one, '/v1/facts/paid-2022-1.bib')
    const body = await response.text()
    one.time.now += 90 * 24 * 3600 * 1000
    expect(await one.text('/v1/facts/paid-2022-1.bib')).toBe(body)
    expect(response.headers.get('ETag')).toMatch(/^W\//)
  })

  it('of what there is not is a 404 that says what there is', async () => {
    const { get } = isolate()
    for (const [path, says] of [
      ['/v1/facts/no-such.bib', 'There is no "no-such" in facts'],
      ['/v1/facts.ris', 'There is no format ".ris"'],
      ['/v1/releases/2026-11-21.1.csv', '/v1/releases/2026-11-21.1.bib'],
    ] as const) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, 404])
      expect((await response.json<{ detail: string }>()).detail).toContain(says)
    }
  })
})
