import * as z from 'zod'
import { listValuesMax, pageRowsMax, searchLengthMax, sortColumnsMax } from './bounds.ts'
import type { Column } from './column.ts'
import type { Dataset } from './define.ts'
import { bare, fault, suggesting, tooMany, unknownValue, type Fault } from './fault.ts'
import { filters, foldCase, parseFilter, ranged, scalarPattern } from './filter.ts'
import { mend } from './mend.ts'
import { suggestName, type Known } from './suggest.ts'

type Reading<T> = { value: T } | { faults: readonly Fault[] }

/** What documents say of a parameter: JSON Schema of what a client writes. */
interface About extends Record<string, unknown> {
  description: string
}

const parameter = <T>(read: (text: string) => Reading<T>, about: About) =>
  z
    .string()
    .transform((text, context): T => {
      const reading = read(text)
      if ('value' in reading) return reading.value
      for (const problem of reading.faults)
        context.addIssue({ code: 'custom', message: problem.detail, params: { ...problem } })
      return z.NEVER
    })
    .optional()
    .meta(about)

/** Values separated by commas, each as `items` says. */
const listOf = (items: object, maxItems: number) => ({ type: 'array', items, minItems: 1, maxItems })

/** JSON Schema of one part of a filter. */
const itemsOf = (column: Column): object => {
  const none = column.nullable ? ['none'] : []
  if (column.terms) return { type: 'string', enum: [...Object.keys(column.terms), ...none] }
  const scalar = scalarPattern(column)
  const range = ranged(column) ? [`${scalar}\\.\\.(${scalar})?`, `\\.\\.${scalar}`] : []
  const words = [...none, ...(column.role === 'time' ? ['latest'] : [])]
  return { type: 'string', pattern: `^(${[...words, scalar, ...range].join('|')})$` }
}

const filterParameter = (name: string, column: Column) => {
  const terms = Object.entries(column.terms ?? {}).map(([value, { title_en }]) => `${value} (${title_en})`)
  const about = [
    column.description,
    ranged(column)
      ? 'Values or ranges (A..B, A.., ..B), separated by commas (any of them)'
      : 'Values separated by commas (any of them)',
    column.nullable ? '; none finds rows without a value' : '',
    column.role === 'time' ? '; latest is the newest year of a report' : '',
    terms.length > 0 ? `. One of: ${terms.join(', ')}.` : '.',
  ]
  return parameter((text) => parseFilter(name, column, text), {
    description: `${about[0]} ${about.slice(1).join('')}`,
    ...listOf(itemsOf(column), listValuesMax),
  })
}

const descending = /^-|[\s:+]desc(ending)?$/i
const direction = /^[-+\s]+|[\s:+](asc|desc)(ending)?$/gi

/** The fault of a column that there is not, in `sort` or `fields`; the direction of a sort stays with what is suggested. */
export const unknownColumn = (name: string, text: string, known: readonly Known[]): Fault => {
  const sign = name === 'sort' && descending.test(text) ? '-' : ''
  const meant = bare(suggestName(text.replaceAll(direction, ''), known))
  return unknownValue(
    name,
    text,
    bare(known),
    meant.map(({ value }) => ({ value: sign + value })),
  )
}

const columnsParameter = (name: 'sort' | 'fields', header: readonly string[], description: string) => {
  const known = header.map((value) => ({ value }))
  const most = name === 'sort' ? sortColumnsMax : Math.max(listValuesMax, header.length)
  const items = { type: 'string', enum: name === 'sort' ? header.flatMap((column) => [column, `-${column}`]) : header }
  return parameter(
    (text): Reading<string[]> => {
      const values = text.split(',')
      if (values.length > most) return { faults: [tooMany(name, text, values.length, most, 'columns')] }
      const columns = name === 'sort' ? values.map((value) => value.replace(/^-/, '')) : values
      const faults = columns.flatMap((value, at) => {
        if (value === '') return [fault('empty_value', name, text, header, 'a value is empty.')]
        if (!header.includes(value)) return [unknownColumn(name, values[at]!, known)]
        return columns.indexOf(value) < at
          ? [fault('repeated_parameter', name, value, header, `"${value}" is given twice.`)]
          : []
      })
      return faults.length > 0 ? { faults } : { value: values }
    },
    { description, ...listOf(items, most), uniqueItems: true },
  )
}

