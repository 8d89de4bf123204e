import type { Dataset } from '../dataset/dataset.ts'
import { nearest } from '../dataset/fault.ts'
import { datasetNamed, datasets } from '../datasets/index.ts'
import { extensions, json } from '../formats/index.ts'
import { Problem } from '../http/problem.ts'

/** What a path names: a dataset, the key of a row or its beginning, a format; pinned to a release or not. */
export interface Address {
  dataset: Dataset
  key: readonly string[]
  extension: string
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

const splitExtension = (last: string): { name: string; extension: string } => {
  const extension = extensions.find((one) => last.endsWith(`.${one}`))
  return extension === undefined
    ? { name: last, extension: json.extension }
    : { name: last.slice(0, -extension.length - 1), extension }
}

const unknownDataset = (name: string) => {
  const near = nearest(
    name,
    datasets.map((dataset) => ({ value: dataset.name, title: dataset.title })),
  )
  const known = datasetNamed(name.replace(/\..*$/, ''))
  const formats = `The formats are ${extensions.map((extension) => `.${extension}`).join(', ')}.`
  return new Problem(
    'not-found',
    known
      ? `There is no format "${name.slice(known.name.length)}". ${formats}`
      : `There is no dataset "${name.slice(0, 80)}"${near ? `; did you mean ${near.value}?` : '.'} There are: ${datasets.map((dataset) => dataset.name).join(', ')}.`,
  )
}

/** Reads a path below `/v1/` (or below a release), such as `snapshots/2022.csv`. The extension is the longest known suffix. */
export const readAddress = (path: string, release?: string): Address => {
  const segments = path.split('/').map(decode)
  const { name, extension } = splitExtension(segments.pop() ?? '')
  const [datasetName = '', ...key] = [...segments, name]
  const dataset = datasetNamed(datasetName)
  if (!dataset) throw unknownDataset(datasetName)
  // A code may hold a slash (2019/2020): a key of one column is all that follows.
  const whole = dataset.key.length === 1 && key.length > 1 ? [key.join('/')] : key
  if (whole.length > dataset.key.length)
    throw new Problem(
      'not-found',
      `The key of ${dataset.name} is ${dataset.key.join('/')}: "${whole.join('/')}" has more parts.`,
    )
  return { dataset, key: whole, extension, release }
}

/** The path of an address, in its one spelling. */
export const showAddress = ({ dataset, key, extension, release }: Address): string => {
  const base = release === undefined ? '/v1' : `/v1/releases/${release}`
  const suffix = extension === json.extension ? '' : `.${extension}`
  return [base, dataset.name, ...key.flatMap((part) => part.split('/')).map(encodeURIComponent)].join('/') + suffix
}
