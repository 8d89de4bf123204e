import { licence } from '../figures/citation.ts'

/** Raised when the bytes of a feed change: it is part of their ETag. */
export const atomVersion = 2

/** What an entry and a feed link to, by the media type of JSON, of CSV and of themselves. */
export const feedTypes = { json: 'application/json', csv: 'text/csv', atom: 'application/atom+xml' } as const

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A link of a feed or of an entry: its relation, media type and address. */
type FeedLink = readonly [relation: string, type: string, address: string]

/** One entry: its id, when it happened (RFC 3339), and what it says in Italian and English. */
export interface FeedEntry {
  id: string
  title: string
  updated: string
  summary: string
  links: readonly FeedLink[]
}

/** A feed, newest entry first. `updated` is the instant of one without entries. */
export interface Feed {
  id: string
  title: string
  updated: string
  links: readonly FeedLink[]
  entries: readonly FeedEntry[]
}

const showLink = ([relation, type, address]: FeedLink) =>
  `<link rel="${relation}" type="${type}" href="${escape(address)}"/>`

const showEntry = ({ id, title, updated, summary, links }: FeedEntry): string => `  <entry>
    <id>${escape(id)}</id>
    <title>${escape(title)}</title>
    <updated>${updated}</updated>${links.map((link) => `\n    ${showLink(link)}`).join('')}
    <summary>${escape(summary)}</summary>
  </entry>
`

/** Atom, RFC 4287. */
export const atom = ({ id, title, updated, links, entries }: Feed): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it">
  <id>${escape(id)}</id>
  <title>${escape(title)}</title>
  <updated>${entries[0]?.updated ?? updated}</updated>
  <author><name>Fondo Aperto</name></author>
  <rights>${escape(licence.title)}</rights>
${links.map((link) => `  ${showLink(link)}\n`).join('')}${entries.map(showEntry).join('')}</feed>
`
