import { integer as sqlInteger, real as sqlReal, text as sqlText } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { column, type About, type Kind, type Meaning, type Terms } from './facet.ts'

export type { About, Column, Meaning, Terms } from './facet.ts'

const numeric = (kind: Kind) => kind === 'integer' || kind === 'number'

/** Whether only a release knows the values of a column: the keys of a dataset. */
export const keyed = ({ kind, ref: dataset, pattern, terms }: About) =>
  dataset !== undefined || (kind === 'code' && pattern === codePattern && terms === undefined)

/** Whether every value of a column is one of its terms; those of a reference stand beside the codes of its dataset. */
export const closed = ({ terms, pattern }: Pick<About, 'terms' | 'pattern'>) =>
  terms !== undefined && pattern !== codePattern

const codeInside = '[a-z0-9][a-z0-9_./-]*'
const codePattern = `^${codeInside}$`
/** Codes that the syntax of URLs and filters keeps for itself. */
const codesReserved = new Set(['none', 'all', 'latest'])

const codeZod = (pattern: string) =>
  z
    .string()
    .regex(new RegExp(pattern))
    .refine((value) => !value.includes('..') && !codesReserved.has(value))

/** A code that stands in URLs: lower case, unless a closed `pattern` says otherwise; `expected` says the pattern in words. */
export const code = (meaning: Meaning & { pattern?: string; expected?: string }) => {
  const { pattern = codePattern, expected = 'a code of lower-case letters, digits, _ . / and -', ...rest } = meaning
  return column(
    () => sqlText(),
    () => codeZod(pattern),
    { ...rest, kind: 'code', pattern, expected },
  )
}

/** A key of the dataset named `dataset`, or one of `terms`: words that stand beside its codes, such as `all`. */
export const ref = (dataset: string, meaning: Meaning, terms?: Terms) => {
  const zod = () => {
    const codes = codeZod(codePattern)
    return terms ? z.string().refine((value) => Object.hasOwn(terms, value) || codes.safeParse(value).success) : codes
  }
  return column(() => sqlText(), zod, {
    ...meaning,
    kind: 'code',
    pattern: codePattern,
    ref: dataset,
    ...(terms && { terms }),
    expected: [`a code of ${dataset}`, ...Object.keys(terms ?? {})].join(' or '),
  })
}

/** Keys of the dataset named `dataset`, each once, separated by blanks, in one cell. */
export const refs = (dataset: string, meaning: Meaning) => {
  const pattern = `^${codeInside}( ${codeInside})*$`
  return column(
    () => sqlText(),
    () =>
      z
        .string()
        .regex(new RegExp(pattern))
        .refine((cell) => new Set(cell.split(' ')).size === cell.split(' ').length),
    { ...meaning, kind: 'list', pattern, ref: dataset, expected: `codes of ${dataset}, separated by spaces` },
  )
}

const compact = (values: readonly string[]) => {
  const digits = values.filter((value) => /^\d$/.test(value)).toSorted()
  const run = digits.length > 2 && Number(digits.at(-1)) - Number(digits[0]) === digits.length - 1
  const shown = run ? [`${digits[0]}..${digits.at(-1)}`, ...values.filter((value) => !digits.includes(value))] : values
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}` : String(shown[0])
}

/** One of a closed list; with `ref`, the list is the code list of that dataset. */
export const oneOf = <const V extends string>(terms: Terms<V>, meaning: Meaning & { ref?: string }) => {
  const values = Object.keys(terms) as [V, ...V[]]
  return column(
    () => sqlText({ enum: values }),
    () => z.enum(values),
    {
      ...meaning,
      kind: 'code',
      pattern: `^(${values.join('|')})$`,
      terms,
      expected: compact(values),
    },
  )
}

/** A space-separated subset of a closed list, in one cell. */
export const someOf = (terms: Terms, meaning: Meaning) => {
  const values = Object.keys(terms)
  const word = `(${values.join('|')})`
  const pattern = `^${word}( ${word})*$`
  return column(
    () => sqlText(),
    () =>
      z
        .string()
        .regex(new RegExp(pattern))
        .refine((cell) => new Set(cell.split(' ')).size === cell.split(' ').length),
    {
      ...meaning,
      kind: 'list',
      pattern,
      terms,
      expected: `words among ${values.join(', ')}`,
    },
  )
}

/** Free text in one language, or a string as printed. Spreadsheets would run a cell that starts like a formula. */
export const text = (meaning: Meaning & { pattern?: string; expected?: string }) => {
  const { pattern, expected = 'text that starts with none of = + - @ tab CR', ...rest } = meaning
  const zod = () => {
    const plain = z
      .string()
      .min(1)
      .regex(/^[^=+\-@\t\r]/)
    return pattern === undefined ? plain : plain.regex(new RegExp(pattern))
  }
  return column(() => sqlText(), zod, {
    ...rest,
    kind: 'text',
    ...(pattern === undefined ? {} : { pattern }),
    expected,
  })
}

/** Text of the whole numbers from `minimum` on that a double holds without loss. */
const integerPattern = (minimum: number) => (minimum > 0 ? '^[1-9]\\d{0,14}$' : '^\\d{1,15}$')

const bounded = (meaning: Meaning & { minimum?: number; maximum?: number; expected?: string }) => {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER, expected, ...rest } = meaning
  return { minimum, maximum, rest, expected: expected ?? `a whole number from ${minimum}` }
}

/** A whole number, 0 or more unless `minimum` says otherwise. */
export const integer = (
  meaning: Meaning & { minimum?: number; maximum?: number; pattern?: string; expected?: string },
) => {
  const { minimum, maximum, expected, rest } = bounded(meaning)
  return column(
    () => sqlInteger(),
    () => z.int().min(minimum).max(maximum).meta({ format: 'int64' }),
    {
      pattern: integerPattern(minimum),
      ...rest,
      kind: 'integer',
      expected,
    },
  )
}

const yearFirst = 2000
const yearLast = 2099

/** A calendar year. */
export const year = (meaning: Meaning) =>
  integer({
    role: 'time',
    ...meaning,
    minimum: yearFirst,
    maximum: yearLast,
    pattern: '^20\\d{2}$',
    expected: `a year from ${yearFirst} to ${yearLast}`,
  })

/** A number in the unit that the meaning names. */
export const number = (meaning: Meaning) =>
  column(
    () => sqlReal(),
    () => z.number().meta({ format: 'double' }),
    {
      ...meaning,
      kind: 'number',
      expected: 'a number with a decimal point',
    },
  )

/** A day, `YYYY-MM-DD`. */
export const date = (meaning: Meaning) =>
  column(
    () => sqlText(),
    () => z.iso.date(),
    {
      ...meaning,
      kind: 'date',
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      expected: 'a date YYYY-MM-DD',
    },
  )

const plainNumber = /^-?\d+(\.\d+)?$/

/** The value that a CSV cell stands for: nothing is null, and what is no number stays text, for the schema to refuse. */
export const readCell = ({ kind }: Pick<About, 'kind'>, cell: string): string | number | null => {
  if (cell === '') return null
  return numeric(kind) && plainNumber.test(cell) ? Number(cell) : cell
}
