import type { Dataset } from '../dataset/define.ts'
import { Problem } from '../dataset/problem.ts'
import { datasetNamed } from '../datasets/index.ts'
import type { Link } from '../figures/link.ts'
import type { Format } from '../formats/format.ts'
import { defaultFormat, formatsOf, splitExtension, suffixOf } from '../formats/index.ts'
import type { Visit } from '../http/visit.ts'
import { unknownDataset } from './nowhere.ts'

/** What a path names: a dataset, the key of a row or its beginning, a format; pinned to a release or not. */
export interface Address {
  dataset: Dataset
  key: readonly string[]
  format: Format
  /** The release in the path; undefined for the current one. */
  release: string | undefined
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Problem('not-found', `The path segment "${segment}" is not percent-encoded UTF-8.`)
  }
}

const list = (some: readonly Format[]) => some.map(({ extension }) => `.${extension}`).join(', ')

/** Throws `not-found`, saying what there is, for a format that makes no sense for a dataset. */
export const refuseFormat = (dataset: Dataset, format: Format): void => {
  const refusal = format.refuses(dataset)
  if (refusal)
    throw new Problem('not-found', `${refusal} The formats of ${dataset.name} are ${list(formatsOf(dataset))}.`)
}

/**
 * Reads a path such as `/v1/snapshots/2022.csv` or `/v1/releases/2026-11-21.1/facts`. The extension is the longest known suffix.
 * Throws `not-found`, saying what there is.
 */
export const readAddress = async (visit: Visit, pathname = visit.url.pathname): Promise<Address> => {
  const [, , ...below] = pathname.split('/').map(decode)
  const release = below[0] === 'releases' && below.length > 2 ? below[1] : undefined
  const segments = release === undefined ? below : below.slice(2)
  const { name, format } = splitExtension(segments.pop() ?? '')
  const [datasetName = '', ...key] = [...segments, name]
  const dataset = datasetNamed(datasetName)
  if (!dataset) throw await unknownDataset(visit, datasetName, release === undefined ? 2 : 4)
  refuseFormat(dataset, format)
  // A code may hold a slash (2019/2020): a key of one column is all that follows.
  const whole = dataset.key.length === 1 && key.length > 1 ? [key.join('/')] : key
  if (whole.length > dataset.key.length)
    throw new Problem(
      'not-found',
      `The key of ${dataset.name} is ${dataset.key.join('/')}: "${whole.join('/')}" has more parts.`,
    )
  return { dataset, key: whole, format, release }
}

/** Whether an address names one row, so that there is nothing to filter, to sort or to page. */
export const namesRow = ({ dataset, key }: Address): boolean => key.length === dataset.key.length

/** The path of an address, in its one spelling. */
export const showAddress = ({ dataset, key, format, release }: Address): string => {
  const base = release === undefined ? '/v1' : `/v1/releases/${release}`
  return (
    [base, dataset.name, ...key.flatMap((part) => part.split('/')).map(encodeURIComponent)].join('/') + suffixOf(format)
  )
}

/** What is added to the path of a CSV to find its CSVW metadata: where the standard seeks it. */
export const csvwSuffix = '-metadata.json'

/** The address of the CSVW metadata of a CSV, with its query. */
export const csvwAddress = (address: string): string => address.replace(/(?=\?|$)/, csvwSuffix)

export const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`)

/** Makes links to rows, in a release or in the current one. */
export const linkIn =
  (origin: string, release: string | undefined): Link =>
  (name, { key = [], query = '' } = {}) =>
    origin + withQuery(showAddress({ dataset: datasetNamed(name)!, key, format: defaultFormat, release }), query)
