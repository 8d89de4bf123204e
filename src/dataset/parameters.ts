import * as z from 'zod'
import { listValuesMax, pageRowsMax, searchLengthMax, searchWordsMax, sortColumnsMax, urlLengthMax } from './bounds.ts'
import { closed, type Column } from './column.ts'
import type { Dataset } from './define.ts'
import { bare, fault, suggesting, tooMany, unknownValue, type Fault, type FaultCode } from './fault.ts'
import { filters, parseFilter, ranged, rangeExample, scalarPattern } from './filter.ts'
import { mend } from './mend.ts'
import { suggestName, type Known } from './suggest.ts'
import { searchWords } from './words.ts'

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
  if (closed(column)) return { type: 'string', enum: [...Object.keys(column.terms!), ...none] }
  const scalar = scalarPattern(column)
  const range = ranged(column) ? [`${scalar}\\.\\.(${scalar})?`, `\\.\\.${scalar}`] : []
  const words = [...none, ...(column.role === 'time' ? ['latest'] : [])]
  return { type: 'string', maxLength: urlLengthMax, pattern: `^(${[...words, scalar, ...range].join('|')})$` }
}

/** What a filter takes, in plain words. */
const aboutFilter = (name: string, column: Column): string => {
  const terms = Object.entries(column.terms ?? {}).map(([value, { title_en }]) => `\`${value}\` (${title_en})`)
  const example = closed(column) ? Object.keys(column.terms!)[0] : rangeExample(column)
  return [
    column.description,
    ranged(column) ? 'A value or a range, `A..B`, `A..` or `..B`.' : '',
    terms.length > 0 ? `${closed(column) ? 'One' : `A code of \`${column.ref}\`, or one`} of ${terms.join(', ')}.` : '',
    'Several, separated by commas, mean any of them.',
    column.nullable ? '`none` finds the rows without a value.' : '',
    column.role === 'time' ? '`latest` is the newest year with a report.' : '',
    example === undefined ? '' : `Example: \`${name}=${example}\`.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

const filterParameter = (name: string, column: Column) =>
  parameter((text) => parseFilter(name, column, text), {
    description: aboutFilter(name, column),
    ...listOf(itemsOf(column), listValuesMax),
  })

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
  {
    description:
      'Adds a column `{column}_label` after each code that has a title, in Italian (`it`) or English (`en`). Example: `labels=en`.',
    enum: ['it', 'en'],
  },
)

const isLimit = (text: string, most: number) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most

const badLimit = (text: string, most: number): Fault => {
  const mended = mend('integer', text).find((other) => isLimit(other, most))
  const why = `got "${text}"; expected a whole number from 1 to ${most}.`
  const wrong = fault('unknown_value', 'limit', text, [`1..${most}`], why)
  return suggesting(wrong, text, mended === undefined ? [] : [{ value: mended }])
}

/** The parameter `limit`: at most `most` of what `noun` says, and `standard` where it is left out. */
export const limitParameter = (noun: string, most: number, standard = most) =>
  parameter(
    unlessEmpty('limit', [`1..${most}`], (text): Reading<number> =>
      isLimit(text, most) ? { value: Number(text) } : { faults: [badLimit(text, most)] },
    ),
    {
      description:
        standard === most
          ? `${noun}: at most ${most}, which is also the default.`
          : `${noun}: at most ${most}, by default ${standard}.`,
      type: 'integer',
      format: 'int32',
      minimum: 1,
      maximum: most,
    },
  )

const limit = limitParameter('How many rows a page holds', pageRowsMax)

const cursorLengthMax = 600
const cursorPattern = new RegExp(`^[A-Za-z0-9_-]{1,${cursorLengthMax}}$`)
const cursorAllowed = ['the cursor of links.next']

export const cursorFault = (value: string, why = 'not a cursor of this API; follow links.next of a page.') =>
  fault('unknown_value', 'cursor', value, cursorAllowed, why)

const cursor = parameter(
  unlessEmpty('cursor', cursorAllowed, (text): Reading<string> =>
    cursorPattern.test(text) ? { value: text } : { faults: [cursorFault(text)] },
  ),
  {
    description:
      'Where the next page begins. Take it from `links.next` of a page as it is; it stays in the release that the first page came from.',
    maxLength: cursorLengthMax,
    pattern: cursorPattern.source,
  },
)

/** What is looked for: its words, folded, without those that say nothing. */
const readWords = (text: string): Reading<string> => {
  const refuse = (code: FaultCode, allowed: string, why: string) => ({
    faults: [fault(code, 'q', text, [allowed], why)],
  })
  const allowed = `at most ${searchLengthMax} characters`
  if (text.trim() === '') return refuse('empty_value', 'words', 'nothing to search for.')
  if (text.length > searchLengthMax)
    return refuse('too_long', allowed, `${text.length} characters; ${allowed} are allowed.`)
  const { words, ignored } = searchWords(text)
  if (words.length > searchWordsMax) return { faults: [tooMany('q', text, words.length, searchWordsMax, 'words')] }
  if (words.length > 0) return { value: words.join(' ') }
  return ignored.length === 0
    ? refuse('empty_value', 'words', `"${text}" has no letter and no digit; write words, such as nidi gratis.`)
    : refuse(
        'empty_value',
        'words that say what is looked for',
        `"${ignored.join('", "')}" stand${ignored.length === 1 ? 's' : ''} almost everywhere and say${ignored.length === 1 ? 's' : ''} nothing of what is looked for; add a word that does, such as spesa.`,
      )
}

/** The parameter `q`; `finds` says where its words are looked for, and what documents say besides. */
export const wordsParameter = (finds: string, more: { example?: string; required?: true } = {}) =>
  parameter(readWords, {
    description: `${finds} Letter case and accents are no difference; at most ${searchLengthMax} characters and ${searchWordsMax} words.`,
    minLength: 1,
    maxLength: searchLengthMax,
    pattern: '\\S',
    ...more,
  })

/** Where the words of a search are looked for in a dataset. */
const placesOf = (texts: readonly string[]): string =>
  `Words that each ${texts.length > 0 ? `stand in ${texts.join(', ')}, or ` : ''}say what a code of the row means, in Italian or English.`

const fieldsParameter = (header: readonly string[]) =>
  columnsParameter(
    'fields',
    header,
    `Columns to return, separated by commas; they keep the order of the dataset, whatever the order here. Example: \`fields=${header.slice(0, 2).join(',')}\`.`,
  )

/** The parameters of an address that names one row: there is nothing to filter, to sort or to page. */
export const rowQuerySchema = ({ header }: Dataset) =>
  z.strictObject({ fields: fieldsParameter(header), labels } as Record<string, z.ZodType>)

/** The parameters of a dataset, as they are validated and documented; `paged` for JSON, since CSV and NDJSON are always whole. */
export const querySchema = ({ columns, header, search }: Dataset, paged: boolean) =>
  z.strictObject({
    ...Object.fromEntries(
      Object.entries(columns)
        .filter(([, column]) => filters(column))
        .map(([name, column]) => [name, filterParameter(name, column)]),
    ),
    q: wordsParameter(placesOf(search ?? [])),
    sort: columnsParameter(
      'sort',
      header,
      `Columns to sort by, separated by commas; a hyphen before a column sorts it downwards. Rows without a value come last, and the key breaks ties. Example: \`sort=-${header.at(1) ?? header[0]}\`.`,
    ),
    fields: fieldsParameter(header),
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
