import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCell, type Column } from '../src/dataset/column.ts'
import type { Dataset, Row, Value } from '../src/dataset/define.ts'
import { datasets, type Rows } from '../src/datasets/index.ts'
import { completions, derivations } from '../src/derive/index.ts'
import { checkCharacters, checkHeader } from './cells.ts'
import type { Line } from './lines.ts'
import { readRecords, type CsvRecord } from './records.ts'
import { checkRules, checkWithdrawn } from './rules.ts'

/** Told when a seed is not as declared: every bad line at once, each as `file:line: column: what is wrong`. */
export class SeedError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** The columns that a seed file holds: all but those that are computed. */
const written = ({ name, header }: Dataset) => header.filter((column) => completions[name]?.[column] === undefined)

const fileOf = ({ name }: Dataset) => `seed/${name}.csv`

/** The records of a seed file below its header, and why there are none. */
const parseFile = (dataset: Dataset, text: string): { records: CsvRecord[]; problems: string[] } => {
  const file = fileOf(dataset)
  const { records, problem } = readRecords(text)
  if (problem) return { records: [], problems: [`${file}:${problem.line}: ${problem.message}`] }
  const [head, ...body] = records
  const problems = checkHeader(written(dataset), head!.cells)
  return problems.length > 0
    ? { records: [], problems: problems.map((told) => `${file}:1: ${told}`) }
    : { records: body, problems }
}

const checkRow = (dataset: Dataset, line: number, cells: readonly string[]): { row?: Row; problems: string[] } => {
  const place = `${fileOf(dataset)}:${line}`
  const { columns } = dataset
  const header = written(dataset)
  if (cells.length !== header.length)
    return { problems: [`${place}: expected ${header.length} cells, got ${cells.length}`] }
  const characters = header.flatMap((name, at) => {
    const problem = checkCharacters(cells[at]!)
    return problem === undefined ? [] : [{ name, problem }]
  })
  const row = Object.fromEntries(
    dataset.header.map((name) => [name, readCell(columns[name]!, cells[header.indexOf(name)] ?? '')]),
  )
  const result = dataset.row.safeParse(row)
  if (result.success && characters.length === 0) return { row, problems: [] }
  const bad = [...new Set(result.error?.issues.map(({ path }) => String(path[0])))].filter((name) =>
    characters.every((one) => one.name !== name),
  )
  return {
    problems: [
      ...characters.map(({ name, problem }) => `${place}: ${name}: ${problem}`),
      ...bad.map(
        (name) => `${place}: ${name}: expected ${columns[name]!.expected}, got "${cells[header.indexOf(name)]}"`,
      ),
    ],
  }
}

const keyOf = (dataset: Dataset, row: Row) => dataset.key.map((name) => String(row[name])).join('/')

const checkKeys = (dataset: Dataset, lines: readonly Line[]): string[] => {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, row }) => {
    const key = keyOf(dataset, row)
    const before = first.get(key)
    first.set(key, before ?? line)
    return before === undefined
      ? []
      : [`${fileOf(dataset)}:${line}: ${dataset.key.join(', ')}: "${key}" stands on line ${before} already`]
  })
}

/** The codes that a cell names: none, one, or a list of them. */
const named = (value: Value, kind: Column['kind']): string[] => {
  if (value === null) return []
  return kind === 'list' ? String(value).split(' ') : [String(value)]
}

const checkReferences = (
  dataset: Dataset,
  lines: readonly Line[],
  keys: Readonly<Partial<Record<string, ReadonlySet<string>>>>,
): string[] =>
  Object.entries(dataset.columns).flatMap(([name, { ref, kind, terms = {} }]) =>
    ref === undefined || keys[ref] === undefined
      ? []
      : lines.flatMap(({ line, row }) =>
          named(row[name]!, kind)
            .filter((code) => !keys[ref]?.has(code) && !Object.hasOwn(terms, code))
            .map((code) => `${fileOf(dataset)}:${line}: ${name}: there is no "${code}" in ${ref}`),
        ),
  )

const seeded = datasets.filter(({ name }) => !(name in derivations))

/** Reads one seed file as text. Throws `SeedError` when it cannot be read. */
export type ReadSeed = (name: string) => string

/** Reads the seed files of a folder. Bytes that are not UTF-8 become U+FFFD, which no cell may hold. */
export const readFolder = (folder: string): ReadSeed => {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SeedError([`There is no seed folder ${folder}`])
  return (name) => {
    try {
      return readFileSync(join(folder, `${name}.csv`), 'utf8')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new SeedError([
        `seed/${name}.csv: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}`,
      ])
    }
  }
}

