import type { Column } from '../dataset/column.ts'
import { echo } from '../dataset/fault.ts'
import { Problem, type Place } from '../dataset/problem.ts'
import { absentYears, knownWords, reportYears } from '../dataset/resolve.ts'
import { suggest, suggestSpelling, type Known, type Suggestion } from '../dataset/suggest.ts'
import { facts } from '../datasets/facts.ts'
import { meantCodes, readCode, titledCode, yearsOf } from '../figures/fact-code.ts'
import { suffixOf } from '../formats/index.ts'
import { cacheHeaders } from '../http/headers.ts'
import type { Visit } from '../http/visit.ts'
import type { Release } from '../release/release.ts'
import { showAddress, withQuery, type Address } from './address.ts'
import { unknownFormat } from './nowhere.ts'

/** Values that a sentence or a list of a 404 shows. */
const listedMax = 20

/** Keys on either side of one that is not there which are looked at in a large dataset, and of which a sentence shows some. */
export const nearMax = 20
const nearShown = 3

/** A key of which a part is not there. */
export interface Missing {
  address: Address
  /** Which part of the key. */
  at: number
  /** The values that this part may have, below those before it; of a large dataset those next to it alone. */
  values: readonly Known[]
  /** The rows of a dataset that is too large for all its keys to be known. */
  rows?: number
}

const quote = (values: readonly string[]) => values.map((value) => `"${value}"`)
const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const all = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** The path of the address with another part of the key. */
const pathWith = ({ address, at }: Missing, value: string) =>
  showAddress({ ...address, key: address.key.map((part, index) => (index === at ? value : part)) })

/** What is meant by a part that is not there. */
const meantBy = ({ address: { dataset, key }, at, values }: Missing, release: Release): Suggestion[] => {
  const value = key[at]!
  const column: Column = dataset.columns[dataset.key[at]!]!
  const below = values.find((known) => value.startsWith(`${known.value}/`))
  const titled = values.some(({ title }) => title !== undefined)
  const find = titled || column.role === 'time' ? suggest : suggestSpelling
  const found = below
    ? [below]
    : find(value, [...values, ...(column.role === 'time' ? knownWords(column, release) : [])])
  if (found.length > 0) return found.map(({ value: code, title, title_en }) => ({ value: code, title, title_en }))
  const codes = values.map((known) => known.value)
  const meant = dataset.name === facts.name ? meantCodes(value, codes, release) : []
  return meant.map((code) => ({ value: code }))
}

/** What begins with a part of a code: `certified-2022` is the beginning of one code for each axis. */
const beginning = ({ address: { key }, at, values }: Missing): Known[] =>
  values.filter((known) => known.value.startsWith(`${key[at]}-`))

/** The parts of what may name several rows; blanks stand in other texts too. */
export const partsOf = (text: string, values: readonly Known[]): string[] => {
  const separated = text.split(/[,;|+]+/).filter((part) => part !== '')
  const words = text.split(/ +/)
  return separated.length < 2 && words.every((word) => values.some(({ value }) => value === word)) ? words : separated
}

/** Throws `not-found` with the address for several rows, where a part of the key names several. */
const refuseSeveral = (visit: Visit, missing: Missing, release: Release): void => {
  const { address, at, values } = missing
  const { dataset, key } = address
  const parts = partsOf(key[at]!, values)
  if (parts.length < 2 || !values.some(({ value }) => value === parts[0])) return
  const meant = parts.map((part) => {
    if (values.some(({ value }) => value === part)) return part
    const found = meantBy({ ...missing, address: { ...address, key: key.with(at, part) } }, release)
    return found.length === 1 ? found[0]!.value : undefined
  })
  const path = showAddress({ ...address, key: key.slice(0, at) })
  const column = dataset.key[at]!
  const clear = meant.every((part) => part !== undefined)
  throw new Problem(
    'not-found',
    `An address names one ${column} of ${dataset.name}; "${echo(key[at]!)}" names ${parts.length}. Ask for several with ${path}?${column}=${clear ? meant.join(',') : 'A,B'}`,
    {
      headers: cacheHeaders.missing,
      ...(clear && { suggested: `${visit.origin}${path}?${column}=${meant.join(',')}` }),
    },
  )
}

