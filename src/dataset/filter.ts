import { and, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { filterDecimalsMax, filterDigitsMax, listValuesMax } from './bounds.ts'
import { keyed, type Column } from './column.ts'
import type { Value } from './define.ts'
import { fault, suggesting, tooMany, unknownValue, type Fault } from './fault.ts'
import { mend } from './mend.ts'

/** One part of a filter: a value (null for `none`), or a range that is open where a bound is missing. */
export type Part = { is: Value } | { from?: string | number; to?: string | number }

export const ranged = ({ kind }: Column) => kind === 'integer' || kind === 'number' || kind === 'date'

/** Whether a column takes part in filters: every one but free text. */
export const filters = ({ kind }: Column) => kind !== 'text'

// No zeros before other digits: `1000000,00` would be a list of two numbers.
const numberSource = `-?(?:0|[1-9]\\d{0,${filterDigitsMax - 1}})(\\.\\d{1,${filterDecimalsMax}})?`
const numberPattern = new RegExp(`^${numberSource}$`)

/** Source of a regular expression, without anchors, of what a filter of a column without a closed list takes as one value. */
export const scalarPattern = ({ kind, pattern }: Column): string => {
  if (kind === 'number') return numberSource
  if (kind === 'date') return '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
  return (pattern ?? '^.+$').replace(/^\^|\$$/g, '')
}

const scalar = (column: Column, text: string): string | number | undefined => {
  if (column.kind === 'number') return numberPattern.test(text) ? Number(text) : undefined
  if (column.kind === 'integer')
    return /^-?\d{1,15}$/.test(text) && column.zod.safeParse(Number(text)).success ? Number(text) : undefined
  const valid = column.pattern === undefined || new RegExp(column.pattern).test(text)
  return valid && column.zod.safeParse(text).success ? text : undefined
}

const rangeExamples: Partial<Record<Column['kind'], string>> = {
  date: '2020-01-01..',
  integer: '1..5',
  number: '1000000..',
}

/** A range that a column takes, for errors and documents; undefined where it takes none. */
export const rangeExample = (column: Column): string | undefined =>
  column.kind === 'integer' && scalar(column, '1') === undefined ? '2018..2022' : rangeExamples[column.kind]

const words = (column: Column): string[] => {
  const expected = column.expected.replace(/,? or nothing$/, '')
  const digits =
    column.kind === 'number' ? `, at most ${filterDigitsMax} digits before it and ${filterDecimalsMax} after` : ''
  const years = column.role === 'time' ? ['latest'] : []
  const range = ranged(column) ? [`a range such as ${rangeExample(column)}`] : []
  return [expected + digits, ...years, ...range, ...(column.nullable ? ['none'] : [])]
}

const badValue = (parameter: string, column: Column, value: string): Fault => {
  if (column.terms && !keyed(column)) {
    const known = Object.entries(column.terms).map(([term, { title }]) => ({ value: term, title }))
    return unknownValue(parameter, value, column.nullable ? [...known, { value: 'none', title: 'no value' }] : known)
  }
  return fault(
    'unknown_value',
    parameter,
    value,
    words(column),
    `got "${value}"; expected ${words(column).join(', or ')}.`,
  )
}

const range = (parameter: string, column: Column, text: string): Part | Fault => {
  const [from = '', to = '', ...rest] = text.split('..')
  const low = from === '' ? undefined : scalar(column, from)
  const high = to === '' ? undefined : scalar(column, to)
  const bad =
    rest.length > 0 ||
    (from === '' && to === '') ||
    (from !== '' && low === undefined) ||
    (to !== '' && high === undefined)
  const inverted = low !== undefined && high !== undefined && low > high
  if (bad || inverted) {
    const why = inverted
      ? 'the first bound is above the second'
      : `a range is A..B, A.. or ..B of ${column.expected.replace(/,? or nothing$/, '')}`
    return fault('bad_range', parameter, text, words(column), `got "${text}"; ${why}.`)
  }
  return { ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }) }
}

