/**
 * Proves that every printed figure stands where its row says, and that every other number of the texts is explained.
 * Usage: node commands/verify.ts FOLDER, where FOLDER holds the text editions of seed/sources.csv.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder, seedFolder, SeedError } from './load.ts'
import { locate, matches, normalise, numbers, type Edition, type Span } from './place.ts'
import { checkPrinted } from './printed.ts'
import { readRecords } from './records.ts'

type Row = Readonly<Record<string, string>>

/** A row and its place, as errors tell it: `seed/observations.csv:17`. */
interface Entry {
  at: string
  row: Row
}

/** A row with the place where its string stands, if it does, and the numbers it explains. */
interface Found extends Entry {
  span: Span | undefined
  problems: string[]
}
type Explained = Found & { explained: Span[] }

/** By source; undefined where the file is missing, which is told once and not at every row. */
type Editions = ReadonlyMap<string, Edition | undefined>

const cell = (row: Row, column: string) => row[column] ?? ''

const readSeed = readFolder(seedFolder())

/** The rows of a seed file, each with the line that it begins on, as the loader counts them. */
const read = (name: string): Entry[] => {
  const file = `seed/${name}.csv`
  const { records, problem } = readRecords(readSeed(name))
  if (problem) throw new SeedError([`${file}:${problem.line}: ${problem.message}`])
  const [head, ...body] = records
  return body.map(({ line, cells }) => ({
    at: `${file}:${line}`,
    row: Object.fromEntries(head!.cells.map((column, at) => [column, cells[at] ?? ''])),
  }))
}

/** The text editions in a folder, known by their digests and not by their names. */
const readEditions = (folder: string): { editions: Editions; problems: string[] } => {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name }) => {
      const bytes = readFileSync(join(folder, name))
      return { name, sha256: createHash('sha256').update(bytes).digest('hex'), text: bytes.toString('utf8') }
    })
  const sources = read('sources').map(({ at, row }) => ({
    at,
    code: cell(row, 'code'),
    sha256: cell(row, 'sha256'),
    file: files.find(({ sha256 }) => sha256 === row['sha256']),
  }))
  const strangers = files.filter((file) => !sources.some(({ sha256 }) => sha256 === file.sha256))
  const missing = sources.filter(({ file }) => !file)
  return {
    editions: new Map(sources.map(({ code, file }) => [code, file && normalise(file.text)])),
    problems: [
      ...strangers.map(({ name }) => `${join(folder, name)}: its sha256 is that of no source in seed/sources.csv`),
      ...missing.map(({ at, code }) => `${at}: sha256: no file in ${folder} is the text edition of ${code}`),
    ],
  }
}

const checkSource = (editions: Editions, { at, row }: Entry): string[] =>
  editions.has(cell(row, 'source')) ? [] : [`${at}: source: "${row['source']}" is not in seed/sources.csv`]

/** Finds a row's string at its place. */
const find = (editions: Editions, { at, row }: Entry, column = 'printed'): Found => {
  const edition = editions.get(cell(row, 'source'))
  const printed = cell(row, column)
  const occurrence = Number(row['occurrence'] ?? 1)
  const span = edition && locate(edition, { line: Number(row['line']), occurrence, printed })
  const times = occurrence === 1 ? '' : `${occurrence} times `
  const problems = checkSource(editions, { at, row })
  if (edition && !span)
    problems.push(`${at}: ${column}: "${printed}" does not begin ${times}on line ${row['line']} of ${row['source']}`)
  return { at, row, span, problems }
}

const orNull = (text: string) => (text === '' ? null : text)
const numberOrNull = (text: string) => (text === '' ? null : Number(text))

/** Compares value, precision and unit with what the printed string states. */
const checkAmount = ({ at, row }: Entry): string[] =>
  checkPrinted({
    indicator: cell(row, 'indicator'),
    value: numberOrNull(cell(row, 'value')),
    unit: orNull(cell(row, 'unit')),
    precision: numberOrNull(cell(row, 'precision')),
    printed: cell(row, 'printed'),
    inferred: orNull(cell(row, 'inferred')),
  }).map((problem) => `${at}: ${problem}`)

/** An objective or action has its whole title at its line: what follows is its code in brackets. */
const checkCode = (editions: Editions, { at, row }: Entry): string[] => {
  const edition = editions.get(cell(row, 'source'))
  if (!edition) return checkSource(editions, { at, row })
  const [title, printed] = [cell(row, 'title'), cell(row, 'printed')]
  const start = matches(edition, title).find((offset) => edition.lines[offset] === Number(row['line']))
  if (start === undefined) return [`${at}: title: "${title}" does not begin on line ${row['line']} of ${row['source']}`]
  const rest = edition.text.slice(start + title.length)
  const code = /^ \((?:rif\. |Azione )?([\w.]+)\)/.exec(rest)?.[1]
  if (code === undefined) return [`${at}: title: it goes on with "${rest.slice(0, 40)}", before its code`]
  return code === printed ? [] : [`${at}: printed: the code behind the title is "${code}", not "${printed}"`]
}

