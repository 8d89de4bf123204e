import * as z from 'zod'
import { searchLengthMax, searchWordsMax } from './bounds.ts'
import { fault, suggesting, tooMany, unknownValue, type Fault, type FaultCode } from './fault.ts'
import { mend } from './mend.ts'
import type { Known } from './suggest.ts'
import { searchWords } from './words.ts'

/** What a parameter says, or what is wrong with it. */
export type Reading<T> = { value: T } | { faults: readonly Fault[] }

/** What documents say of a parameter: JSON Schema of what a client writes. */
export interface About extends Record<string, unknown> {
  description: string
}

/** A parameter of a query: how it is read, and what documents say of it. */
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

/** A parameter that lists nothing says so as filters do. */
export const unlessEmpty =
  <T>(name: string, allowed: readonly string[], read: (text: string) => Reading<T>) =>
  (text: string): Reading<T> =>
    text === ''
      ? { faults: [fault('empty_value', name, text, allowed, 'nothing is given; leave the parameter out.')] }
      : read(text)

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
        `"${ignored.join('", "')}" ${ignored.length === 1 ? 'is' : 'are'} too common to search for; add a more precise word, such as spesa.`,
      )
}

/** The parameter `q`; `finds` says where its words are looked for, and what documents say besides. */
export const wordsParameter = (finds: string, more: { example?: string; required?: true } = {}) =>
  parameter(readWords, {
    description: `${finds} Capitals and accents make no difference; at most ${searchLengthMax} characters and ${searchWordsMax} words.`,
    minLength: 1,
    maxLength: searchLengthMax,
    pattern: '\\S',
    ...more,
  })

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
