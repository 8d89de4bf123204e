import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCell } from '../src/dataset/column.ts'
import type { Dataset } from '../src/dataset/dataset.ts'
import type { Row } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import { derivations } from '../src/derive/index.ts'
import { checkCharacters, checkHeader } from './cells.ts'
import { readRecords, type CsvRecord } from './records.ts'
import { checkRules, type Line } from './rules.ts'

/** Told when a seed is not as declared: every bad line at once, each as `file:line: column: what is wrong`. */
export class SeedError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

const fileOf = ({ name }: Dataset) => `seed/${name}.csv`

/** The records of a seed file below its header, and why there are none. */
const parseFile = (dataset: Dataset, text: string): { records: CsvRecord[]; problems: string[] } => {
  const file = fileOf(dataset)
  const { records, problem } = readRecords(text)
  if (problem) return { records: [], problems: [`${file}:${problem.line}: ${problem.message}`] }
  const [head, ...body] = records
  const problems = checkHeader(dataset.header, head!.cells)
  return problems.length > 0
    ? { records: [], problems: problems.map((told) => `${file}:1: ${told}`) }
    : { records: body, problems }
}

const checkRow = (dataset: Dataset, line: number, cells: readonly string[]): { row?: Row; problems: string[] } => {
  const place = `${fileOf(dataset)}:${line}`
  const { header, columns } = dataset
  if (cells.length !== header.length)
    return { problems: [`${place}: expected ${header.length} cells, got ${cells.length}`] }
  const characters = header.flatMap((name, at) => {
    const problem = checkCharacters(cells[at]!)
    return problem === undefined ? [] : [{ name, problem }]
  })
  const row = Object.fromEntries(header.map((name, at) => [name, readCell(columns[name]!, cells[at]!)]))
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

const checkReferences = (
  dataset: Dataset,
  lines: readonly Line[],
  keys: Readonly<Partial<Record<string, ReadonlySet<string>>>>,
): string[] =>
  Object.entries(dataset.columns).flatMap(([name, { ref }]) =>
    ref === undefined || keys[ref] === undefined
      ? []
      : lines.flatMap(({ line, row }) =>
          row[name] === null || keys[ref]?.has(String(row[name]))
            ? []
            : [`${fileOf(dataset)}:${line}: ${name}: there is no "${row[name]}" in ${ref}`],
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

/** Reads and checks the whole seed, then computes the derived datasets. Throws `SeedError` with every bad line; then nothing is loaded. */
export const loadSeed = (read: ReadSeed = readFolder(seedFolder())): Record<string, readonly Row[]> => {
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
  for (const [name, derive] of Object.entries(derivations)) rows[name] = checkDerived(name, derive(rows))
  return rows
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
