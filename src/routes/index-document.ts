import type { Dataset } from '../dataset/define.ts'
import { freshnessSeconds } from '../dataset/freshness.ts'
import { datasets } from '../datasets/index.ts'
import { citationOf, licence } from '../figures/citation.ts'
import { defaultFormat, formatsOf, holds, suffixOf } from '../formats/index.ts'
import { releaseFor } from '../http/current.ts'
import { respondDocument } from '../http/respond.ts'
import type { Visit } from '../http/visit.ts'
import { titles } from '../metadata/about.ts'
import { signpostLinks } from '../metadata/conventions.ts'
import type { Release } from '../release/release.ts'
import { archivePath } from '../release/whole.ts'
import { refuseParameters } from './list.ts'
import { questionExample } from './search-query.ts'

/** A dataset, as `/v1` lists it. */
const entry = (
  origin: string,
  dataset: Dataset,
  { rows, changed_at }: Pick<Release['datasets'][string], 'rows' | 'changed_at'>,
) => {
  const { name, title, title_en, description, description_en, layer, key, header } = dataset
  const links = formatsOf(dataset)
    .filter((format) => holds(format, rows))
    .map((format) => [format.extension.replace('.', '_'), `${origin}/v1/${name}${suffixOf(format)}`])
  return {
    name,
    title,
    title_en,
    description,
    description_en,
    layer,
    key,
    columns: header,
    rows,
    changed_at,
    links: {
      ...Object.fromEntries(links),
      describedby: `${origin}/v1/${name}.csv-metadata.json`,
      schema: `${origin}/v1/${name}.schema.json`,
      feed: `${origin}/v1/${name}.atom`,
    },
  }
}

/** What people ask first, each with the address that answers. */
const questions = [
  {
    title: "Quanto è stato certificato per l'Asse II, nell'ultimo anno disponibile, e come citarlo",
    title_en: 'How much was certified for axis II, in the latest year available, and how to cite it',
    path: '/v1/facts/certified-latest-2',
  },
  {
    title: 'Quante donne fra i destinatari, negli anni',
    title_en: 'How many women among the participants, over the years',
    path: '/v1/facts?axis=total&indicator=participants&sex=female',
  },
  {
    title: 'Quali target risultavano raggiunti e quali no, alla data di ogni documento',
    title_en: 'Which targets were reached, and which were not, at the date of each document',
    path: '/v1/progress?fields=indicator,axis,priority,year,basis,achieved,target,outcome',
  },
  {
    title: 'Cifre in euro stampate per Nidi Gratis (di natura diversa: non si sommano né si confrontano fra anni)',
    title_en:
      'Euro figures printed for Nidi Gratis, free nurseries (of different kinds: do not add them or compare years)',
    path: '/v1/facts?main_initiative=nidi-gratis&unit=EUR',
  },
  {
    title: 'Quali conti non tornano, e perché',
    title_en: 'What does not add up, and why',
    path: '/v1/checks?outcome=fails,explained',
  },
  {
    title: "Che cosa è cambiato con l'ultima versione",
    title_en: 'What the last release changed',
    path: '/v1/changes',
  },
]

const metaOf = (origin: string, { id, published_at, latest_year }: Release, count: number) => ({
  count,
  total: count,
  release: id,
  published_at,
  query: '',
  latest_year,
  licence,
  citation: citationOf(titles, id, `${origin}/v1`),
  freshness_seconds: freshnessSeconds,
  questions: questions.map(({ path, ...asked }) => ({ ...asked, link: origin + path })),
  templates: {
    search: `${origin}/v1/search{?q,limit}`,
    changes: `${origin}/v1/changes{?since,dataset}`,
    dataset_feed: `${origin}/v1/{dataset}.atom`,
    fact_feed: `${origin}/v1/facts/{code}.atom`,
  },
})

/** `/v1`: what there is in the current release. */
export const respondIndex = async (visit: Visit): Promise<Response> => {
  refuseParameters(visit)
  const { origin } = visit
  const release = await releaseFor(visit)
  const { id, published_at } = release
  const text = () => {
    const data = datasets.flatMap((dataset) => {
      const manifest = release.datasets[dataset.name]
      return manifest ? [entry(origin, dataset, manifest)] : []
    })
    const meta = metaOf(origin, release, data.length)
    const links = {
      self: `${origin}/v1`,
      api_catalog: `${origin}/.well-known/api-catalog`,
      status: `${origin}/v1/status`,
      openapi: `${origin}/openapi.json`,
      search: `${origin}/v1/search?${new URLSearchParams({ q: questionExample })}`,
      on_one_page: `${origin}/llms.txt`,
      sitemap: `${origin}/sitemap.xml`,
      datapackage: `${origin}/datapackage.json`,
      zip: `${origin}/v1/${archivePath}`,
      catalogue: `${origin}/catalog.ttl`,
      latest_snapshot: `${origin}/v1/snapshots/latest`,
      start_here: `${origin}/v1/snapshots/latest/total`,
    }
    return `${JSON.stringify({ data, meta, links }, undefined, 1)}\n`
  }
  return respondDocument(visit, {
    key: `index/${id}/${origin}`,
    headers: { 'Content-Type': defaultFormat.mediaType, Link: signpostLinks(origin) },
    modified: published_at,
    text,
  })
}
