import * as z from 'zod'
import { fault } from '../dataset/fault.ts'
import { knownParameter, parameter, unlessEmpty, type Reading } from '../dataset/parameter.ts'
import type { Known } from '../dataset/suggest.ts'
import { datasets } from '../datasets/index.ts'

/** A release, the day on which it was published, and whether its rows are still there. */
export interface KnownRelease extends Known {
  day: string
  kept: boolean
}

const releaseLengthMax = 20
const releasePattern = '^\\d{4}-\\d{2}-\\d{2}\\.\\d+$'
const sincePattern = '^\\d{4}-\\d{2}-\\d{2}(\\.\\d+)?$'

const isDay = (text: string) => z.iso.date().safeParse(text).success

/** The release that a text names, or that was the newest at the end of the day that it names, retired or not. `releases` are newest first. */
const readSince =
  (releases: readonly KnownRelease[]) =>
  (text: string): Reading<string> => {
    const there = releases.filter(({ kept }) => kept)
    const list = there.map(({ value, day }) => `${value} (published ${day})`).join(', ')
    const refuse = (why: string) => ({
      faults: [
        fault(
          'unknown_value',
          'since',
          text,
          [...there.map(({ value }) => value), 'a day YYYY-MM-DD'],
          `${why} There are: ${list}.`,
        ),
      ],
    })
    if (isDay(text)) {
      const found = releases.find(({ day }) => day <= text)
      return found ? { value: found.value } : refuse(`nothing had been published by ${text}.`)
    }
    if (releases.some(({ value }) => value === text)) return { value: text }
    return refuse(`"${text.slice(0, 80)}" is no release that there is, and no day.`)
  }

/** The parameters of `/v1/changes`; which releases there are and were, newest first, is known at the request. */
export const changesQuery = (releases: readonly KnownRelease[]) => {
  const there = releases.filter(({ kept }) => kept)
  return z.strictObject({
    from: knownParameter('from', there, {
      description: 'The release before; by default the one published before `to`.',
      pattern: releasePattern,
      maxLength: releaseLengthMax,
    }),
    since: parameter(unlessEmpty('since', ['a release', 'a day YYYY-MM-DD'], readSince(releases)), {
      description:
        'The same as `from`, or a day (YYYY-MM-DD): the newest release that had been published by the end of that day, in UTC.',
      pattern: sincePattern,
      maxLength: releaseLengthMax,
    }),
    to: knownParameter('to', there, {
      description: 'The release after; by default the current one.',
      pattern: releasePattern,
      maxLength: releaseLengthMax,
    }),
    dataset: knownParameter(
      'dataset',
      datasets.map(({ name, title }) => ({ value: name, title })),
      { description: 'One dataset; by default all.', enum: datasets.map(({ name }) => name) },
    ),
  })
}
