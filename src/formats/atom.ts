import type { ReleaseEvent } from '../release/events.ts'
import { licence } from '../figures/citation.ts'

/** Raised when the bytes of the feed change: it is part of their ETag. */
export const atomVersion = 1

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const counted = ({ before, first, tallies }: ReleaseEvent): string => {
  if (first) return 'È la prima versione. It is the first release.'
  if (before === null) return 'Le righe cambiate non sono state contate. The rows that changed were not counted.'
  if (tallies.length === 0) return `Nessuna riga è cambiata rispetto a ${before}. No row changed since ${before}.`
  const lines = tallies.map(({ dataset, added, removed, changed }) => `${dataset}: +${added} −${removed} ~${changed}`)
  return `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${before}. Rows added, removed and changed since ${before}. ${lines.join('; ')}`
}

/** What an event is called, in Italian and English, and what is said of it. */
const words: Readonly<Record<ReleaseEvent['kind'], (event: ReleaseEvent) => { title: string; summary: string }>> = {
  published: (event) => ({
    title: `Pubblicata la versione ${event.release}. Release ${event.release} was published`,
    summary: counted(event),
  }),
  rolled_back: ({ release, served }) => ({
    title: `Di nuovo in linea la versione ${release}. Release ${release} is served again`,
    summary: `La versione ${release} è di nuovo in linea, al posto della ${served}. Release ${release} is served again, in place of ${served}.`,
  }),
  retired: ({ release, digest }) => ({
    title: `Ritirata la versione ${release}. Release ${release} was retired`,
    summary: `Le righe della versione ${release} non si possono più leggere; la sua impronta SHA-256 era ${digest}. The rows of release ${release} can no longer be read; its SHA-256 digest was ${digest}.`,
  }),
}

const link = (relation: string, type: string, address: string) =>
  `\n    <link rel="${relation}" type="${type}" href="${escape(address)}"/>`

const entry = (origin: string, event: ReleaseEvent): string => {
  const { number, at, kind, release, before } = event
  const { title, summary } = words[kind](event)
  // A retired release is told by the list of releases alone.
  const about = kind === 'retired' ? `${origin}/v1/releases` : `${origin}/v1/releases/${release}`
  const changes = `${origin}/v1/changes.csv?from=${before}&to=${release}`
  return `  <entry>
    <id>${origin}/v1/releases.atom#event-${number}</id>
    <title>${escape(title)}</title>
    <updated>${at}</updated>${link('alternate', 'application/json', about)}${kind === 'published' && before !== null ? link('related', 'text/csv', changes) : ''}
    <summary>${escape(summary)}</summary>
  </entry>
`
}

/** An Atom feed of what happened to releases, newest first. `updated` is the instant of a feed without entries. RFC 4287. */
export const atom = (origin: string, events: readonly ReleaseEvent[], updated: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it">
  <id>${origin}/v1/releases</id>
  <title>Fondo Aperto: versioni dei dati. Releases of the data</title>
  <updated>${events[0]?.at ?? updated}</updated>
  <author><name>Fondo Aperto</name></author>
  <rights>${escape(licence.title)}</rights>
  <link rel="self" type="application/atom+xml" href="${origin}/v1/releases.atom"/>
  <link rel="alternate" type="application/json" href="${origin}/v1/releases"/>
${events.map((event) => entry(origin, event)).join('')}</feed>
`
