import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, it } from 'vitest'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { retire, rollback } from '../../commands/switch.ts'
import { datasets } from '../../src/datasets/index.ts'
import { isolate, sha256Of } from './isolate.ts'
import { pointerSeconds } from './promises.ts'
import { expectProblem } from './problem.ts'

const db = drizzle(env.DB)
const seed = JSON.parse(env.SEED) as SeedRows
const [first, second, third] = ['2026-11-21.1', '2026-11-22.1', '2026-11-23.1']

const link = { initiative: 'cigd', action: '8.1.1', source: 'summary2022', line: 7 }
const isRemoved = (row: Record<string, unknown>) =>
  row['note'] === 'activated-during-2022' && row['observation'] === 'summary2020-0085'
/** The seed with one value changed, one row added and one removed. */
const edited: SeedRows = {
  ...seed,
  axes: seed['axes']!.map((row) =>
    row['code'] === '5' ? Object.assign({}, row, { title_en: 'Aid, "technical"' }) : row,
  ),
  initiative_actions: [...seed['initiative_actions']!, link],
  annotations: seed['annotations']!.filter((row) => !isRemoved(row)),
}
/** Then with a value that was null, and a number. */
const editedAgain: SeedRows = {
  ...edited,
  acts: edited['acts']!.map((row) =>
    row['code'] === 'c-2014-10098'
      ? Object.assign({}, row, { line: 38 })
      : row['code'] === 'apq-regione-ministero-infrastrutture'
        ? Object.assign({}, row, { number: '12' })
        : row,
  ),
}

// Written out: what clients read must not follow a change of the code by itself.
const changesToSecond = [
  ['axes', '5', 'changed', 'title_en', 'Technical assistance', 'Aid, "technical"'],
  ['initiative_actions', 'cigd/8.1.1', 'added', 'initiative', null, 'cigd'],
  ['initiative_actions', 'cigd/8.1.1', 'added', 'action', null, '8.1.1'],
  ['initiative_actions', 'cigd/8.1.1', 'added', 'source', null, 'summary2022'],
  ['initiative_actions', 'cigd/8.1.1', 'added', 'line', null, '7'],
  ['annotations', 'activated-during-2022/summary2020-0085', 'removed', 'note', 'activated-during-2022', null],
  ['annotations', 'activated-during-2022/summary2020-0085', 'removed', 'observation', 'summary2020-0085', null],
  ['annotations', 'activated-during-2022/summary2020-0085', 'removed', 'role', 'evidence', null],
] as const
const changesToThird = [
  ['acts', 'apq-regione-ministero-infrastrutture', 'changed', 'number', null, '12'],
  ['acts', 'c-2014-10098', 'changed', 'line', '37', '38'],
] as const
const changesCsv = [
  'dataset,key,change,column,before,after',
  'axes,5,changed,title_en,Technical assistance,"Aid, ""technical"""',
  'initiative_actions,cigd/8.1.1,added,initiative,,cigd',
  'initiative_actions,cigd/8.1.1,added,action,,8.1.1',
  'initiative_actions,cigd/8.1.1,added,source,,summary2022',
  'initiative_actions,cigd/8.1.1,added,line,,7',
  'annotations,activated-during-2022/summary2020-0085,removed,note,activated-during-2022,',
  'annotations,activated-during-2022/summary2020-0085,removed,observation,summary2020-0085,',
  'annotations,activated-during-2022/summary2020-0085,removed,role,evidence,',
  '',
].join('\r\n')

const shaped = (changes: readonly (readonly (string | null)[])[]) =>
  changes.map(([dataset, key, change, column, before, after]) => ({ dataset, key, change, column, before, after }))

interface ListBody<T> {
  data: T[]
  meta: { count: number; total: number; release: string; published_at: string; licence: object; citation: object }
  links: Record<string, string>
}
type Change = Record<'dataset' | 'key' | 'change' | 'column' | 'before' | 'after', string | null>
interface ReleaseLine {
  id: string
  status: string
  published_at: string
  retired_at: string | null
  digest: string
  latest_year: number
}
interface ManifestBody {
  data: {
    id: string
    published_at: string
    digest: string
    latest_year: number
    datasets: {
      dataset: string
      rows: number
      digest: string
      bytes: number
      changed_at: string
      links: { json: string; csv: string }
    }[]
  }
  meta: { release: string }
  links: Record<string, string>
}

