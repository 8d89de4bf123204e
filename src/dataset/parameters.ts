import * as z from 'zod'
import { listValuesMax, pageRowsMax, sortColumnsMax, urlLengthMax } from './bounds.ts'
import { closed, type Column } from './column.ts'
import type { Dataset } from './define.ts'
import { bare, fault, tooMany, unknownValue, type Fault } from './fault.ts'
import { filters, parseFilter, ranged, rangeExample, scalarPattern } from './filter.ts'
import { limitParameter, parameter, unlessEmpty, wordsParameter, type Reading } from './parameter.ts'
import { suggestName, type Known } from './suggest.ts'

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
  const example = column.example ?? (closed(column) ? Object.keys(column.terms!)[0] : rangeExample(column))
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

const listed = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Where the words of a search are looked for in a dataset. */
const placesOf = (texts: readonly string[]): string =>
  `Words to find, in Italian or English: each must appear ${texts.length > 0 ? `in ${listed.format(texts)}, or ` : ''}in the name of one of the row's codes.`

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
      `Columns to sort by, separated by commas; a hyphen before a column sorts it in descending order. Rows without a value come last, and the key breaks ties. Example: \`sort=-${header.at(1) ?? header[0]}\`.`,
    ),
    fields: fieldsParameter(header),
    labels,
    ...(paged ? { limit, cursor } : {}),
  } as Record<string, z.ZodType>)
