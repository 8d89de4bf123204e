import { describe, expect, it } from 'vitest'
import { isolate } from './isolate.ts'

describe('one spelling of a path', () => {
  it.each(['/%76%31/axes', '/v1/%61xes', '/v1/axes'])('%s is /v1/axes', async (path) => {
    const response = await isolate().get(path)
    expect(response.status).toBe(200)
    const { links } = await response.json<{ links: { self: string } }>()
    expect(links.self).toBe('http://api.test/v1/axes')
  })

  it('/%76%31/releases.csv is /v1/releases.csv', async () => {
    const { text } = isolate()
    expect(await text('/%76%31/releases.csv')).toBe(await text('/v1/releases.csv'))
  })
})

describe('lists that no release holds', () => {
  it.each([
    ['releases', '/v1/releases.csv', /^attachment; filename="fondo-aperto_releases_\d{4}-\d{2}-\d{2}\.\d+\.csv"$/],
    [
      'releases',
      '/v1/releases.it.csv',
      /^attachment; filename="fondo-aperto_releases_\d{4}-\d{2}-\d{2}\.\d+_it\.csv"$/,
    ],
  ])('%s say in their headers what they hold: %s', async (name, path, filename) => {
    const { get } = isolate()
    const response = await get(path)
    expect(response.headers.get('Content-Disposition')).toMatch(filename)
    expect(response.headers.get('Link')).toContain(
      `<http://api.test${path}-metadata.json>; rel="describedby"; type="application/csvm+json"`,
    )
    expect(response.headers.get('Row-Count')).toBe('1')
    expect((await get(`/v1/${name}.csv-metadata.json`)).status).toBe(200)
  })
})

describe('If-None-Match', () => {
  const path = '/v1/axes.csv'

  it.each([
    ['the tag', (tag: string) => tag, 304],
    ['the tag without W/', (tag: string) => tag.slice(2), 304],
    ['a list with it', (tag: string) => `"other", ${tag} , W/"third"`, 304],
    ['another tag', () => 'W/"other"', 200],
    ['a tag with a letter before it', (tag: string) => `x${tag}`, 200],
    ['a list with something that is no tag', (tag: string) => `${tag}, nonsense`, 200],
    ['a tag that is not closed', (tag: string) => tag.slice(0, -1), 200],
  ])('%s', async (_, field, status) => {
    const { get } = isolate()
    const tag = (await get(path)).headers.get('ETag')!
    expect((await get(path, { headers: { 'If-None-Match': field(tag) } })).status).toBe(status)
  })
})
