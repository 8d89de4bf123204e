import type { Dataset } from '../dataset/define.ts'
import { licence } from '../figures/citation.ts'
import { about, omission } from './about.ts'

/** A document that says what there is, for machines. */
interface Signpost {
  path: string
  type: string
  /** Its relation to the API, as registered with IANA. */
  relation: 'service-desc' | 'service-doc' | 'service-meta' | 'status'
}

/** What describes the API: `robots.txt`, the site map, the API catalogue and `llms.txt` name these. */
export const signposts: readonly Signpost[] = [
  { path: '/openapi.json', type: 'application/vnd.oai.openapi+json;version=3.1', relation: 'service-desc' },
  { path: '/catalog.ttl', type: 'text/turtle', relation: 'service-meta' },
  { path: '/llms.txt', type: 'text/plain', relation: 'service-doc' },
  { path: '/v1/status', type: 'application/problem+json', relation: 'status' },
]

const catalogPath = '/.well-known/api-catalog'

/** The relations that an answer about the whole API names in `Link`. */
export const signpostLinks = (origin: string): string =>
  [
    `<${origin}${catalogPath}>; rel="api-catalog"`,
    ...signposts.map(({ path, type, relation }) => `<${origin}${path}>; rel="${relation}"; type="${type}"`),
  ].join(', ')

/** `/.well-known/api-catalog`: which APIs there are and what describes them. RFC 9727, RFC 9264. */
export const apiCatalog = (origin: string): string => {
  const relations = [...new Set(signposts.map(({ relation }) => relation))].map((name) => [
    name,
    signposts.filter(({ relation }) => relation === name).map(({ path, type }) => ({ href: origin + path, type })),
  ])
  return `${JSON.stringify(
    {
      linkset: [
        { anchor: origin + catalogPath, item: [{ href: `${origin}/v1`, title: about.title }] },
        {
          anchor: `${origin}/v1`,
          ...(Object.fromEntries(relations) as Record<string, unknown>),
          license: [{ href: licence.url }],
        },
      ],
    },
    undefined,
    1,
  )}\n`
}

const monthsAhead = 7

/** When the statement of whom to tell of a weakness ends: the first day of a month, six to seven months after `now`, so that it never runs out while it is served. */
export const securityExpires = (now: number): string => {
  const day = new Date(now)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + monthsAhead, 1)).toISOString()
}

/** `/.well-known/security.txt`: whom to tell of a weakness. RFC 9116. */
export const securityText = (origin: string, expires: string): string =>
  [
    `Contact: mailto:${about.contact.email}`,
    `Expires: ${expires}`,
    'Preferred-Languages: it, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ].join('\n')

/** `/robots.txt`: everything may be read, the data too. */
export const robots = (origin: string): string =>
  ['User-agent: *', 'Allow: /', '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n')

/** An address of the site map, and when what it answers last changed, where that is known. */
export interface Place {
  path: string
  changed?: string | undefined
}

/** `/sitemap.xml`: what there is to index. */
export const sitemap = (origin: string, places: readonly Place[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...places.map(
      ({ path, changed }) =>
        `  <url><loc>${origin}${path}</loc>${changed === undefined ? '' : `<lastmod>${changed}</lastmod>`}</url>`,
    ),
    '</urlset>',
    '',
  ].join('\n')

/** `/llms.txt`: the API on one page, for language models and whoever likes it short. */
export const llms = (origin: string, datasets: readonly Dataset[]): string => `# ${about.title}

> ${about.summary}. ${omission.en} JSON and CSV, no key, CC BY 4.0. Each figure has the document, the line and the string that was printed.

Every answer is { "data", "meta", "links" }; follow links. Errors say what is allowed: read "detail".

## Requests

- [What there is](${origin}/v1): datasets, columns, rows, links
- [The newest year of the whole programme](${origin}/v1/snapshots/latest/total): money and people, one row; /v1/snapshots/latest has each axis
- [One figure](${origin}/v1/facts/paid-2022-1): value, unit, day, printed string, citation; its code never changes
- [Figures of one kind](${origin}/v1/facts?indicator=paid&axis=1,2&year=2018..2022&fields=code,value,unit): columns are parameters; comma is or, A..B a range, none is null
- [What does not add up](${origin}/v1/checks?outcome=fails,explained): and why

A file instead: .csv or .ndjson at the end of the address. Titles of codes: labels=en or labels=it. Data that never change, for citing: ${origin}/v1/releases.

## Rules

- Never sum rows of observations: the same fact stands there as often as it was printed. Use facts.
- Most figures are cumulative since 2014: never add those of two years. meta.indicators says what may be added up.
- A figure is served as printed, even where it is wrong; then meta.notes says so. Say so too.
- null: the text we have does not give the figure (never printed, lost with an image, or not applicable); "reason" says which. Do not estimate it. Not every year has a report: sources lists those that there are.
- Cite meta.citation, with the address under links.permalink; .bib and .csl.json at the end of an address are the same for bibliographies.

## Datasets

${datasets.map(({ name, title_en, description_en }) => `- [${title_en}](${origin}/v1/${name}): ${description_en}`).join('\n')}

## Documents

- [OpenAPI 3.1](${origin}/openapi.json): every address and parameter
- [API catalogue](${origin}${catalogPath}), [status](${origin}/v1/status), [what changed](${origin}/v1/releases.atom)
`
