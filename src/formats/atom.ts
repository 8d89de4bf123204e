import type { Tally } from '../release/changes.ts'
import { licence } from '../figures/citation.ts'

/** One release as the feed tells it; `tallies` are missing for the first one. */
export interface FeedEntry {
  id: string
  published_at: string
  before: string | undefined
  tallies: readonly ({ name: string } & Tally)[] | undefined
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const summary = ({ before, tallies }: FeedEntry): string => {
  if (!tallies) return 'Prima versione conservata. First release kept.'
  const lines = tallies.map(({ name, added, removed, changed }) => `${name}: +${added} −${removed} ~${changed}`)
  return `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${before}. Rows added, removed and changed since ${before}. ${lines.join('; ')}`
}

const entry = (origin: string, one: FeedEntry): string => `  <entry>
    <id>${origin}/v1/releases/${one.id}</id>
    <title>${one.id}</title>
    <updated>${one.published_at}</updated>
    <link rel="alternate" type="application/json" href="${origin}/v1/releases/${one.id}"/>${
      one.before
        ? `\n    <link rel="related" type="text/csv" href="${origin}/v1/changes.csv?from=${one.before}&amp;to=${one.id}"/>`
        : ''
    }
    <summary>${escape(summary(one))}</summary>
  </entry>`

/** An Atom feed of releases, newest first. RFC 4287. */
export const atom = (origin: string, entries: readonly FeedEntry[]): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it">
  <id>${origin}/v1/releases</id>
  <title>Fondo Aperto: versioni dei dati</title>
  <updated>${entries[0]!.published_at}</updated>
  <author><name>Fondo Aperto</name></author>
  <rights>${escape(licence.title)}</rights>
  <link rel="self" type="application/atom+xml" href="${origin}/v1/releases.atom"/>
  <link rel="alternate" type="application/json" href="${origin}/v1/releases"/>
${entries.map((one) => entry(origin, one)).join('\n')}
</feed>
`