const inside = (part: Span, whole: Span | undefined) =>
  whole !== undefined && whole.start <= part.start && part.end <= whole.end

/** The numbers that a row of numbers.csv explains, and why it may not. */
const explain = (editions: Editions, figures: readonly Found[], entry: Entry): Explained => {
  const { at, row, span, problems } = find(editions, entry)
  const edition = editions.get(cell(row, 'source'))
  const explained = edition ? numbers(edition).filter((number) => inside(number, span)) : []
  const told = `${at}: printed: "${row['printed']}"`
  if (span && explained.length === 0) problems.push(`${told} holds no whole number`)
  for (const figure of figures)
    if (figure.row['source'] === row['source'] && explained.some((number) => inside(number, figure.span)))
      problems.push(`${told} is explained, but it is in the figure ${figure.row['id']}`)
  return { at, row, span, problems, explained }
}

/** Reasons that are in no list or have no number, and numbers that two rows explain. */
const checkReasons = (explanations: readonly Explained[]): string[] => {
  const reasons = read('reasons')
  const known = new Set(reasons.map(({ row }) => row['code']))
  const used = new Set(explanations.map(({ row }) => row['reason']))
  const places = explanations.flatMap(({ at, row, explained }) =>
    explained.map(({ start }) => ({ at, row, number: `${row['source']} ${start}` })),
  )
  const last = new Map(places.map(({ at, number }) => [number, at]))
  return [
    ...explanations
      .filter(({ row }) => !known.has(row['reason']))
      .map(({ at, row }) => `${at}: reason: "${row['reason']}" is not in seed/reasons.csv`),
    ...reasons
      .filter(({ row }) => !used.has(row['code']))
      .map(({ at, row }) => `${at}: code: "${row['code']}" explains no number`),
    ...places
      .filter(({ at, number }) => last.get(number) !== at)
      .map(({ at, row, number }) => `${at}: printed: "${row['printed']}" is explained at ${last.get(number)} too`),
  ]
}

/** Every number of the texts that neither a figure nor an explanation holds. */
const findUnexplained = (editions: Editions, found: readonly Found[]): string[] =>
  [...editions].flatMap(([source, edition]) => {
    if (!edition) return []
    const { text, lines } = edition
    const here = found.filter(({ row }) => row['source'] === source)
    return numbers(edition)
      .filter((number) => !here.some(({ span }) => inside(number, span)))
      .map(({ start, end }) => {
        const told = `${source}:${lines[start]}: "${text.slice(start, end)}"`
        return `${told} is in no figure and not in seed/numbers.csv: …${text.slice(Math.max(0, start - 30), end + 30)}…`
      })
  })

const verify = (folder: string) => {
  const { editions, problems } = readEditions(folder)
  const figures = read('observations').map((entry) => {
    const found = find(editions, entry)
    found.problems.push(...checkAmount(entry))
    return found
  })
  const explanations = read('numbers').map((entry) => explain(editions, figures, entry))
  const acts = read('acts').filter(({ row }) => row['number'] !== '')
  const unexplained = findUnexplained(editions, [...figures, ...explanations])
  problems.push(
    ...figures.flatMap((found) => found.problems),
    ...[...read('objectives'), ...read('actions')].flatMap((entry) => checkCode(editions, entry)),
    ...acts.flatMap((entry) => find(editions, entry, 'number').problems),
    ...read('priorities').flatMap((entry) => find(editions, entry).problems),
    ...read('audiences').flatMap((entry) => find(editions, entry, 'title').problems),
    ...read('deadlines').flatMap((entry) => find(editions, entry).problems),
    ...explanations.flatMap((found) => found.problems),
    ...checkReasons(explanations),
    ...unexplained,
  )
  for (const problem of problems) console.error(problem)
  const verified = figures.filter((found) => found.span && found.problems.length === 0).length
  console.log(`${figures.length} figures, ${verified} verified, ${unexplained.length} numbers unexplained`)
  process.exitCode = problems.length === 0 && verified === figures.length ? 0 : 1
}

const [folder] = process.argv.slice(2)
try {
  if (folder === undefined || !existsSync(folder))
    throw new Error(
      `${folder ?? 'No folder given'}: expected the folder that holds the text editions of seed/sources.csv`,
    )
  verify(folder)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
