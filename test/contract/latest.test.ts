import { documented } from './document.ts'
import { describe, expect, it } from 'vitest'
import { get, json, text } from './client.ts'
import { publishReal } from './real.ts'

await publishReal()

interface Answer {
  data: Record<string, unknown>
  meta: {
    citation: { it: string; en: string }
    quote?: { it: { exact: string; rounded?: string[] }; en: { exact: string; rounded?: string[] } }
    newer?: { code: string; date: string | null; scope: string | null; link: string }
  }
  links: Record<string, string>
}

const detail = async (path: string) => {
  const response = await get(path)
  expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'max-age=60'])
  return (await response.json<{ detail: string }>()).detail
}

describe('/v1/facts/certified-latest-2', () => {
  it('is the newest year that prints it, with all that one needs to tell it', async () => {
    const { data, meta, links } = await json<Answer>('/v1/facts/certified-latest-2')
    expect(data).toMatchObject({
      code: 'certified-2022-2',
      value: 243965037.2,
      unit: 'EUR',
      date: '2022-12-31',
      printed: '243.965.037,20 €',
      notes: null,
    })
    expect(meta.quote).toEqual({
      it: { exact: '243.965.037,20 €', rounded: ['circa 244 milioni di euro'] },
      en: { exact: '€243,965,037.20', rounded: ['about 244 million euro'] },
    })
    expect(meta.citation.it).toContain('/v1/releases/2026-11-21.1/facts/certified-2022-2, CC BY 4.0.')
    expect(meta).not.toHaveProperty('newer')
    expect(links['self']).toBe('http://api.test/v1/facts/certified-2022-2')
  })

  it('is the very answer of the code that it stands for: one ETag, one entry in the cache', async () => {
    const [latest, plain] = [await get('/v1/facts/certified-latest-2'), await get('/v1/facts/certified-2022-2')]
    expect(latest.headers.get('ETag')).toBe(plain.headers.get('ETag'))
    expect(await latest.text()).toBe(await plain.text())
    const again = await get('/v1/facts/certified-latest-2', {
      headers: { 'If-None-Match': plain.headers.get('ETag')! },
    })
    expect(again.status).toBe(304)
    expect((await get('/v1/facts/certified-latest-2', { method: 'HEAD' })).status).toBe(200)
  })

  it('comes as CSV, for Italian spreadsheets too, and with labels', async () => {
    const [head, row, end] = (await text('/v1/facts/certified-latest-2.csv?fields=code,value')).split('\r\n')
    expect([head, row, end]).toEqual(['code,value', 'certified-2022-2,243965037.2', ''])
    expect(await text('/v1/facts/certified-latest-2.it.csv?fields=code,value')).toContain(
      'certified-2022-2;243965037,2',
    )
    const { data } = await json<Answer>('/v1/facts/certified-latest-2?labels=it')
    expect(data['axis_label']).toBe('Inclusione sociale e lotta alla povertà')
  })

  it('is there in a pinned release, which is not current for ever', async () => {
    const response = await get('/v1/releases/2026-11-21.1/facts/certified-latest-2')
    expect(response.headers.get('Cache-Control')).toBe('max-age=31536000, immutable')
    expect((await response.json<Answer>()).links['self']).toBe(
      'http://api.test/v1/releases/2026-11-21.1/facts/certified-2022-2',
    )
  })
})

describe('latest in a fact code', () => {
  it.each([
    ['certified-target-latest-2', 'certified-target-2023-2'],
    ['participants-latest-total-total', 'participants-2020-total-total'],
    ['committed-latest-2', 'committed-2022-2'],
    ['committed-latest-2-without_cigd', 'committed-2020-2-without_cigd'],
  ])('%s is %s', async (asked, code) => {
    expect((await json<Answer>(`/v1/facts/${asked}`)).data['code']).toBe(code)
  })

  it('names a newer figure of another scope', async () => {
    const { data, meta } = await json<Answer>('/v1/facts/participants-latest-1-total')
    expect(data).toMatchObject({ code: 'participants-2020-1-total', value: 209754 })
    expect(meta.newer).toEqual({
      code: 'participants-2022-1-total-without_cigd',
      date: '2022-12-31',
      scope: 'without_cigd',
      link: 'http://api.test/v1/facts/participants-2022-1-total-without_cigd',
    })
    const { meta: older } = await json<Answer>('/v1/facts/participants-2018-1-total')
    expect(older).not.toHaveProperty('newer')
  })

  it('says which years have the reason, where no document prints the figure', async () => {
    expect(await detail('/v1/facts/participants-latest-5-total')).toBe(
      'No document prints "participants-latest-5-total" in any year. The reason stands with each year: participants-2018-5-total, participants-2020-5-total, participants-2022-5-total.',
    )
  })

  it('lists what there is, and suggests no other axis', async () => {
    expect(await detail('/v1/facts/certified-latest-9')).toBe(
      'No document prints a fact "certified-latest-9" in any year. There are: certified-latest-1, certified-latest-2, certified-latest-3, certified-latest-4, certified-latest-5, certified-latest-total.',
    )
  })

  it('says what a code begins with', async () => {
    expect(await detail('/v1/facts/certifed-latest-2')).toBe(
      'There is no fact "certifed-latest-2": no code begins with "certifed". Did you mean "certified"? A code begins with an indicator (listed in /v1/indicators); latest stands for the year, as in paid-latest-1.',
    )
    expect(await detail('/v1/facts/latest')).toContain('There is no "latest" in facts')
    expect(await detail('/v1/facts/certified-2022-latest')).toContain('latest stands for the year')
    expect(await detail(`/v1/facts/paid-latest-${'x'.repeat(900)}`)).not.toContain('x'.repeat(300))
  })

  it('names the successor of a code that was withdrawn', async () => {
    const response = await get('/v1/facts/initiative_paid-latest-2-percorsi-adolescenti')
    expect(response.status).toBe(404)
    expect(response.headers.get('Link')).toBe(
      '<http://api.test/v1/facts/initiative_paid-2020-2-9iv-percorsi-adolescenti>; rel="successor-version"',
    )
  })

  it('names the formats there are', async () => {
    const response = await get('/v1/facts/certified-latest-2.xml')
    expect(response.status).toBe(404)
    expect((await response.json<{ detail: string }>()).detail).toContain('There is no format ".xml"')
  })
})

it('OpenAPI tells of latest', () => {
  for (const path of ['/v1/facts/{code}', '/v1/facts/{code}.{format}']) {
    const { parameters } = documented.find((operation) => operation.path === path)!
    expect(parameters.find(({ name }) => name === 'code')!.description).toContain(
      '`latest` in the place of the year is the newest year in which this very figure is printed: `paid-latest-1`.',
    )
  }
})
