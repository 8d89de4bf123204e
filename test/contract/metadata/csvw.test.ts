import { describe, expect, it } from 'vitest'
import { datasets } from '../../../src/datasets/index.ts'
import { isolate } from '../isolate.ts'
import { publishReal } from '../real.ts'
import { danglingOf, faultsOf, readCells, type Rule } from './tables.ts'

await publishReal()

type Datatype = string | { base: string; format?: string | { decimalChar: string } }

interface Table {
  url: string
  'dc:title': { '@value': string; '@language': string }[]
  'dc:license': { '@id': string }
  dialect: { delimiter: string }
  tableSchema: {
    columns: {
      name: string
      titles: Record<string, string[]>
      datatype: Datatype
      required: boolean
      separator?: string
      'schema:unitText'?: string
      valueUrl?: string
    }[]
    primaryKey?: string[]
    foreignKeys?: { columnReference: string; reference: { resource: string; columnReference: string } }[]
    null: string[]
  }
}

const { get, text, json } = isolate()
const pathOf = (url: string) => new URL(url).pathname + new URL(url).search

/** The metadata that the Link of a CSV leads to. */
const metadataOf = async (path: string): Promise<Table[]> => {
  const response = await get(path)
  expect([path, response.status]).toEqual([path, 200])
  const described = response.headers
    .get('Link')!
    .match(/<([^>]+)>; rel="describedby"; type="application\/csvm\+json"/)![1]!
  return (await json<{ tables: Table[] }>(pathOf(described))).tables
}

const ruleOf = ({ name, datatype, required, separator }: Table['tableSchema']['columns'][number]): Rule => {
  const { base, format } = typeof datatype === 'string' ? { base: datatype, format: undefined } : datatype
  return {
    name,
    type: base as Rule['type'],
    required,
    ...(typeof format === 'string' && { pattern: format }),
    ...(typeof format === 'object' && { decimalChar: format.decimalChar }),
    ...(separator !== undefined && { separator }),
  }
}

/** What CSVW validators would find wrong with a CSV and the tables that it refers to. */
const judge = async (path: string): Promise<string[]> => {
  const tables = await metadataOf(path)
  const cellsOf = async ({ url, dialect }: Table) => readCells(await text(pathOf(url)), dialect.delimiter)
  const faults: string[] = []
  for (const table of tables) {
    const { columns, primaryKey = [], foreignKeys = [] } = table.tableSchema
    const cells = await cellsOf(table)
    faults.push(...faultsOf(cells, columns.map(ruleOf), primaryKey))
    // Validators seek the header among the titles, and a key may lead to tables of the group alone.
    for (const { name, titles } of columns)
      if (!Object.values(titles).flat().includes(name)) faults.push(`title ${name}`)
    for (const { columnReference, reference } of foreignKeys) {
      const other = tables.find(({ url }) => url === reference.resource)
      if (!other) faults.push(`${reference.resource} is not in the group`)
      else
        faults.push(
          ...danglingOf(cells, columnReference, await cellsOf(other), reference.columnReference, { empty: false }),
        )
    }
  }
  return faults
}

describe.each(datasets.map(({ name }) => name))('CSVW of %s', (name) => {
  it.each([`/v1/${name}.csv`, `/v1/${name}.it.csv`, `/v1/releases/2026-11-21.1/${name}.csv`])(
    'is true of %s',
    async (path) => {
      const [table] = await metadataOf(path)
      expect(pathOf(table!.url)).toBe(path)
      expect(await judge(path)).toEqual([])
    },
  )
})

describe('CSVW of what is asked of a dataset', () => {
  it.each([
    '/v1/snapshots/2022.csv',
    '/v1/snapshots/2022.it.csv?fields=year,axis,certified',
    '/v1/facts.csv?indicator=certified&labels=it',
    '/v1/facts.csv?fields=value,unit&year=2022',
    '/v1/releases/2026-11-21.1/observations.csv?axis=2&labels=en&sort=-value',
    '/v1/facts/certified-2022-2.csv',
    '/v1/releases.csv',
    '/v1/releases.it.csv',
  ])('is true of that very CSV: %s', async (path) => {
    const [table] = await metadataOf(path)
    expect(new URL(table!.url).pathname).toBe(path.split('?')[0])
    expect(await judge(path)).toEqual([])
  })

  it('of a JSON answer leads to the CSV of its dataset, in its release', async () => {
    const [live] = await metadataOf('/v1/facts?year=2022')
    expect(live!.url).toBe('http://api.test/v1/facts.csv')
    const [pinned] = await metadataOf('/v1/releases/2026-11-21.1/facts')
    expect(pinned!.url).toBe('http://api.test/v1/releases/2026-11-21.1/facts.csv')
  })

  it('says titles in both languages, units, types and where codes lead', async () => {
    const [table] = await metadataOf('/v1/snapshots.csv')
    expect(table!['dc:title']).toEqual([
      { '@value': 'Quadro annuale', '@language': 'it' },
      { '@value': 'Yearly snapshots', '@language': 'en' },
    ])
    expect(table!['dc:license']).toEqual({ '@id': 'https://creativecommons.org/licenses/by/4.0/' })
    const columns = table!.tableSchema.columns
    expect(columns.find(({ name }) => name === 'certified')).toMatchObject({
      titles: { und: ['certified'], it: ['Certificato'], en: ['Certified'] },
      datatype: 'decimal',
      required: false,
      'schema:unitText': 'EUR',
    })
    expect(columns.find(({ name }) => name === 'axis')).toMatchObject({
      datatype: { base: 'string' },
      valueUrl: 'http://api.test/v1/axes/{axis}',
    })
    expect(table!.tableSchema).toMatchObject({
      primaryKey: ['year', 'axis'],
      foreignKeys: [
        { columnReference: 'axis', reference: { resource: 'http://api.test/v1/axes.csv', columnReference: 'code' } },
      ],
      null: [''],
    })
  })

  it.each([
    ['/v1/nothing.csv-metadata.json', 404],
    ['/v1/facts.ndjson-metadata.json', 404],
    ['/v1/facts.csv-metadata.json?yaer=2022', 400],
    ['/v1/snapshots/2019.csv-metadata.json', 404],
    ['/v1/releases/2020-01-01.1/facts.csv-metadata.json', 404],
  ])('is a problem where there is no such CSV: %s', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })
})
