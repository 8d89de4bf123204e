import { Problem } from '../dataset/problem.ts'
import { knownValues } from '../dataset/resolve.ts'
import { suggest } from '../dataset/suggest.ts'
import { facts } from '../datasets/facts.ts'
import {
  latestBelow,
  latestOf,
  namesAsked,
  readEditionIndex,
  readEditionsNamed,
  readYearSpan,
  type EditionIndex,
} from '../figures/editions.ts'
import { cacheHeaders } from '../http/headers.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import type { Visit } from '../http/visit.ts'
import { isLarge, type Release } from '../release/release.ts'
import type { Address } from './address.ts'
import { unknownFormat } from './nowhere.ts'
import { refuseWithdrawn } from './withdrawn.ts'

const listedMax = 20

/**
 * The years of figures, so that `latest` costs no read of D1 for each question: of all figures, or of those of these names alone where there
 * are too many to be held.
 */
export const editionsOf = async (visit: Visit, release: Release, names: readonly string[]): Promise<EditionIndex> => {
  const { id } = release
  const read = readFrom(visit, id)
  if (!isLarge(release, facts)) return remember(visit, id, 'editions', () => readEditionIndex(read))
  const years = await remember(visit, id, 'years', () => readYearSpan(read))
  return remember(visit, id, `editions/${names.join()}`, () => readEditionsNamed(read, names, years), {
    shared: (index) => Object.keys(index).length > 0,
  })
}

const yearIn = /(?<=^|-)20\d{2}(?=-|$)/
const latestIn = /(?<=-)latest(?=-|$)/

/** Whether a fact code has `latest` in the place of its year. */
export const namesLatest = (code: string): boolean => latestIn.test(code)

const example = String(facts.example?.[0]).replace(yearIn, 'latest')

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const list = (codes: readonly string[]): string =>
  codes.slice(0, listedMax).join(', ') + (codes.length > listedMax ? ` and ${codes.length - listedMax} more` : '')

const howCodesBegin = `A code begins with an indicator (listed in /v1/indicators); latest stands for the year, as in ${example}.`

/** Why there is no fact: none of that name, or none that a document prints. */
const explain = (index: EditionIndex, asked: string, absent: readonly string[], release: Release): string => {
  if (absent.length > 0)
    return `No document prints "${asked}" in any year. The reason stands with each year: ${list(absent)}.`
  const beginning = asked.slice(0, asked.search(latestIn))
  const printed = latestBelow(index, `${beginning}latest`)
  if (isLarge(release, facts)) return `There is no fact "${asked}" of any year. ${howCodesBegin}`
  if (printed.length > 0) return `No document prints a fact "${asked}" in any year. There are: ${list(printed)}.`
  const name = beginning.replace(/-$/, '') || asked
  const near = suggest(name, knownValues(facts, 'indicator', release) ?? []).filter(({ value }) => value !== name)
  const suggestion =
    near.length > 0 ? ` Did you mean ${alternatives.format(near.map(({ value }) => `"${value}"`))}?` : ''
  return `There is no fact "${asked}": no code begins with "${name}".${suggestion} ${howCodesBegin}`
}

/** The fact code that a code with `latest` stands for. Throws `not-found` with the reason where there is none. */
export const latestCode = async (visit: Visit, address: Address, release: Release): Promise<string> => {
  const asked = address.key[0]!
  const index = await editionsOf(visit, release, namesAsked(asked))
  const { code, absent } = latestOf(index, asked)
  if (code !== undefined) return code
  const [, name, suffix] = /^(.+?)(\.[a-z][a-z0-9.-]*)$/.exec(asked) ?? []
  if (name && suffix && latestOf(index, name).code) throw await unknownFormat(visit, suffix, facts)
  const withdrawn = release.withdrawn.map((row) => row.code).filter((old) => old.replace(yearIn, 'latest') === asked)
  const newest = withdrawn.toSorted().at(-1)
  if (newest !== undefined) refuseWithdrawn(visit, { ...address, key: [newest] }, release)
  throw new Problem('not-found', explain(index, asked.slice(0, 200), absent, release), {
    headers: cacheHeaders.missing,
  })
}