const problemOf = async (path: string) => expectProblem(await isolate().get(path), path)
const textSha256 = (text: string) => sha256Of(new TextEncoder().encode(text).buffer as ArrayBuffer)

const pinnedPaths = [
  'axes.csv',
  'axes',
  'axes/5',
  'annotations.it.csv',
  'initiative_actions.ndjson',
  'facts?axis=2&sort=-value',
].map((path) => `/v1/releases/${first}/${path}`)
/** What the pinned addresses of the first release gave while it was the only one. */
let pinned: string[] = []

const pinnedNow = () => {
  const { text } = isolate()
  return Promise.all(pinnedPaths.map((path) => text(path)))
}

describe('the first release', () => {
  it('has nothing before it to compare with: no change, and the reason', async () => {
    const { data, meta } = await isolate().json<ListBody<Change>>('/v1/changes')
    expect(data).toEqual([])
    expect(meta).toMatchObject({ reason_en: expect.stringContaining(`Release ${first} is the first`) })
  })

  it('has no changes against itself', async () => {
    const { json, text } = isolate()
    const path = `from=${first}&to=${first}`
    expect((await json<ListBody<Change>>(`/v1/changes?${path}`)).data).toEqual([])
    expect(await text(`/v1/changes.csv?${path}`)).toBe('dataset,key,change,column,before,after\r\n')
  })

  it('is told by the feed as the first', async () => {
    const feed = await isolate().text('/v1/releases.atom')
    expect(feed.match(/<entry>/g)).toHaveLength(1)
    expect(feed).toContain('<summary>È la prima versione. / It is the first release.</summary>')
    expect(feed).not.toContain('/v1/changes')
  })
})

