import { env } from 'cloudflare:test'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../../src/datasets/index.ts'
import { clearReleases, publishEdited, publishSeed } from '../editions.ts'
import { isolate, sha256Of } from '../isolate.ts'
import { publishReal } from '../real.ts'
import { danglingOf, faultsOf, readCells, type Rule } from './tables.ts'

await publishReal()

interface TableSchema {
  fields: {
    name: string
    type: string
    title: string
    unit?: string
    categories?: { value: string }[]
    constraints: { required: boolean; pattern?: string }
  }[]
  primaryKey: string[]
  foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[]
  missingValues: string[]
}

interface Package {
  name: string
  version?: string
  licenses: { name: string; path: string }[]
  resources: {
    name: string
    path: string
    bytes: number
    hash: string
    schema: TableSchema
    dialect: { delimiter: string }
  }[]
}

const types: Readonly<Record<string, Rule['type']>> = {
  string: 'string',
  integer: 'integer',
  number: 'decimal',
  date: 'date',
}

const ruleOf = ({ name, type, constraints }: TableSchema['fields'][number]): Rule => ({
  name,
  type: types[type]!,
  required: constraints.required,
  ...(constraints.pattern !== undefined && { pattern: constraints.pattern }),
})

/** What Frictionless would find wrong with a package whose files are read by `read`. */
const judge = async ({ resources }: Package, read: (path: string) => Promise<Uint8Array>): Promise<string[]> => {
  const faults: string[] = []
  const tables = new Map<string, ReturnType<typeof readCells>>()
  for (const { name, path, bytes, hash, dialect } of resources) {
    const body = await read(path)
    if (body.byteLength !== bytes) faults.push(`${name}: ${body.byteLength} bytes, not ${bytes}`)
    if (hash !== `sha256:${await sha256Of(new Uint8Array(body).buffer)}`) faults.push(`${name}: hash`)
    tables.set(name, readCells(new TextDecoder().decode(body), dialect.delimiter))
  }
  for (const { name, schema } of resources) {
    const table = tables.get(name)!
    faults.push(...faultsOf(table, schema.fields.map(ruleOf), schema.primaryKey))
    for (const { name: column, categories } of schema.fields)
      for (const row of categories ? table.rows : []) {
        const cell = row[table.header.indexOf(column)]!
        if (cell !== '' && !categories!.some(({ value }) => value === cell)) faults.push(`${name}.${column}: ${cell}`)
      }
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      const other = tables.get(reference.resource === '' ? name : reference.resource)
      if (other) faults.push(...danglingOf(table, fields[0]!, other, reference.fields[0]!, { empty: true }))
      else faults.push(`${name}: no resource ${reference.resource}`)
    }
  }
  return faults
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

describe('/datapackage.json', () => {
  it('is a Data Package whose files are those that it states, of every dataset', async () => {
    const { get, json } = isolate()
    const dataPackage = await json<Package>('/datapackage.json')
    expect(dataPackage).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'fondo-aperto',
      version: '2026-11-21.1',
      created: '2026-11-21T08:00:00.000Z',
      licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }],
    })
    expect(dataPackage.resources.map(({ name }) => name)).toEqual(datasets.map(({ name }) => name))
    expect(dataPackage.resources[0]).toMatchObject({
      type: 'table',
      path: 'http://api.test/v1/releases/2026-11-21.1/programme.csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
    })
    expect(await judge(dataPackage, async (path) => bytesOf(await get(new URL(path).pathname)))).toEqual([])
  })

  it('has the schema that /v1/{dataset}.schema.json gives', async () => {
    const { json } = isolate()
    const { resources } = await json<Package>('/datapackage.json')
    for (const { name, schema } of resources) expect(await json(`/v1/${name}.schema.json`)).toEqual(schema)
    const { fields, missingValues, foreignKeys } = await json<TableSchema>('/v1/facts.schema.json')
    expect(missingValues).toEqual([''])
    expect(fields.find(({ name }) => name === 'sex')?.categories?.map(({ value }) => value)).toEqual([
      'total',
      'female',
      'male',
    ])
    expect(foreignKeys).toContainEqual({ fields: ['axis'], reference: { resource: 'axes', fields: ['code'] } })
  })

  it('finds what is wrong: a validator that finds nothing says nothing', async () => {
    const { get, json } = isolate()
    const dataPackage = await json<Package>('/datapackage.json')
    const read = async (path: string) => {
      const body = await bytesOf(await get(new URL(path).pathname))
      return path.endsWith('/snapshots.csv')
        ? new TextEncoder().encode(new TextDecoder().decode(body).replace('2018,1', '2018,9'))
        : body
    }
    expect(await judge(dataPackage, read)).toEqual(['snapshots: hash', 'axis: "9" is not in code'])
  })
})

