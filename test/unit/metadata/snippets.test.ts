import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset, Row } from '../../../src/dataset/define.ts'
import { cellsOf } from '../../../src/dataset/label.ts'
import { datasets } from '../../../src/datasets/index.ts'
import { csv } from '../../../src/formats/csv.ts'
import { writeTable } from '../../../src/formats/format.ts'
import { parquet } from '../../../src/formats/parquet.ts'
import { snippets, type Snippet } from '../../../src/metadata/snippets.ts'
import { seed } from '../real.ts'

const folder = mkdtempSync(join(tmpdir(), 'snippets-'))
const named = (name: string) => datasets.find((dataset) => dataset.name === name)!
const rowsOf = ({ name }: Dataset) => (seed as unknown as Record<string, readonly Row[]>)[name]!
const snippetOf = (tool: Snippet['tool'], dataset: Dataset, base = folder) =>
  snippets({ dataset, address: `${base}/${dataset.name}` }).find((snippet) => snippet.tool === tool)!.code

let duck: DuckDBConnection
beforeAll(async () => {
  duck = await (await DuckDBInstance.create(':memory:')).connect()
  for (const dataset of datasets)
    for (const format of [csv, parquet])
      writeFileSync(
        join(folder, `${dataset.name}.${format.extension}`),
        writeTable(format, {
          dataset,
          cells: cellsOf(dataset, { fields: [...dataset.header] }),
          rows: rowsOf(dataset),
        }),
      )
})
afterAll(() => rmSync(folder, { recursive: true }))

const ask = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJson()
const source = (code: string) => code.replace(/^from /, '').replace(/;$/, '')

describe('DuckDB', () => {
  it('without types, tables that name one thing do not join: the lines are needed', async () => {
    const joined = `select count(*) as n from '${folder}/priorities.csv' p join '${folder}/axes.csv' a on p.axis = a.code`
    await expect(ask(joined)).rejects.toThrow(/Could not convert string 'total' to INT64/)
  })

  it('joins tables by the lines, of CSV and of Parquet', async () => {
    for (const tool of ['duckdb', 'duckdb_parquet'] as const) {
      const [priorities, axes] = [source(snippetOf(tool, named('priorities'))), source(snippetOf(tool, named('axes')))]
      expect(await ask(`select count(*)::int as n from ${priorities} p join ${axes} a on p.axis = a.code`)).toEqual([
        { n: rowsOf(named('priorities')).length },
      ])
    }
  })

  it.each(datasets)('reads $name by the line, every cell as it is', async (dataset) => {
    const read = await ask(snippetOf('duckdb', dataset))
    const rows = rowsOf(dataset)
    const like = (cell: unknown, name: string, at: number) =>
      typeof rows[at]![name] === 'number' && typeof cell === 'string' ? Number(cell) : cell
    expect(
      read.map((row, at) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, like(cell, name, at)])),
      ),
    ).toEqual(rows)
  })
})

const python = spawnSync('python3', ['--version']).status === 0

describe('csv of Python', () => {
  if (!python) console.warn('There is no python3 here: the lines for Python are not tried.')

  it.skipIf(!python)('reads every row by the lines, and joins', () => {
    const base = pathToFileURL(folder).href
    const read = (name: string) => `${snippetOf('python', named(name), base)}\n${name} = rows\n`
    const joined =
      "axes = {row['code']: row['title_en'] for row in axes}\nprint([axes[row['axis']] for row in priorities][0], len(priorities))"
    const output = execFileSync('python3', ['-c', read('axes') + read('priorities') + joined], { encoding: 'utf8' })
    const [first] = rowsOf(named('priorities'))
    const title = rowsOf(named('axes')).find(({ code }) => code === first!['axis'])!['title_en']
    expect(output.trim()).toBe(`${title} ${rowsOf(named('priorities')).length}`)
  })

  it.skipIf(!python)('can parse the lines for pandas of every dataset', () => {
    const programs = datasets.map((dataset) => snippetOf('pandas', dataset))
    expect(() =>
      execFileSync('python3', [
        '-c',
        `import ast, json, sys\n[ast.parse(p) for p in json.loads(sys.argv[1])]`,
        JSON.stringify(programs),
      ]),
    ).not.toThrow()
  })
})

describe('snippets', () => {
  const all = snippets({ dataset: named('axes'), address: 'https://api.test/v1/axes', query: 'code=2' })

  it('are of every tool, each with a title in both languages', () => {
    expect(all.map(({ tool }) => tool)).toEqual([
      'curl',
      'python',
      'pandas',
      'r',
      'duckdb',
      'duckdb_parquet',
      'javascript',
      'excel',
      'google_sheets',
    ])
    for (const { title, title_en, code } of all) {
      expect([title.length > 0, title_en.length > 0]).toEqual([true, true])
      expect(code).toContain('https://api.test/v1/axes')
      expect(code).toContain('?code=2')
    }
  })

  it('name columns of text as text, and others as what they are', () => {
    const [snapshots] = [snippets({ dataset: named('snapshots'), address: 'https://api.test/v1/snapshots' })]
    const code = (tool: Snippet['tool']) => snapshots.find((snippet) => snippet.tool === tool)!.code
    expect(code('duckdb')).toMatch(
      /^from read_csv\('https:\/\/api\.test\/v1\/snapshots\.csv', types = \{'axis': 'VARCHAR', /,
    )
    expect(code('pandas')).toContain("parse_dates=['date']")
    expect(code('r')).toContain('col_types = "dcDdddddcdddd')
    expect(code('excel')).toContain('{"axis", type text}, {"date", type date}, {"allocated", type number}')
  })

  it('stand in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
    const local = snippets({ dataset: named('axes'), address: 'http://127.0.0.1:8787/v1/axes' })
    for (const tool of ['duckdb', 'pandas'] as const)
      for (const line of local.find((snippet) => snippet.tool === tool)!.code.split('\n'))
        expect(readme).toContain(line)
  })
})