describe('three releases', () => {
  beforeAll(async () => {
    pinned = await pinnedNow()
    expect((await publish(db, edited, new Date('2026-11-22T08:00:00Z'))).release).toBe(second)
    expect((await publish(db, editedAgain, new Date('2026-11-23T08:00:00Z'))).release).toBe(third)
  }, 60_000)

  it('are listed newest first, in JSON', async () => {
    const { data, meta, links } = await isolate().json<ListBody<ReleaseLine>>('/v1/releases')
    expect(data.map(({ digest: _, ...line }) => line)).toEqual([
      { id: third, status: 'current', published_at: '2026-11-23T08:00:00.000Z', retired_at: null, latest_year: 2022 },
      { id: second, status: 'kept', published_at: '2026-11-22T08:00:00.000Z', retired_at: null, latest_year: 2022 },
      { id: first, status: 'kept', published_at: '2026-11-21T08:00:00.000Z', retired_at: null, latest_year: 2022 },
    ])
    expect(new Set(data.map(({ digest }) => digest)).size).toBe(3)
    expect(meta).toMatchObject({ count: 3, total: 3, release: third, licence: { id: 'CC-BY-4.0' } })
    expect(links).toMatchObject({
      self: 'http://api.test/v1/releases',
      csv: 'http://api.test/v1/releases.csv',
      it_csv: 'http://api.test/v1/releases.it.csv',
      ndjson: 'http://api.test/v1/releases.ndjson',
    })
  })

  it('are listed newest first, in CSV', async () => {
    const reader = isolate()
    const response = await reader.get('/v1/releases.csv')
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    const { data } = await reader.json<ListBody<ReleaseLine>>('/v1/releases')
    const [a, b, c] = data.map(({ digest }) => digest)
    expect(await response.text()).toBe(
      [
        'id,status,published_at,retired_at,digest,latest_year',
        `${third},current,2026-11-23T08:00:00.000Z,,${a},2022`,
        `${second},kept,2026-11-22T08:00:00.000Z,,${b},2022`,
        `${first},kept,2026-11-21T08:00:00.000Z,,${c},2022`,
        '',
      ].join('\r\n'),
    )
  })

  it('have each a manifest: every dataset with rows, bytes, digest, the day it changed and its addresses', async () => {
    const reader = isolate()
    const { data, meta, links } = await reader.json<ManifestBody>(`/v1/releases/${second}`)
    expect(data).toMatchObject({ id: second, published_at: '2026-11-22T08:00:00.000Z', latest_year: 2022 })
    expect([meta.release, links['sha256sums']]).toEqual([second, `http://api.test/v1/releases/${second}/SHA256SUMS`])
    expect(data.datasets.map(({ dataset }) => dataset)).toEqual(datasets.map(({ name }) => name))
    const changed = data.datasets.filter(({ changed_at }) => changed_at === '2026-11-22T08:00:00.000Z')
    expect(changed.map(({ dataset }) => dataset)).toEqual(['axes', 'initiative_actions', 'annotations'])
    for (const { dataset, rows, bytes, links: addresses } of data.datasets) {
      expect(addresses).toEqual({
        json: `http://api.test/v1/releases/${second}/${dataset}`,
        csv: `http://api.test/v1/releases/${second}/${dataset}.csv`,
      })
      const csv = await reader.get(new URL(addresses.csv).pathname)
      const { byteLength } = await csv.arrayBuffer()
      expect([dataset, byteLength, csv.headers.get('Row-Count')]).toEqual([dataset, bytes, String(rows)])
    }
    expect(data.datasets.find(({ dataset }) => dataset === 'initiative_actions')!.rows).toBe(
      seed['initiative_actions']!.length + 1,
    )
  })

  it('have each a digest over the digests of their datasets, which anybody can compute', async () => {
    const { json } = isolate()
    for (const id of [first, second, third]) {
      const { data } = await json<ManifestBody>(`/v1/releases/${id}`)
      const lines = data.datasets.map(({ dataset, digest }) => `${dataset} ${digest}`)
      expect([id, data.digest]).toEqual([id, await textSha256(lines.toSorted().join('\n'))])
    }
  })

  it.each([first, second, third])('SHA256SUMS of %s are of the bytes served, of every dataset', async (id) => {
    const reader = isolate()
    const sums = await reader.get(`/v1/releases/${id}/SHA256SUMS`)
    expect(sums.headers.get('Content-Type')).toMatch(/^text\/plain/)
    const lines: string[] = []
    for (const { name } of datasets)
      for (const extension of ['csv', 'it.csv', 'ndjson', 'parquet']) {
        const served = await reader.get(`/v1/releases/${id}/${name}.${extension}`)
        lines.push(`${await sha256Of(await served.arrayBuffer())}  ${name}.${extension}`)
      }
    expect((await sums.text()).trimEnd().split('\n')).toEqual(expect.arrayContaining(lines))
  })

  it('give the same bytes at their pinned addresses after later ones are published', async () => {
    expect(pinned.every((text) => text.length > 50)).toBe(true)
    expect(await pinnedNow()).toEqual(pinned)
    expect(await isolate().text('/v1/axes.csv')).not.toBe(pinned[0])
  })

  it('are told by their pinned answers as immutable, and by their number', async () => {
    const { get, json } = isolate()
    const response = await get(`/v1/releases/${first}/axes.csv`)
    expect(response.headers.get('Cache-Control')).toMatch(/^max-age=31536000, immutable$/)
    expect(response.headers.get('Content-Disposition')).toContain(`fondo-aperto_axes_${first}.csv`)
    expect((await json<ManifestBody>(`/v1/releases/${first}/axes`)).meta.release).toBe(first)
  })
})