/** The folder of the seed: this one, or the one that SEED names. */
export const seedFolder = () => resolve(process.env['SEED'] ?? join(import.meta.dirname, '../seed'))

/** The rows of a seed file that are as declared, and what is wrong with the others. */
const readDataset = (dataset: Dataset, read: ReadSeed): { lines: Line[]; problems: string[] } => {
  let text: string
  try {
    text = read(dataset.name)
  } catch (error) {
    if (error instanceof SeedError) return { lines: [], problems: [...error.problems] }
    throw error
  }
  const file = parseFile(dataset, text)
  const checked = file.records.map(({ line, cells }) => ({ line, ...checkRow(dataset, line, cells) }))
  const lines = checked.flatMap(({ line, row }) => (row ? [{ line, row }] : []))
  return {
    lines,
    problems: [...checked.flatMap(({ problems }) => problems), ...file.problems, ...checkKeys(dataset, lines)],
  }
}

// Every row has been checked by the schema of its dataset; this gives the rows their types back.
const typed = (rows: Record<string, readonly Row[]>) => rows as unknown as Rows

/** Reads and checks the whole seed, then computes the derived datasets. Throws `SeedError` with every bad line; then nothing is loaded. */
export const loadSeed = (read: ReadSeed = readFolder(seedFolder())): Rows => {
  const files = seeded.map((dataset) => ({ dataset, ...readDataset(dataset, read) }))
  // A good line that names a bad one is not to blame: only whole files tell what may be named.
  const keys = Object.fromEntries(
    files.flatMap(({ dataset, lines, problems }) =>
      problems.length > 0 ? [] : [[dataset.name, new Set(lines.map(({ row }) => keyOf(dataset, row)))]],
    ),
  )
  const all = Object.fromEntries(files.map(({ dataset, lines }) => [dataset.name, lines]))
  const problems = [
    ...files.flatMap((file) => file.problems),
    ...files.flatMap(({ dataset, lines }) => checkReferences(dataset, lines, keys)),
    ...checkRules(all, new Set(Object.keys(keys))),
  ]
  if (problems.length > 0) throw new SeedError(problems)
  const rows: Record<string, readonly Row[]> = Object.fromEntries(
    files.map(({ dataset, lines }) => [dataset.name, lines.map(({ row }) => row)]),
  )
  for (const name of Object.keys(completions)) rows[name] = complete(name, rows)
  for (const [name, derive] of Object.entries(derivations)) rows[name] = checkDerived(name, derive(typed(rows)))
  const derived = Object.fromEntries(Object.keys(derivations).map((name) => [name, keysOf(name, rows[name]!)]))
  const late = [
    ...files.flatMap(({ dataset, lines }) => checkReferences(dataset, lines, derived)),
    ...checkWithdrawn(all, derived['facts']!),
    ...checkExamples(rows),
  ]
  if (late.length > 0) throw new SeedError(late)
  return typed(rows)
}

/** The examples of the declarations are rows: documents show them as addresses that answer. */
const checkExamples = (rows: Readonly<Record<string, readonly Row[]>>): string[] =>
  datasets.flatMap(({ name, example }) =>
    example === undefined || keysOf(name, rows[name]!).has(example.join('/'))
      ? []
      : [`src/datasets/${name}.ts: example: there is no "${example.join('/')}" in ${name}`],
  )

const keysOf = (name: string, rows: readonly Row[]): ReadonlySet<string> => {
  const dataset = datasets.find((one) => one.name === name)!
  return new Set(rows.map((row) => keyOf(dataset, row)))
}

/** The rows of a seeded dataset with the columns that are computed. */
const complete = (name: string, rows: Record<string, readonly Row[]>): readonly Row[] => {
  const columns = Object.entries(completions[name]!).map(([column, valueOf]) => [column, valueOf(typed(rows))] as const)
  return rows[name]!.map((row) => ({
    ...row,
    ...Object.fromEntries(columns.map(([column, valueOf]) => [column, valueOf(row)])),
  }))
}

const checkDerived = (name: string, rows: readonly Row[]): readonly Row[] => {
  const dataset = datasets.find((one) => one.name === name)!
  const bad = rows.flatMap((row) => {
    const result = dataset.row.safeParse(row)
    return result.success
      ? []
      : [
          `${name}: ${keyOf(dataset, row)}: ${result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
        ]
  })
  if (bad.length > 0) throw new SeedError(bad)
  return rows
}
