import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, copySeed, endAll, freePort } from './commands.ts'

// Made up: a report for 2024. A maintainer adds it by editing CSV files, and nothing else.
const sources = `summary2024,Sintesi 2024,Summary 2024,report,2024,2024-12-31,,Regione Lombardia,40,${'0'.repeat(64)},
`

/** id, line, indicator, basis, axis, sex and target group, value, unit, precision, printed; the year is 2024 but for the target. */
const figures = [
  [1, 'allocated', 'actual', '1', ',', 200000000, 'EUR', 1000000, '200 Mln€'],
  [2, 'programmed', 'actual', '1', ',', 190000000, 'EUR', 1000000, '190 Mln€'],
  [3, 'committed', 'actual', '1', ',', 180000000, 'EUR', 1000000, '180 Mln€'],
  [4, 'paid', 'actual', '1', ',', 170000000, 'EUR', 1000000, '170 Mln€'],
  [5, 'certified', 'actual', '1', ',', 160000000, 'EUR', 1000000, '160 Mln€'],
  [6, 'participants', 'actual', '1', 'total,total', 5000, 'person', 1, '5000'],
  [7, 'certified', 'actual', '2', ',', 250000000, 'EUR', 1000000, '250 Mln€'],
  [8, 'allocated', 'actual', 'total', ',', 970000000, 'EUR', 1000000, '970 Mln€'],
  [9, 'programmed', 'actual', 'total', ',', 960000000, 'EUR', 1000000, '960 Mln€'],
  [10, 'committed', 'actual', 'total', ',', 950000000, 'EUR', 1000000, '950 Mln€'],
  [11, 'paid', 'actual', 'total', ',', 900000000, 'EUR', 1000000, '900 Mln€'],
  [12, 'certified', 'actual', 'total', ',', 800000000, 'EUR', 1000000, '800 Mln€'],
  [13, 'participants', 'actual', 'total', 'total,total', 90000, 'person', 1, '90000'],
  // The target of a year after the report: `latest` is not its year.
  [14, 'certified', 'target', '1', ',', 195000000, 'EUR', 1000000, '195 Mln€'],
] as const

const observations = figures
  .map(([line, indicator, basis, axis, people, value, unit, precision, printed]) => {
    const id = `summary2024-${String(line).padStart(4, '0')}`
    const year = basis === 'target' ? 2026 : 2024
    return `${id},summary2024,2,${line},1,table,${indicator},${year},,${indicator},${basis},${axis},,,${people},,,${value},${unit},,${precision},${printed},,,\n`
  })
  .join('')

const deadlines = 'target,2026,2026-12-31,target 2026,summary2024,14\n'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-report-'))
let base = ''
let stop: (() => Promise<unknown>) | undefined

beforeAll(async () => {
  const seed = join(folder, 'seed')
  const edit = copySeed(seed)
  const start = async () => {
    const port = await freePort()
    const started = command(['commands/start.ts'], { PORT: String(port), STATE: join(folder, 'state'), SEED: seed })
    const early = await started.until('Ctrl+C')
    if (early) throw new Error(early.out + early.err)
    base = `http://127.0.0.1:${port}`
    // What is killed leaves its workerd behind.
    stop = () => {
      started.child.kill('SIGINT')
      return started.ended
    }
  }
  await start()
  await stop?.()
  edit('sources.csv', (text) => text + sources)
  edit('observations.csv', (text) => text + observations)
  edit('deadlines.csv', (text) => text + deadlines)
  await start()
  // Two starts, each of which builds.
}, 240_000)