describe('changes', () => {
  it('tell each value that differs, in JSON: a row added, one removed, a value changed', async () => {
    const { data, meta } = await isolate().json<ListBody<Change>>(`/v1/changes?from=${first}&to=${second}`)
    expect(data).toEqual(shaped(changesToSecond))
    expect(meta).toMatchObject({ count: 8, total: 8, release: second, published_at: '2026-11-22T08:00:00.000Z' })
  })

  it('tell each value that differs, in CSV', async () => {
    const response = await isolate().get(`/v1/changes.csv?from=${first}&to=${second}`)
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(await response.text()).toBe(changesCsv)
  })

  it('are by default those of the current release since the one before', async () => {
    const { data, meta } = await isolate().json<ListBody<Change>>('/v1/changes')
    expect(data).toEqual(shaped(changesToThird))
    expect(meta.release).toBe(third)
  })

  it('to a release are by default since the one before it', async () => {
    const { data } = await isolate().json<ListBody<Change>>(`/v1/changes?to=${second}`)
    expect(data).toEqual(shaped(changesToSecond))
  })

  it('from a release are by default those until the current one', async () => {
    const { data } = await isolate().json<ListBody<Change>>(`/v1/changes?from=${first}`)
    const [axes, ...others] = shaped(changesToSecond)
    expect(data).toEqual([axes, ...shaped(changesToThird), ...others])
  })

  it('backwards are told the other way round', async () => {
    const { data } = await isolate().json<ListBody<Change>>(`/v1/changes?from=${third}&to=${second}`)
    expect(data).toEqual(shaped(changesToThird).map((one) => ({ ...one, before: one.after, after: one.before })))
  })

  it('can be of one dataset', async () => {
    const { json, text } = isolate()
    const path = `from=${first}&to=${third}&dataset=`
    const of = async (name: string) => (await json<ListBody<Change>>(`/v1/changes?${path}${name}`)).data
    expect(await of('annotations')).toEqual(shaped(changesToSecond.slice(5)))
    expect(await of('acts')).toEqual(shaped(changesToThird))
    expect(await of('facts')).toEqual([])
    expect(await text(`/v1/changes.csv?${path}axes`)).toBe(`${changesCsv.split('\r\n').slice(0, 2).join('\r\n')}\r\n`)
  })

  it.each([
    ['from=2020-01-01.1', 'unknown_value', 'from', [third, second, first]],
    ['to=latest', 'unknown_value', 'to', [third, second, first]],
    ['to=', 'empty_value', 'to', [third, second, first]],
    ['dataset=axis', 'unknown_value', 'dataset', datasets.map(({ name }) => name)],
    ['dataset=axes,acts', 'unknown_value', 'dataset', datasets.map(({ name }) => name)],
    ['axis=1', 'unknown_parameter', 'axis', ['from', 'since', 'to', 'dataset']],
    [`to=${first}&to=${second}`, 'repeated_parameter', 'to', ['the parameter once']],
  ])('refuse %s, and tell what is allowed', async (search, code, parameter, allowed) => {
    const problem = await problemOf(`/v1/changes?${search}`)
    expect([problem.status, problem.errors]).toMatchObject([400, [{ code, parameter, allowed }]])
  })

  it('tell everything that is wrong with the parameters at once', async () => {
    const problem = await problemOf('/v1/changes.csv?from=x&to=y&dataset=z')
    expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(['from', 'to', 'dataset'])
  })

  it('have one body for one question, whatever its spelling: junk of other sites, spelled-out defaults', async () => {
    const questions = ['', `?utm_source=x`, `?from=${second}&to=${third}`, `?to=${third}&from=${second}`]
    const clean = await isolate().text('/v1/changes')
    for (const question of questions) {
      const reader = isolate()
      await reader.text(`/v1/changes${question}`)
      expect([question, await reader.text('/v1/changes')]).toEqual([question, clean])
    }
  })

  it('of the releases list have no junk of other sites either', async () => {
    const clean = await isolate().text('/v1/releases')
    const reader = isolate()
    expect(await reader.text('/v1/releases?utm_source=x')).toBe(clean)
    expect(await reader.text('/v1/releases')).toBe(clean)
  })
})

/** Names of the elements of a document, when it is well-formed: one root, tags that close in turn, no bare & or <. */
const elementsOf = (xml: string): string[] => {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\n/, '')
  const open: string[] = []
  const names: string[] = []
  const entity = /&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      if (entity.test(token) || (open.length === 0 && token.trim() !== '')) throw new Error(`text: ${token}`)
      continue
    }
    const [, end, name, attributes, empty] =
      token.match(/^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>$/) ?? []
    if (name === undefined || entity.test(attributes!)) throw new Error(`tag: ${token}`)
    if (end) {
      if (open.pop() !== name) throw new Error(`closes: ${token}`)
      continue
    }
    if (open.length === 0 && names.length > 0) throw new Error(`a second root: ${token}`)
    names.push(name)
    if (!empty) open.push(name)
  }
  if (open.length > 0) throw new Error(`open: ${open.join()}`)
  return names
}