/** A parameter that lists nothing says so as filters do. */
const unlessEmpty =
  <T>(name: string, allowed: readonly string[], read: (text: string) => Reading<T>) =>
  (text: string): Reading<T> =>
    text === ''
      ? { faults: [fault('empty_value', name, text, allowed, 'nothing is given; leave the parameter out.')] }
      : read(text)

const labels = parameter(
  unlessEmpty('labels', ['it', 'en'], (text): Reading<'it' | 'en'> =>
    text === 'it' || text === 'en'
      ? { value: text }
      : { faults: [unknownValue('labels', text, [{ value: 'it' }, { value: 'en' }])] },
  ),
  { description: 'Adds a column {column}_label after each code, in Italian (it) or English (en).', enum: ['it', 'en'] },
)

const isLimit = (text: string) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= pageRowsMax

const badLimit = (text: string): Fault => {
  const mended = mend('integer', text).find(isLimit)
  const why = `got "${text}"; expected a whole number from 1 to ${pageRowsMax}.`
  const wrong = fault('unknown_value', 'limit', text, [`1..${pageRowsMax}`], why)
  return suggesting(wrong, text, mended === undefined ? [] : [{ value: mended }])
}

const limit = parameter(
  unlessEmpty('limit', [`1..${pageRowsMax}`], (text): Reading<number> =>
    isLimit(text) ? { value: Number(text) } : { faults: [badLimit(text)] },
  ),
  {
    description: `Rows in this page: at most ${pageRowsMax}, which is also the default.`,
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: pageRowsMax,
  },
)

const cursorPattern = /^[A-Za-z0-9_-]{1,600}$/
const cursorAllowed = ['the cursor of links.next']

export const cursorFault = (value: string, why = 'not a cursor of this API; follow links.next of a page.') =>
  fault('unknown_value', 'cursor', value, cursorAllowed, why)

const cursor = parameter(
  unlessEmpty('cursor', cursorAllowed, (text): Reading<string> =>
    cursorPattern.test(text) ? { value: text } : { faults: [cursorFault(text)] },
  ),
  {
    description: 'Where the next page begins: opaque, from links.next. It stays in the release that it began in.',
    pattern: cursorPattern.source,
  },
)

const searchParameter = (columns: readonly string[]) =>
  parameter(
    (text): Reading<string> => {
      if (text.trim() === '') return { faults: [fault('empty_value', 'q', text, ['words'], 'nothing to search for.')] }
      if (text.length <= searchLengthMax) return { value: foldCase(text.trim()) }
      const allowed = `at most ${searchLengthMax} characters`
      return { faults: [fault('too_long', 'q', text, [allowed], `${text.length} characters; ${allowed} are allowed.`)] }
    },
    {
      description: `Words that stand in ${columns.join(', ')}, whatever the case; at most ${searchLengthMax} characters.`,
      minLength: 1,
      maxLength: searchLengthMax,
      pattern: '\\S',
    },
  )

/** The parameters of a dataset, as they are validated and documented; `paged` for JSON, since CSV and NDJSON are always whole. */
export const querySchema = ({ columns, header, search }: Dataset, paged: boolean) =>
  z.strictObject({
    ...Object.fromEntries(
      Object.entries(columns)
        .filter(([, column]) => filters(column))
        .map(([name, column]) => [name, filterParameter(name, column)]),
    ),
    ...(search ? { q: searchParameter(search) } : {}),
    sort: columnsParameter('sort', header, 'Columns to sort by, - for descending, nulls last; the key breaks ties.'),
    fields: columnsParameter(
      'fields',
      header,
      'Columns to return, always in the order of the dataset, whatever the order here.',
    ),
    labels,
    ...(paged ? { limit, cursor } : {}),
  } as Record<string, z.ZodType>)

/** A parameter that takes one of a list that is known only at the request. */
export const knownParameter = (name: string, known: readonly Known[], about: About) =>
  parameter(
    unlessEmpty(
      name,
      known.map(({ value }) => value),
      (text): Reading<string> =>
        known.some(({ value }) => value === text) ? { value: text } : { faults: [unknownValue(name, text, known)] },
    ),
    about,
  )