afterAll(async () => {
  await stop?.()
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

const json = async <T>(path: string): Promise<T> => {
  const response = await fetch(base + path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.json()) as T
}

/** The addresses that do not answer 200, with what they answer. */
const refused = async (urls: readonly string[]) => {
  const failures: [string, number, string][] = []
  for (const url of urls) {
    const response = await fetch(url)
    const body = await response.text()
    if (response.status !== 200) failures.push([url, response.status, body.slice(0, 300)])
  }
  return failures
}

interface Index {
  data: { name: string; columns: string[]; links: Record<string, string> }[]
  meta: { latest_year: number }
  links: Record<string, string>
}
interface Rows {
  data: Record<string, string | number | null>[]
}

const years = ({ data }: Rows) => new Set(data.map(({ year }) => year))

describe('a report for 2024, added by CSV alone', () => {
  it('is the newest year', async () => {
    expect((await json<Index>('/v1')).meta.latest_year).toBe(2024)
    const latest = await json<Rows>('/v1/snapshots/latest')
    expect(years(latest)).toEqual(new Set([2024]))
    expect(latest.data.map(({ axis, certified, participants }) => [axis, certified, participants])).toEqual([
      ['1', 160000000, 5000],
      ['2', 250000000, null],
      ['3', null, null],
      ['4', null, null],
      ['5', null, null],
      ['total', 800000000, 90000],
    ])
  })

  it('answers where one starts', async () => {
    const { links } = await json<Index>('/v1')
    const { data } = await json<{ data: Record<string, unknown> }>(new URL(links['start_here']!).pathname)
    expect(data).toMatchObject({ year: 2024, axis: 'total', date: '2024-12-31', paid: 900000000 })
  })

  it('is what year=latest means: not the year of a target', async () => {
    const facts = await json<Rows>('/v1/facts?year=latest')
    expect(years(facts)).toEqual(new Set([2024]))
    expect(facts.data.filter(({ status }) => status === 'printed')).toHaveLength(13)
    expect(years(await json('/v1/snapshots?year=latest'))).toEqual(new Set([2024]))
    expect(years(await json('/v1/facts?basis=target&year=2026'))).toEqual(new Set([2026]))
  })

  it('breaks no link of /v1', async () => {
    const { data, links } = await json<Index>('/v1')
    const all = [...Object.values(links), ...data.flatMap((dataset) => Object.values(dataset.links))]
    expect(all.length).toBeGreaterThan(28 * 5)
    expect(await refused(all)).toEqual([])
  })

  it('says what each snapshot, fact and progress rests on', async () => {
    const cells = await json<{ data: object; links: Record<string, string> }>('/v1/snapshots/2024/total')
    expect(await refused(Object.values(cells.links))).toEqual([])
    const fact = await json<{ data: object; links: Record<string, string> }>('/v1/facts/certified-2024-1')
    expect(fact.data).toMatchObject({ observation: 'summary2024-0005', printed: '160 Mln€', date: '2024-12-31' })
    expect(await refused(Object.values(fact.links))).toEqual([])
  })

  it('is what changed since the release before', async () => {
    const { data } = await json<Rows>('/v1/changes?dataset=sources')
    expect(new Set(data.map(({ key, change }) => `${key} ${change}`))).toEqual(new Set(['summary2024 added']))
  })

  it('is told where a year is missing', async () => {
    const response = await fetch(`${base}/v1/snapshots/2019`)
    expect(response.status).toBe(404)
    const { detail } = (await response.json()) as { detail: string }
    expect(detail).toContain('There are: 2018, 2020, 2022, 2024.')
    expect(detail).toContain('reports for 2018, 2020, 2022 and 2024 only. For 2019, 2021 and 2023 there are')
  })
})

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  example?: unknown
  examples?: Record<string, { value: unknown }>
  schema: { enum?: unknown[] }
}
interface Document {
  paths: Record<string, { servers?: unknown; get: { parameters: (Parameter | { $ref: string })[] } }>
  components: { parameters: Record<string, Parameter> }
}

describe('/openapi.json over a report for 2024', () => {
  it('has examples that answer', async () => {
    const { paths, components } = await json<Document>('/openapi.json')
    const { data } = await json<{ data: { id: string }[] }>('/v1/releases')
    // A release is known to nobody before it is published: the document gives no example of one.
    const example = ({ name, example: value }: Parameter) =>
      encodeURIComponent(String(name === 'release' ? data[0]!.id : value))
    const urls = Object.entries(paths).flatMap(([path, { servers, get }]) => {
      const parameters = get.parameters.map((parameter) =>
        '$ref' in parameter ? components.parameters[parameter.$ref.split('/').at(-1)!]! : parameter,
      )
      const filled = parameters
        .filter(
          (parameter) => parameter.in === 'path' && (parameter.example !== undefined || parameter.name === 'release'),
        )
        .reduce((text, parameter) => text.replace(`{${parameter.name}}`, example(parameter)), path)
      const url = base + (servers ? '' : '/v1') + filled
      const needed = parameters
        .filter((parameter) => parameter.in === 'query' && parameter.required)
        .map((parameter) => `${parameter.name}=${example(parameter)}`)
      return filled.includes('{') ? [] : [[url, ...(needed.length > 0 ? [needed.join('&')] : [])].join('?')]
    })
    expect(urls.length).toBeGreaterThan(120)
    expect(await refused(urls)).toEqual([])
  })
})