describe('/v1/all.zip', () => {
  const unzip = async (path: string) => unzipSync(await bytesOf(await isolate().get(path)))

  it('holds every CSV as it is served, a Data Package that is true of them, and how to read them', async () => {
    const { get } = isolate()
    const files = await unzip('/v1/all.zip')
    expect(Object.keys(files)).toEqual([
      'LEGGIMI.md',
      'README.md',
      'datapackage.json',
      'csv-metadata.json',
      ...datasets.map(({ name }) => `${name}.csv`),
    ])
    for (const { name } of datasets) expect(files[`${name}.csv`]).toEqual(await bytesOf(await get(`/v1/${name}.csv`)))
    const textOf = (name: string) => new TextDecoder().decode(files[name])
    const dataPackage = JSON.parse(textOf('datapackage.json')) as Package
    expect(await judge(dataPackage, async (path) => files[path]!)).toEqual([])
    const { tables } = JSON.parse(textOf('csv-metadata.json')) as { tables: { url: string }[] }
    expect(tables.map(({ url }) => url)).toEqual(datasets.map(({ name }) => `${name}.csv`))
    expect(textOf('LEGGIMI.md')).toContain('Licenza dei dati: CC BY 4.0')
    expect(textOf('README.md')).toContain('Licence of the data: CC BY 4.0')
  })

  it('is named as a file, and stays the same bytes under its strong tag as long as no row changes', async () => {
    const first = await isolate().get('/v1/all.zip')
    expect(first.headers.get('Content-Type')).toBe('application/zip')
    expect(first.headers.get('Content-Disposition')).toBe('attachment; filename="fondo-aperto_2026-11-21.1.zip"')
    expect(first.headers.get('ETag')).toMatch(/^"[0-9a-f]{64}"$/)
    const pinned = await isolate().get('/v1/releases/2026-11-21.1/all.zip')
    expect([pinned.headers.get('ETag'), await bytesOf(pinned)]).toEqual([
      first.headers.get('ETag'),
      await bytesOf(first),
    ])
    const same = await isolate().get('/v1/all.zip', { headers: { 'If-None-Match': first.headers.get('ETag')! } })
    expect(same.status).toBe(304)
  })

  it('is another one after rows have changed, and the same again after they have changed back', async () => {
    await clearReleases()
    await publishSeed('2026-11-22T08:00:00Z')
    const first = await isolate().get('/v1/all.zip')
    await publishEdited('2026-11-23T08:00:00Z', 'Another title', 424_242)
    const second = await isolate().get('/v1/all.zip')
    await publishSeed('2026-11-24T08:00:00Z')
    const third = await isolate().get('/v1/all.zip')
    const tags = [first, second, third].map(({ headers }) => headers.get('ETag'))
    expect(tags[1]).not.toBe(tags[0])
    expect(tags[2]).toBe(tags[0])
    expect(await bytesOf(third)).toEqual(await bytesOf(first))
  })

  it('is not of a release that was published before there was one', async () => {
    await clearReleases()
    await publishSeed('2026-11-21T08:00:00Z')
    await env.DB.prepare("delete from release_files where release = '2026-11-21.1'").run()
    const { get } = isolate()
    const response = await get('/v1/releases/2026-11-21.1/all.zip')
    expect(response.status).toBe(404)
    expect((await response.json<{ detail: string }>()).detail).toBe(
      'Release 2026-11-21.1 has no all.zip: it was published before there was one.',
    )
    const parquet = await get('/v1/releases/2026-11-21.1/axes.parquet')
    expect([parquet.status, parquet.headers.get('Row-Count')]).toEqual([200, '7'])
    const sums = await (await get('/v1/releases/2026-11-21.1/SHA256SUMS')).text()
    expect(sums.trimEnd().split('\n').length).toBe(datasets.length)
    expect(sums).not.toMatch(/parquet|ndjson|zip/)
  })
})
