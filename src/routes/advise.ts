import type { Column } from '../dataset/column.ts'
import { bare, suggestedMax, suggesting, unknownParameter, unknownValue, type Fault } from '../dataset/fault.ts'
import { parameterNames } from '../dataset/query.ts'
import { unknownColumn } from '../dataset/parameters.ts'
import { knownCodes, knownNames, knownValues, knownWords } from '../dataset/resolve.ts'
import { calledSo, formatParameter, suggest, suggestName, type Known } from '../dataset/suggest.ts'
import { languageTerms } from '../datasets/terms.ts'
import { formatsOf } from '../formats/index.ts'
import type { Format } from '../formats/format.ts'
import type { Release } from '../release/release.ts'
import { namesRow, showAddress, withQuery, type Address } from './address.ts'

/** What was asked: an address and its parameters, each with its value. */
export interface Asked {
  address: Address
  parameters: readonly (readonly [name: string, value: string])[]
}

/** A fault with what helps, and the request without it where one thing helps. */
interface Advice {
  fault: Fault
  mend?: (asked: Asked) => Asked
}

const edit =
  (name: string, write: (value: string) => readonly [string, string] | undefined) =>
  ({ address, parameters }: Asked): Asked => ({
    address,
    parameters: parameters.flatMap((pair) => {
      const written = pair[0] === name ? write(pair[1]) : pair
      return written ? [written] : []
    }),
  })

const bounds = [
  [/^(.+?)[\s_.[]+(?:gte|ge|min|from|da|dal)\]?$|^(.+?)\s*>$/i, (value: string) => `${value}..`],
  [/^(.+?)[\s_.[]+(?:lte|le|max|to|until|al)\]?$|^(.+?)\s*<$/i, (value: string) => `..${value}`],
] as const

/** `year[gte]` and the like: the parameter that is meant, and how its value is written as a range. */
const readBound = (name: string, known: readonly Known[]) => {
  for (const [pattern, write] of bounds) {
    const base = pattern.exec(name)?.slice(1).find(Boolean)
    const column = base === undefined ? undefined : calledSo(base, known)
    if (column !== undefined) return { column, write }
  }
  return undefined
}

/** `format=csv`: the address in that format. */
const adviseFormat = (fault: Fault, { address }: Asked, names: readonly Known[], release: Release): Advice => {
  const formats = formatsOf(address.dataset)
  const extensions = formats.map(({ extension }) => extension)
  const meant = suggest(fault.value, knownCodes('formats', extensions, release))
    .map(({ value }) => formats.find(({ extension }) => extension === value))
    .filter((format): format is Format => format !== undefined)
  const suggestions = meant.map((format) => ({ value: showAddress({ ...address, format }) }))
  const advice = `The end of the address chooses the format: ${extensions.map((each) => `.${each}`).join(', ')}.`
  const [format, other] = meant
  return {
    fault: unknownParameter(fault.parameter, fault.value, names, { suggestions, advice }),
    ...(format &&
      !other && {
        mend: (asked) => ({ ...edit(fault.parameter, () => undefined)(asked), address: { ...address, format } }),
      }),
  }
}

const adviseParameter = (fault: Fault, asked: Asked, release: Release): Advice => {
  const { dataset, format } = asked.address
  const { parameter, value, suggestions: [spelt] = [] } = fault
  if (spelt?.value === `_=${parameter}`) return { fault, mend: edit(parameter, () => ['_', parameter]) }
  const single = namesRow(asked.address)
  // It says already where it may be asked.
  if (single && parameterNames(dataset, format.paged, false).includes(parameter)) return { fault }
  const names = parameterNames(dataset, format.paged, single)
  const known = knownNames(dataset, names, release)
  const all = knownNames(dataset, [...new Set([...names, 'limit', 'cursor', '_', formatParameter])], release)
  const name = parameter.replace(/^(?:filters?|filtri|filtro|where)\[(.+?)\]$/i, '$1')
  const bound = readBound(name, known)
  const meant = bound ? [{ value: bound.column }] : suggestName(name, all)
  const [one, other] = meant
  const told = (more: Parameters<typeof unknownParameter>[3]) => unknownParameter(parameter, value, known, more)
  if (!one || other) return { fault: told({ suggestions: meant }) }
  if (one.value === formatParameter) return adviseFormat(fault, asked, known, release)
  if (!format.paged && (one.value === 'limit' || one.value === 'cursor'))
    return {
      fault: told({ suggestions: [], advice: `A .${format.extension} is always whole: leave ${parameter} out.` }),
      mend: edit(parameter, () => undefined),
    }
  if (one.value === 'cursor')
    return {
      fault: told({ suggestions: [one], advice: 'Pages follow one another by links.next, which holds the cursor.' }),
    }
  const taken = asked.parameters.some(([given]) => given === one.value)
  return {
    fault: told({ suggestions: [one] }),
    ...(!taken && { mend: edit(parameter, (given) => [one.value, bound ? bound.write(given) : given]) }),
  }
}