const readPart = (parameter: string, column: Column, text: string): Part | Fault => {
  if (text === '')
    return fault(
      'empty_value',
      parameter,
      text,
      words(column),
      `a value is empty; leave the parameter out${column.nullable ? ', or write none for rows without a value' : ''}.`,
    )
  if (text === 'none') return column.nullable ? { is: null } : badValue(parameter, column, text)
  // Resolved against the release: the newest year of a report.
  if (text === 'latest' && column.role === 'time') return { is: text }
  if (ranged(column) && text.includes('..')) return range(parameter, column, text)
  // Resolved against the release: only it knows its codes, and what people call them.
  if (keyed(column)) return { is: text }
  if (column.kind === 'list')
    return Object.hasOwn(column.terms ?? {}, text) ? { is: text } : badValue(parameter, column, text)
  const value = scalar(column, text)
  return value === undefined ? badValue(parameter, column, text) : { is: value }
}

const show = (part: Part): string => ('is' in part ? String(part.is ?? 'none') : `${part.from ?? ''}..${part.to ?? ''}`)

/** Faults of numbers, days and ranges that are written in another way, with our way where it is clear. A comma may be of one number. */
const mended = (parameter: string, column: Column, text: string, faults: readonly Fault[]): Fault[] => {
  const { kind } = column
  if (kind !== 'integer' && kind !== 'number' && kind !== 'date') return [...faults]
  const valid = (spelling: string) =>
    spelling.split(',').every((part) => !('code' in readPart(parameter, column, part)))
  const whole = mend(kind, text).find(valid)
  if (whole !== undefined) return [suggesting(faults[0]!, text, [{ value: whole }])]
  return faults.map((wrong) => {
    const part = mend(kind, wrong.value).find(valid)
    return part === undefined ? wrong : suggesting(wrong, wrong.value, [{ value: part }])
  })
}

/** `1,2` or `2018..2020` as parts, in canonical order and each once; or every fault in it. */
export const parseFilter = (
  parameter: string,
  column: Column,
  text: string,
): { value: Part[] } | { faults: Fault[] } => {
  const texts = text.split(',')
  if (texts.length > listValuesMax) return { faults: [tooMany(parameter, text, texts.length, listValuesMax, 'values')] }
  const results = texts.map((item) => readPart(parameter, column, item))
  const faults = results.filter((result) => 'code' in result)
  if (faults.length > 0) return { faults: mended(parameter, column, text, faults) }
  return { value: inOrder(results as Part[]) }
}

/** One spelling of a filter: each part once, in order. */
export const inOrder = (parts: readonly Part[]): Part[] => {
  const shown = new Map(parts.map((part) => [show(part), part]))
  return [...shown.keys()].toSorted().map((text) => shown.get(text)!)
}

export const showFilter = (parts: readonly Part[]): string => parts.map(show).join(',')

/** A bound of a range as SQL. It is written out, since D1 allows a hundred parameters a statement; `scalar` lets numbers and dates through alone. */
const literal = (bound: string | number): SQL => {
  if (!/^-?[\d.e+-]+$/.test(String(bound))) throw new Error(`"${bound}" is no bound of a range`)
  return sql.raw(typeof bound === 'number' ? String(bound) : `'${bound}'`)
}

// Plain comparisons: a list of ranges that is looked up for each row would cost rows times ranges.
const inRange = (sqlColumn: SQLiteColumn, { from, to }: { from?: string | number; to?: string | number }) =>
  and(
    from === undefined ? undefined : sql`${sqlColumn} >= ${literal(from)}`,
    to === undefined ? undefined : sql`${sqlColumn} <= ${literal(to)}`,
  )

/** The condition of one filter. Any number of values is one bound parameter, any number of ranges none: D1 allows a hundred. */
export const condition = (column: Column, sqlColumn: SQLiteColumn, parts: readonly Part[]): SQL | undefined => {
  const values = parts.flatMap((part) => ('is' in part && part.is !== null ? [part.is] : []))
  const among =
    column.kind === 'list'
      ? values.map((value) => sql`instr(' ' || ${sqlColumn} || ' ', ${` ${value} `}) > 0`)
      : values.length === 1
        ? // A list of one would not be looked up in the index of the column.
          [sql`${sqlColumn} = ${values[0]}`]
        : values.length > 0
          ? [sql`${sqlColumn} in (select value from json_each(${JSON.stringify(values)}))`]
          : []
  return or(
    ...among,
    ...(parts.some((part) => 'is' in part && part.is === null) ? [isNull(sqlColumn)] : []),
    ...parts.flatMap((part) => ('is' in part ? [] : [inRange(sqlColumn, part)])),
  )
}
