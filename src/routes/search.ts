import { resultsDefault } from '../dataset/bounds.ts'
import { fault } from '../dataset/fault.ts'
import { invalid, Problem } from '../dataset/problem.ts'
import { readParameters } from '../dataset/query.ts'
import { citationOf, licence } from '../figures/citation.ts'
import type { Link } from '../figures/link.ts'
import { defaultFormat } from '../formats/index.ts'
import { releaseFor } from '../http/current.ts'
import { readFrom } from '../http/read.ts'
import { remember } from '../http/remember.ts'
import { etagOf, respond } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { readFileBy } from '../release/files.ts'
import type { Release } from '../release/release.ts'
import {
  findEntries,
  readIndex,
  searchPath,
  searchVersion,
  type SearchEntry,
  type SearchIndex,
} from '../release/search.ts'
import { linkIn } from './address.ts'
import { questionExample, searchQuery } from './search-query.ts'

/** Raised when the bytes of an answer change: it is part of its ETag. */
const resultsVersion = 2

const decoder = new TextDecoder()

const readText = async (visit: Visit, { id }: Release): Promise<{ text: string }> => {
  const file = await readFileBy(readFrom(visit, id), searchPath)
  if (file?.version === searchVersion) return { text: decoder.decode(file.body) }
  throw new Problem(
    'unavailable',
    `Release ${id} was published without the index that this search reads. Publishing again makes it; until then /v1/facts?q= and the other datasets can be searched one by one.`,
  )
}

// An isolate takes the text apart once.
const indexes = new WeakMap<object, SearchIndex>()

/** The search index of a release: from the isolate or the data centre, or read once from D1. Throws `unavailable` where there is none. */
const indexOf = async (visit: Visit, release: Release): Promise<SearchIndex> => {
  const file = await remember(visit, release.id, 'search', () => readText(visit, release))
  const index = indexes.get(file) ?? readIndex(file.text)
  indexes.set(file, index)
  return index
}

const resultOf = (link: Link, { figure, ...entry }: SearchEntry) => ({
  ...entry,
  ...figure,
  link: link(entry.dataset, { key: [entry.code] }),
})

/** Why nothing was found, and what may help. */
const reasonFor = (q: string) => ({
  reason: `Nessun risultato per «${q}» fra indicatori, iniziative, assi, azioni, dati, note e controlli. Prova con meno parole, o con parole più generali, per esempio «spesa certificata», «destinatari donne», «nidi gratis»; /v1/indicators e /v1/initiatives elencano che cosa c'è.`,
  reason_en: `Nothing found for “${q}” among indicators, initiatives, axes, actions, facts, notes and checks. Try fewer words, or more general ones, such as “certified expenditure”, “women participants”, “nidi gratis”; /v1/indicators and /v1/initiatives list what there is.`,
})

const titles = { title: 'Ricerca', title_en: 'Search' }

const write = (origin: string, release: Release, index: SearchIndex, q: string, limit: number, query: string) => {
  const { total, entries } = findEntries(index, q.split(' '))
  const link = linkIn(origin, undefined)
  const self = `${origin}/v1/search?${query}`
  const data = entries.slice(0, limit).map((entry) => JSON.stringify(resultOf(link, entry)))
  const meta = {
    count: data.length,
    total,
    release: release.id,
    published_at: release.published_at,
    query,
    licence,
    citation: citationOf(titles, release.id, self),
    ...(data.length === 0 && reasonFor(q)),
  }
  const links = {
    self,
    facts: `${origin}/v1/facts?${new URLSearchParams({ q })}`,
    indicators: `${origin}/v1/indicators`,
    initiatives: `${origin}/v1/initiatives`,
  }
  return `{"data":${data.length === 0 ? '[]' : `[\n${data.join(',\n')}\n]`},\n"meta":${JSON.stringify(meta)},\n"links":${JSON.stringify(links)}}\n`
}

const encoder = new TextEncoder()

/** `/v1/search`: what words mean, best first. */
export const respondSearch = async (visit: Visit): Promise<Response> => {
  const { origin } = visit
  const { data, faults } = readParameters(searchQuery(), visit.url.searchParams)
  if (faults.length > 0) throw invalid(faults)
  const { q, limit = resultsDefault } = data
  if (q === undefined)
    throw invalid([
      fault(
        'empty_value',
        'q',
        '',
        ['words'],
        `say what to look for, as in ${origin}/v1/search?${new URLSearchParams({ q: questionExample })}`,
      ),
    ])
  const release = await releaseFor(visit)
  const query = String(new URLSearchParams({ ...(limit !== resultsDefault && { limit: String(limit) }), q }))
  return respond(visit, {
    key: `search/${release.id}/${origin}/${query}`,
    validators: {
      etag: await etagOf(`search ${searchVersion} ${resultsVersion}`, release.id, origin, query),
      lastModified: new Date(release.published_at).toUTCString(),
      lifetime: 'live',
    },
    headers: { 'Content-Type': defaultFormat.mediaType },
    make: async () => ({
      headers: {},
      body: encoder.encode(write(origin, release, await indexOf(visit, release), q, limit, query)),
    }),
  })
}