describe('the feed of releases', () => {
  it('is well-formed Atom, with what RFC 4287 asks of a feed and of each entry', async () => {
    const response = await isolate().get('/v1/releases.atom')
    expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    const xml = await response.text()
    const names = elementsOf(xml)
    expect(names[0]).toBe('feed')
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
    const count = (name: string) => names.filter((one) => one === name).length
    expect(['entry', 'id', 'title', 'updated', 'summary', 'author'].map(count)).toEqual([3, 4, 4, 4, 3, 1])
    expect(xml).toContain('<link rel="self" type="application/atom+xml" href="http://api.test/v1/releases.atom"/>')
    const ids = [...xml.matchAll(/<id>([^<]*)<\/id>/g)].map(([, id]) => id)
    expect(ids).toEqual(
      ['', '.atom#event-3', '.atom#event-2', '.atom#event-1'].map((path) => `http://api.test/v1/releases${path}`),
    )
    const titles = [...xml.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)
    expect(titles.slice(1)).toEqual(
      [third, second, first].map((id) => `Pubblicata la versione ${id} / Release ${id} was published`),
    )
    const updated = [...xml.matchAll(/<updated>([^<]*)<\/updated>/g)].map(([, at]) => at)
    expect(updated).toEqual(['23', '23', '22', '21'].map((day) => `2026-11-${day}T08:00:00.000Z`))
  })

  it('tells the figures of each release: rows added, removed and changed, by dataset', async () => {
    const summaries = [...(await isolate().text('/v1/releases.atom')).matchAll(/<summary>([^<]*)<\/summary>/g)]
    const figures = summaries.map(([, summary]) => summary!.match(/[a-z_]+: \+\d+ −\d+ ~\d+/g))
    expect(figures).toEqual([
      ['acts: +0 −0 ~2'],
      ['axes: +0 −0 ~1', 'initiative_actions: +1 −0 ~0', 'annotations: +0 −1 ~0'],
      null,
    ])
    expect(summaries[0]![1]).toContain(`since ${second}`)
  })

  it('leads to the changes that it tells of', async () => {
    const reader = isolate()
    const xml = await reader.text('/v1/releases.atom')
    const links = [...xml.matchAll(/<link rel="related" type="text\/csv" href="([^"]*)"/g)].map(
      ([, href]) => new URL(href!.replaceAll('&amp;', '&')),
    )
    expect(links).toHaveLength(2)
    expect(await reader.text(links[1]!.pathname + links[1]!.search)).toBe(changesCsv)
  })
})