const adviseValue = (fault: Fault, { address: { dataset } }: Asked, release: Release): Fault => {
  const { parameter, value } = fault
  if (parameter === 'sort' || parameter === 'fields')
    return unknownColumn(parameter, value, knownNames(dataset, dataset.header, release))
  if (parameter === 'labels') {
    const languages = knownCodes('language', Object.keys(languageTerms), release)
    const titled = languages.map((known) => ({ ...known, ...languageTerms[known.value as keyof typeof languageTerms] }))
    return unknownValue(parameter, value, bare(languages), bare(suggest(value, titled)))
  }
  const column: Column | undefined = dataset.columns[parameter]
  if (!column) return fault
  const known = knownValues(dataset, parameter, release)
  if (known) return unknownValue(parameter, value, known)
  return fault.suggestions ? fault : suggesting(fault, value, suggest(value, knownWords(column, release)))
}

/** Puts what is meant in the place of a value, or of one in a list. */
const replace = (parameter: string, given: string, meant: string) =>
  edit(parameter, (value) => [
    parameter,
    value === given
      ? meant
      : value
          .split(',')
          .map((part) => (part === given ? meant : part))
          .join(','),
  ])

const adviseOn = (fault: Fault, asked: Asked, release: Release): Advice => {
  if (fault.code === 'unknown_parameter') return adviseParameter(fault, asked, release)
  const told = fault.code === 'unknown_value' ? adviseValue(fault, asked, release) : fault
  const [one, other] = told.suggestions ?? []
  return { fault: told, ...(one && !other && { mend: replace(fault.parameter, fault.value, one.value) }) }
}

type Check = (asked: Asked) => Promise<readonly Fault[]>

/** Mending one fault may show another one: `asse=II` is `axis=II`, then `axis=2`. */
const roundsMax = 3

/** The request that was meant, where one thing helps against each fault and nothing is left to mend; `check` finds faults. */
const mendRequest = async (
  asked: Asked,
  advices: readonly Advice[],
  release: Release,
  check: Check,
  round = 1,
): Promise<Asked | undefined> => {
  const mends = advices.map(({ mend }) => mend)
  if (round > roundsMax || !mends.every((mend) => mend !== undefined)) return undefined
  const mended = mends.reduce((request, mend) => mend(request), asked)
  const faults = await check(mended)
  if (faults.length === 0) return mended
  return faults.length > suggestedMax
    ? undefined
    : mendRequest(
        mended,
        faults.map((fault) => adviseOn(fault, mended, release)),
        release,
        check,
        round + 1,
      )
}

const show = ({ address, parameters }: Asked) =>
  withQuery(
    showAddress(address),
    new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString().replaceAll('%2C', ','),
  )

/** Faults as a release knows them, with what helps in the words of people, and the path of the request that was meant. */
export const advise = async (
  asked: Asked,
  faults: readonly Fault[],
  release: Release,
  check: Check,
): Promise<{ faults: Fault[]; suggested: string | undefined }> => {
  const advices = faults.slice(0, suggestedMax).map((fault) => adviseOn(fault, asked, release))
  const meant = faults.length > suggestedMax ? undefined : await mendRequest(asked, advices, release, check)
  return {
    faults: [...advices.map(({ fault }) => fault), ...faults.slice(suggestedMax)],
    suggested: meant && show(meant),
  }
}
