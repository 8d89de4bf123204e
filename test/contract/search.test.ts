import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish } from '../../commands/publish.ts'
import { cost, isolate } from './isolate.ts'
import { expectProblem } from './problem.ts'
import { questions } from './questions.ts'
import { publishReal, realRows } from './real.ts'

beforeAll(publishReal, 60_000)

interface Result {
  dataset: string
  code: string
  title: string
  title_en: string
  snippet: string | null
  value?: number | null
  unit?: string | null
  date?: string | null
  printed?: string | null
  link: string
}
interface Results {
  data: Result[]
  meta: { count: number; total: number; query: string; reason?: string; reason_en?: string }
  links: Record<string, string>
}

const { get, json } = isolate({ cache: 'search' })
const searchPath = (q: string, more = '') => `/v1/search?q=${encodeURIComponent(q)}${more}`
const search = (q: string, more = '') => json<Results>(searchPath(q, more))
const best = async (q: string) => (await search(q, '&limit=3')).data.map(({ dataset, code }) => `${dataset}/${code}`)

/** Of a hundred questions, so many have a right answer among the first three. */
const rightMin = 95

describe('a search', () => {
  it(`gives a right answer among the first three to ${rightMin} of a hundred questions`, async () => {
    expect(questions.length).toBe(100)
    const wrong: string[] = []
    for (const { question, right } of questions) {
      const found = await best(question)
      const isRight = right[0] === 'none' ? found.length === 0 : found.some((code) => right.includes(code))
      if (!isRight) wrong.push(`${question}: ${found.join(', ')}`)
    }
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(questions.length - rightMin)
  })

  it('gives the figure that was asked for first, and the newest where no year is named', async () => {
    const [fact] = (await search('spesa certificata asse 2 2020')).data
    expect(fact).toEqual({
      dataset: 'facts',
      code: 'certified-2020-2',
      title: 'Spesa certificata: asse 2 (Inclusione sociale e lotta alla povertà), 2020',
      title_en: 'Certified expenditure: axis 2 (Social inclusion and combating poverty), 2020',
      snippet: null,
      snippet_en: null,
      value: 109_800_000,
      unit: 'EUR',
      date: '2020-12-31',
      printed: '109,8 Mln€',
      link: 'http://api.test/v1/facts/certified-2020-2',
    })
    expect((await best('spesa certificata asse II'))[0]).toBe('facts/certified-2022-2')
    expect((await best('asse I certified expenditure 2018'))[0]).toBe('facts/certified-2018-1')
  })

  it.each([
    ['certifciata', 'indicators/certified'],
    ['certificta', 'indicators/certified'],
    ['NIDI GRÀTIS', 'initiatives/nidi-gratis'],
    ['disoccupatti', 'indicators/output_unemployed'],
    ['nurserys', 'initiatives/nidi-gratis'],
    ['destinattari', 'indicators/participants'],
    ['pagamento ai beneficiario', 'indicators/paid'],
  ])('finds %s although it is not written so', async (q, right) => {
    expect(await best(q)).toContain(right)
  })

  it('every link leads to what the result tells', async () => {
    for (const q of ['spesa', 'nidi', 'donne 2022', 'asse 2', 'target', 'abbandono scolastico']) {
      const { data } = await search(q, '&limit=50')
      expect(data.length).toBeGreaterThan(0)
      for (const { link, code, dataset, value } of data) {
        const { data: row } = await json<{ data: Record<string, unknown> }>(new URL(link).pathname)
        expect([dataset, row['code'], value]).toEqual([dataset, code, dataset === 'facts' ? row['value'] : undefined])
      }
    }
  })

  it('gives ten results, or as many as are asked for', async () => {
    const { data, meta } = await search('asse')
    expect([data.length, meta.count]).toEqual([10, 10])
    expect(meta.total).toBeGreaterThan(50)
    expect((await search('asse', '&limit=50')).data.length).toBe(50)
    await expectProblem(await get(searchPath('asse', '&limit=51')), '/v1/search')
  })

  it('says why nothing was found, and what to try', async () => {
    const { data, meta } = await search('tirocini')
    expect(data).toEqual([])
    expect(meta.reason).toContain('«tirocini»')
    expect(meta.reason).toContain('Prova con')
    expect(meta.reason_en).toContain('Try fewer words, or more general ones')
  })

  it('reads D1 once for the index of a release, and nothing when it is warm', async () => {
    const reader = isolate()
    await reader.get('/v1/status')
    expect((await cost(reader, searchPath('nidi'))).response.status).toBe(200)
    for (const q of ['nidi', 'asili', 'spesa certificata', 'xyzzy']) {
      const { response, statements } = await cost(reader, searchPath(q))
      expect([response.status, statements]).toEqual([200, 0])
    }
  })

  it('has one ETag for one question, however it is written', async () => {
    const one = await get(searchPath('Spesa  CERTIFICATA'))
    const etag = one.headers.get('ETag')!
    const other = await get(searchPath('la spesa certificata'))
    expect([one.status, other.headers.get('ETag'), await other.text()]).toEqual([200, etag, await one.text()])
    const same = await get(searchPath('spesa certificata'), { headers: { 'If-None-Match': etag } })
    expect(same.status).toBe(304)
    expect((await get(searchPath('spese'))).headers.get('ETag')).not.toBe(etag)
  })
})

describe('a release without its index', () => {
  it.each([
    ['of other code', "update release_files set version = '0' where path = 'search.txt'"],
    ['that is not there', "delete from release_files where path = 'search.txt'"],
  ])('%s says so by a 503, and a publish of the same rows makes it', async (_, damage) => {
    await env.DB.prepare(damage).run()
    const response = await isolate().get(searchPath('nidi'))
    expect(response.headers.get('Retry-After')).toBe('5')
    const problem = await expectProblem(response, '/v1/search')
    expect([problem.status, problem.detail]).toEqual([503, expect.stringContaining('Publishing again makes it')])
    const { published, renewed } = await publish(drizzle(env.DB), realRows(), new Date('2026-11-22T08:00:00Z'))
    expect([published, renewed]).toEqual([false, ['search.txt']])
    expect((await isolate().get(searchPath('nidi'))).status).toBe(200)
  })
})

describe('a search for nothing', () => {
  it.each([
    ['/v1/search', 'empty_value q', 'say what to look for, as in http://api.test/v1/search?q=spesa+certificata'],
    ['/v1/search?q=', 'empty_value q', 'nothing to search for'],
    [
      searchPath('di la the of'),
      'empty_value q',
      '"di", "la", "the", "of" are too common to search for; add a more precise word',
    ],
    ['/v1/facts?q=della', 'empty_value q', '"della" is too common to search for; add a more precise word'],
    [searchPath('💶 🙂'), 'empty_value q', '"💶 🙂" has no letter and no digit'],
    ['/v1/facts?q=%3F%21%E2%80%A6', 'empty_value q', 'has no letter and no digit'],
    [searchPath('a'.repeat(300)), 'too_long q', '300 characters; at most 100 characters are allowed'],
    [searchPath('b w f g h j k m n p q r t'), 'too_many q', '13 words; at most 12 are allowed'],
    [searchPath('nidi', '&sort=code'), 'unknown_parameter sort', ''],
  ])('%s is a 400 that says why', async (path, code, detail) => {
    const problem = await expectProblem(await get(path), path)
    expect(problem.status).toBe(400)
    expect(problem.errors?.map((error) => `${error.code} ${error.parameter}`)).toEqual([code])
    expect(problem.detail).toContain(detail)
  })
})