describe('every answer about releases', () => {
  const paths = [
    '/v1/releases',
    '/v1/releases.csv',
    `/v1/releases/${second}`,
    `/v1/releases/${second}/SHA256SUMS`,
    '/v1/changes',
    `/v1/changes.csv?from=${first}`,
    '/v1/releases.atom',
  ]

  it.each(paths)('HEAD equals GET: %s', async (path) => {
    const { get } = isolate()
    const [head, whole] = [await get(path, { method: 'HEAD' }), await get(path)]
    expect([whole.status, head.status, await head.text()]).toEqual([200, 200, ''])
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers))
  })

  it.each(paths)('is 304 for a client that has it: %s', async (path) => {
    const { get } = isolate()
    const etag = (await get(path)).headers.get('ETag')!
    expect((await get(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it.each(['/v1/releases', `/v1/releases/${second}`, `/v1/releases/${second}/SHA256SUMS`, '/v1/releases.atom'])(
    'refuses parameters: %s',
    async (path) => {
      const problem = await problemOf(`${path}?year=2022`)
      expect([problem.status, problem.errors]).toMatchObject([400, [{ code: 'unknown_parameter', parameter: 'year' }]])
    },
  )
})

describe('a release that does not exist', () => {
  it.each(['', '/SHA256SUMS', '/axes', '/axes.csv', '/axes/5'])(
    'is 404 that lists those there are: %s',
    async (below) => {
      const problem = await problemOf(`/v1/releases/2020-01-01.1${below}`)
      expect(problem.status).toBe(404)
      expect(problem.detail).toBe(`There is no release "2020-01-01.1". There are: ${third}, ${second}, ${first}.`)
    },
  )
})

describe('the latest release', () => {
  const paths = ['', '/SHA256SUMS', '/facts.csv?year=2022&sort=-value', '/facts/paid-2022-1.it.csv', '/axes?_=1']

  it.each(paths)('leads to the pinned address of the current one: %s', async (below) => {
    const { get } = isolate()
    const response = await get(`/v1/releases/latest${below}`)
    const location = response.headers.get('Location')!
    expect([response.status, location, await response.text()]).toEqual([
      307,
      `http://api.test/v1/releases/${third}${below}`,
      '',
    ])
    expect(response.headers.get('Cache-Control')).toBe('max-age=30')
    expect((await get(location)).status).toBe(200)
    const head = await get(`/v1/releases/latest${below}`, { method: 'HEAD' })
    expect([head.status, head.headers.get('Location')]).toEqual([307, location])
  })

  it('is another one after a rollback, within the bound of the pointer', async () => {
    const reader = isolate()
    const location = async () => (await reader.get('/v1/releases/latest/axes')).headers.get('Location')
    expect(await location()).toBe(`http://api.test/v1/releases/${third}/axes`)
    await rollback(db, second)
    reader.time.now += pointerSeconds * 1000
    expect(await location()).toBe(`http://api.test/v1/releases/${second}/axes`)
    await rollback(db, third)
  })
})

describe('a rollback', () => {
  const paths = ['/v1/releases', '/v1/releases.csv', '/v1/changes', '/v1/acts.csv', '/v1/acts']

  it('shows within the bound of the pointer: in the list, in the changes and in rows', async () => {
    const reader = isolate()
    const acts = await reader.text('/v1/acts.csv')
    await rollback(db, second)
    reader.time.now += pointerSeconds * 1000
    const { data } = await reader.json<ListBody<ReleaseLine>>('/v1/releases')
    const changes = (await reader.json<ListBody<Change>>('/v1/changes')).data
    const after = await reader.text('/v1/acts.csv')
    await rollback(db, third)
    expect(data.map(({ id, status }) => [id, status])).toEqual([
      [third, 'kept'],
      [second, 'current'],
      [first, 'kept'],
    ])
    expect(changes).toEqual(shaped(changesToSecond))
    expect(acts).toMatch(/^c-2014-10098,.*,38\r$/m)
    expect(after).toMatch(/^c-2014-10098,.*,37\r$/m)
  })

  it.each([
    ['If-None-Match', 'ETag'],
    ['If-Modified-Since', 'Last-Modified'],
  ])('is no 304 for a client that has what was served before, and asks with %s', async (asked, told) => {
    const reader = isolate()
    const had = await Promise.all(paths.map(async (path) => (await reader.get(path)).headers.get(told)!))
    await rollback(db, second)
    reader.time.now += pointerSeconds * 1000
    const statuses = await Promise.all(
      paths.map(async (path, at) => [path, (await reader.get(path, { headers: { [asked]: had[at]! } })).status]),
    )
    await rollback(db, third)
    expect(statuses).toEqual(paths.map((path) => [path, 200]))
  })
})

describe('a retired release', () => {
  let before: ListBody<ReleaseLine>
  let modified: string
  beforeAll(async () => {
    const reader = isolate()
    before = await reader.json<ListBody<ReleaseLine>>('/v1/releases')
    modified = (await reader.get('/v1/releases')).headers.get('Last-Modified')!
    await retire(db, second, new Date('2026-11-24T08:00:00Z'))
  })
  const digest = () => before.data.find(({ id }) => id === second)!.digest

  it.each(['', '/SHA256SUMS', '/axes', '/axes.csv', '/axes/5'])('is 410 with its digest: %s', async (below) => {
    const problem = await problemOf(`/v1/releases/${second}${below}`)
    expect([problem.status, problem.type]).toEqual([410, 'http://api.test/problems/gone'])
    expect(problem.detail).toBe(
      `Release ${second} was retired on 2026-11-24. Its digest was ${digest()}. There are: ${third}, ${first}.`,
    )
  })

  it('stays in the list, with the day it went and its digest', async () => {
    const { data } = await isolate().json<ListBody<ReleaseLine>>('/v1/releases')
    expect(data.map(({ id, status, retired_at }) => [id, status, retired_at])).toEqual([
      [third, 'current', null],
      [second, 'retired', '2026-11-24T08:00:00.000Z'],
      [first, 'kept', null],
    ])
    expect(data[1]!.digest).toBe(digest())
  })

  it('makes the list another for a client that asks whether it was modified', async () => {
    const { get } = isolate()
    expect((await get('/v1/releases', { headers: { 'If-Modified-Since': modified } })).status).toBe(200)
  })

  it('is no more compared with by default', async () => {
    const { data } = await isolate().json<ListBody<Change>>('/v1/changes')
    expect(new Set(data.map(({ dataset }) => dataset))).toEqual(
      new Set(['axes', 'acts', 'initiative_actions', 'annotations']),
    )
  })

  it.each(['from', 'to'])('is 410 as %s of changes, and no value that is allowed', async (parameter) => {
    const problem = await problemOf(`/v1/changes?${parameter}=${second}`)
    expect([problem.status, problem.type]).toEqual([410, 'http://api.test/problems/gone'])
    expect(problem.detail).toBe(
      `Release ${second} was retired on 2026-11-24. Its digest was ${digest()}. There are: ${third}, ${first}.`,
    )
    const wrong = await problemOf(`/v1/changes?${parameter}=2020-01-01.1`)
    expect([wrong.status, wrong.errors]).toMatchObject([400, [{ parameter, allowed: [third, first] }]])
    expect((await problemOf(`/v1/changes?${parameter}=${second}&dataset=x`)).status).toBe(400)
  })

  it('stays in the feed, which tells that it went', async () => {
    const xml = await isolate().text('/v1/releases.atom')
    elementsOf(xml)
    expect(xml).toContain(`<title>Pubblicata la versione ${second} / Release ${second} was published</title>`)
    expect(xml).toContain(`<title>Ritirata la versione ${second} / Release ${second} was retired</title>`)
    expect(xml).toContain(`since ${second}. acts: +0 −0 ~2</summary>`)
    expect(xml).toContain(`its SHA-256 digest was ${digest()}.</summary>`)
  })

  it('leaves the others as they were', async () => {
    expect(await pinnedNow()).toEqual(pinned)
  })

  it('shows as gone within the bound of the pointer to who has read it before, from every tier', async () => {
    await publish(db, edited, new Date('2026-11-25T08:00:00Z'))
    const reader = isolate()
    const paths = ['', '/SHA256SUMS', '/axes.csv', '/acts/c-2014-10098'].map((below) => `/v1/releases/${third}${below}`)
    const statuses = () => Promise.all(paths.map(async (path) => (await reader.get(path)).status))
    expect(await statuses()).toEqual([200, 200, 200, 200])
    await retire(db, third, new Date('2026-11-25T09:00:00Z'))
    reader.time.now += pointerSeconds * 1000
    expect(await statuses()).toEqual([410, 410, 410, 410])
  })

  it('between the pointer and the rows is 410 as well', async () => {
    const { release } = await publish(db, seed, new Date('2026-11-26T08:00:00Z'))
    const [stranger, friend] = [isolate(), isolate()]
    await stranger.get('/v1/status')
    await publish(db, edited, new Date('2026-11-26T09:00:00Z'))
    // One knows which release is served, the other has read what is true of it too.
    expect((await friend.get(`/v1/releases/${release}/axes`)).status).toBe(200)
    const { digest: was } = await retire(db, release, new Date('2026-11-26T10:00:00Z'))
    for (const [reader, detail] of [
      [stranger, `Release ${release} was retired on 2026-11-26. Its digest was ${was}.`],
      [friend, `Release ${release} was retired while it was read.`],
    ] as const) {
      const problem = await expectProblem(
        await reader.get(`/v1/releases/${release}/acts`),
        `/v1/releases/${release}/acts`,
      )
      expect([problem.status, problem.detail.startsWith(detail)]).toEqual([410, true])
    }
  })
})
