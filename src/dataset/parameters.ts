import * as z from 'zod'
import { listValuesMax, pageRowsMax, searchLengthMax, searchWordsMax, sortColumnsMax } from './bounds.ts'
import type { Column } from './column.ts'
import type { Dataset } from './define.ts'
import { fault, tooMany, unknownValue, type Fault, type FaultCode, type Known } from './fault.ts'
import { filters, parseFilter, ranged, scalarPattern } from './filter.ts'
import { searchWords } from './words.ts'

/** What a text stands for, or all that is wrong with it. */
export type Reading<T> = { value: T } | { faults: readonly Fault[] }

/** What documents say of a parameter: JSON Schema of what a client writes. */
interface About extends Record<string, unknown> {
  description: string
}

/** A parameter: how its text is read, and what documents say of it. */
export const parameter = <T>(read: (text: string) => Reading<T>, about: About) =>
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

const columnsParameter = (name: 'sort' | 'fields', header: readonly string[], description: string) => {
  const most = name === 'sort' ? sortColumnsMax : Math.max(listValuesMax, header.length)
  const items = { type: 'string', enum: name === 'sort' ? header.flatMap((column) => [column, `-${column}`]) : header }
  return parameter(
    (text): Reading<string[]> => {
      const values = text.split(',')
      if (values.length > most) return { faults: [tooMany(name, text, values.length, most, 'columns')] }
      const bare = name === 'sort' ? values.map((value) => value.replace(/^-/, '')) : values
      const faults = bare.flatMap((value, at) => {
        if (value === '') return [fault('empty_value', name, text, header, 'a value is empty.')]
        if (!header.includes(value))
          return [
            unknownValue(
              name,
              value,
              header.map((column) => ({ value: column })),
            ),
          ]
        return bare.indexOf(value) < at
          ? [fault('repeated_parameter', name, value, header, `"${value}" is given twice.`)]
          : []
      })
      return faults.length > 0 ? { faults } : { value: values }
    },
    { description, ...listOf(items, most), uniqueItems: true },
  )
}

/** A parameter that lists nothing says so as filters do. */
export const unlessEmpty =
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

/** The parameter `limit`: at most `most` of what `noun` says, and `standard` where it is left out. */
export const limitParameter = (noun: string, most: number, standard = most) =>
  parameter(
    unlessEmpty('limit', [`1..${most}`], (text): Reading<number> =>
      /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most
        ? { value: Number(text) }
        : {
            faults: [
              fault(
                'unknown_value',
                'limit',
                text,
                [`1..${most}`],
                `got "${text}"; expected a whole number from 1 to ${most}.`,
              ),
            ],
          },
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

const limit = limitParameter('Rows in this page', pageRowsMax)

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

/** The parameters of a dataset, as they are validated and documented; `paged` for JSON, since CSV and NDJSON are always whole. */
export const querySchema = ({ columns, header, search }: Dataset, paged: boolean) =>
  z.strictObject({
    ...Object.fromEntries(
      Object.entries(columns)
        .filter(([, column]) => filters(column))
        .map(([name, column]) => [name, filterParameter(name, column)]),
    ),
    q: wordsParameter(placesOf(search ?? [])),
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
