import { echo } from '../dataset/fault.ts'
import type { Dataset } from '../dataset/define.ts'
import { Problem, type Place } from '../dataset/problem.ts'
import { knownCodes, type Vocabulary } from '../dataset/resolve.ts'
import { suggest, type Known } from '../dataset/suggest.ts'
import { datasetNamed, datasets } from '../datasets/index.ts'
import { formats, formatsOf, splitExtension, suffixOf } from '../formats/index.ts'
import { releaseFor } from '../http/current.ts'
import type { Visit } from '../http/visit.ts'
import { namedPaths } from './operations/index.ts'

const noWords: Vocabulary = { codes: {}, aliases: [], latest_year: 0 }

/** The words of the current release; none while it cannot be read: that there is nothing at an address is true without it. */
const vocabularyOf = async (visit: Visit): Promise<Vocabulary> => {
  try {
    return await releaseFor(visit)
  } catch {
    return noWords
  }
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const question = (places: readonly Place[]) =>
  places.length > 0 ? `; did you mean ${alternatives.format(places.map(({ value }) => value))}?` : '.'

const nothing = (sentence: string, places: readonly Place[], rest: string) =>
  new Problem('not-found', `${sentence}${question(places)} ${rest}`, {
    ...(places.length > 0 && { suggestions: places }),
    ...(places.length === 1 && { suggested: places[0]!.link }),
  })

/** Datasets and the other addresses below `/v1`, with what people call them. */
const knownPlaces = (vocabulary: Vocabulary): Known[] => [
  ...knownCodes(
    'datasets',
    datasets.map(({ name }) => name),
    vocabulary,
  ).map((known) => {
    const { title, title_en } = datasetNamed(known.value)!
    return { ...known, title, title_en }
  }),
  ...knownCodes('paths', Object.keys(namedPaths), vocabulary).map(({ value, also = [] }) => ({
    value: namedPaths[value]!,
    also: [value, ...also],
  })),
]

/** The places that a name below `/v1` may mean; `pathOf` is the path of the address with the name of a dataset in its place. */
const placesNamed = async (visit: Visit, name: string, pathOf: (dataset: string) => string): Promise<Place[]> => {
  const { origin, url } = visit
  return suggest(echo(name), knownPlaces(await vocabularyOf(visit))).map(({ value, ...titles }) => ({
    value,
    ...titles,
    link: origin + (datasetNamed(value) ? pathOf(value) + url.search : value),
  }))
}

const shown = (extensions: readonly string[]) => extensions.map((extension) => `.${extension}`).join(', ')

/** The 404 of a format that there is not; `suffix` is the end of the path, with its dot. */
export const unknownFormat = async (visit: Visit, suffix: string, dataset?: Dataset): Promise<Problem> => {
  const { origin, url } = visit
  if (suffix === '.atom')
    return new Problem(
      'not-found',
      'There is no feed of this. Feeds (.atom) are of releases, of a whole dataset and of one fact: /v1/releases.atom, /v1/facts.atom, /v1/facts/{code}.atom. ' +
        `The formats are ${shown(formats.map(({ extension }) => extension))}.`,
    )
  const extensions = (dataset ? formatsOf(dataset) : formats).map(({ extension }) => extension)
  const known = knownCodes('formats', extensions, await vocabularyOf(visit))
  const { pathname } = url
  const path = pathname.endsWith(suffix) ? pathname.slice(0, -suffix.length) : undefined
  const places = suggest(echo(suffix), known).flatMap(({ value }) =>
    path === undefined ? [] : [{ value: `.${value}`, link: `${origin}${path}.${value}${url.search}` }],
  )
  return nothing(
    `There is no format "${echo(suffix)}"`,
    places,
    `The formats${dataset ? ` of ${dataset.name}` : ''} are ${shown(extensions)}.`,
  )
}

/** The 404 of a dataset that there is not; its name is the segment of the path at `at`, without an extension. */
export const unknownDataset = async (visit: Visit, name: string, at: number): Promise<Problem> => {
  const segments = visit.url.pathname.split('/')
  const { format } = splitExtension(segments.at(-1)!)
  const dot = name.indexOf('.')
  const named = dot > 0 ? datasetNamed(name.slice(0, dot)) : undefined
  if (named) return unknownFormat(visit, name.slice(dot) + suffixOf(format), named)
  const pathOf = (dataset: string) =>
    segments.with(at, dataset + (at === segments.length - 1 ? suffixOf(format) : '')).join('/')
  const places = await placesNamed(visit, name, pathOf)
  const names = datasets.map((dataset) => dataset.name).join(', ')
  return nothing(`There is no dataset "${echo(name)}"`, places, `There are: ${names}.`)
}

/** The 404 of a path that nothing answers: `/api/facts` is `/v1/facts`. */
export const nothingAt = async (visit: Visit): Promise<Problem> => {
  const { pathname, search } = visit.url
  const below = pathname.replace(/^\/api(?=\/|$)/, '').replace(/^\/v1(?=\/|$)/, '')
  const sentence = 'There is nothing at this path'
  const rest = 'The data are below /v1.'
  const path = `/v1${below}`
  const { name, format } = splitExtension(below.split('/')[1] ?? '')
  if (below === '' || datasetNamed(name))
    return nothing(sentence, [{ value: path, link: visit.origin + path + search }], rest)
  const pathOf = (dataset: string) => ['/v1', dataset, ...below.split('/').slice(2)].join('/') + suffixOf(format)
  return nothing(sentence, below === pathname ? [] : await placesNamed(visit, name, pathOf), rest)
}