/** Why a fact code is not there, where its year or what follows it is the reason. */
const aboutCode = (value: string, codes: readonly string[], release: Release): string => {
  const parts = readCode(value)
  if (!parts) return ''
  const { head, year } = parts
  const years = yearsOf(parts, codes)
  const sources = release.codes['sources'] ?? []
  const absent = reportYears(sources).includes(Number(year)) ? '' : ` ${absentYears(sources)}`
  const others = years.length > 0 ? ` This code exists for ${all.format(years)}.` : ''
  const same = codes.filter((code) => code.startsWith(`${head}-${year}-`))
  const list = same.slice(0, listedMax).join(', ')
  return `${others}${absent}${same.length > 0 ? ` The codes that begin with "${head}-${year}": ${list}.` : ''}`
}

/** Why a part of a key is not there, or which there are. */
const choiceOf = (
  { address: { dataset, key }, at, values, rows }: Missing,
  begun: number,
  release: Release,
): string => {
  const codes = values.map(({ value }) => value)
  if (rows !== undefined) {
    const place = codes.filter((code) => code < key[at]!).length
    const near = codes.slice(Math.max(0, place - nearShown), place + nearShown)
    return ` ${dataset.name} has ${rows} rows; the nearest to it are: ${near.join(', ')}.`
  }
  if (begun > 0) return begun > listedMax ? ` ${begun} codes begin like this.` : ''
  const isTime = dataset.columns[dataset.key[at]!]?.role === 'time'
  const absence = isTime ? ` ${absentYears(release.codes['sources'] ?? [])}` : ''
  const about = absence + (dataset.name === facts.name ? aboutCode(key[at]!, codes, release) : '')
  if (codes.length <= listedMax) return ` There are: ${codes.join(', ')}.${about}`
  return about === '' ? ` /v1/${[dataset.name, ...key.slice(0, at)].join('/')} lists what there is.` : about
}

/** A key with the name of a format behind it: `paid-2022-1.xml`. */
export const suffixIn = (value: string): { name: string; suffix: string } | undefined => {
  const [, name, suffix] = /^(.+?)(\.[a-z][a-z0-9.-]*)$/i.exec(value) ?? []
  return name && suffix ? { name, suffix } : undefined
}

/** The 404 of a key of which a part is not there: what was meant or what begins so, with links, and else what there is. */
export const missingKey = async (visit: Visit, missing: Missing, release: Release): Promise<Problem> => {
  const { address, at, values } = missing
  const { dataset, key, format } = address
  const value = key[at]!
  // `paid-2022-1.xml` names a row in a format that there is not.
  const suffixed = suffixIn(value)
  if (suffixed && values.some((known) => known.value === suffixed.name))
    return unknownFormat(visit, suffixed.suffix + suffixOf(format), dataset)
  refuseSeveral(visit, missing, release)
  const meant = meantBy(missing, release)
  const begun = meant.length > 0 ? [] : beginning(missing)
  const told = (meant.length > 0 ? meant : begun.slice(0, listedMax)).map(({ value: code, title, title_en }): Place => {
    const titles = dataset.name === facts.name ? titledCode(code, release) : { title, title_en }
    return {
      value: code,
      ...titles,
      link: visit.origin + withQuery(pathWith(missing, code), visit.url.search.slice(1)),
    }
  })
  const codes = quote(told.map((place) => place.value))
  const near = meant.length > 0 ? ` Did you mean ${alternatives.format(codes)}?` : ''
  const begins = begun.length > 0 ? ` Codes that begin like this: ${all.format(codes)}.` : ''
  const place = [dataset.name, ...key.slice(0, at)].join('/')
  return new Problem(
    'not-found',
    `There is no "${echo(value)}" in ${place}.${near}${begins}${choiceOf(missing, begun.length, release)}`,
    {
      headers: cacheHeaders.missing,
      ...(told.length > 0 && { suggestions: told }),
      ...(told.length === 1 && { suggested: told[0]!.link }),
    },
  )
}
