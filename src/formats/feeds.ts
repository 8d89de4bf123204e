import type { Dataset, Row } from '../dataset/define.ts'
import type { ReleaseEvent } from '../release/events.ts'
import type { FactState, Revision } from '../release/history.ts'
import { atom, feedTypes, type FeedEntry } from './atom.ts'

const counted = ({ before, first, tallies }: ReleaseEvent): string => {
  if (first) return 'È la prima versione. / It is the first release.'
  if (before === null) return 'Le righe cambiate non sono state contate. / The rows that changed were not counted.'
  if (tallies.length === 0) return `Nessuna riga è cambiata rispetto a ${before}. / No row changed since ${before}.`
  const lines = tallies.map(({ dataset, added, removed, changed }) => `${dataset}: +${added} −${removed} ~${changed}`)
  return `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${before}. / Rows added, removed and changed since ${before}. ${lines.join('; ')}`
}

/** What an event is called, in Italian and English, and what is said of it. */
const words: Readonly<Record<ReleaseEvent['kind'], (event: ReleaseEvent) => { title: string; summary: string }>> = {
  published: (event) => ({
    title: `Pubblicata la versione ${event.release} / Release ${event.release} was published`,
    summary: counted(event),
  }),
  rolled_back: ({ release, served }) => ({
    title: `Di nuovo in linea la versione ${release} / Release ${release} is served again`,
    summary: `La versione ${release} è di nuovo in linea, al posto della ${served}. / Release ${release} is served again, in place of ${served}.`,
  }),
  retired: ({ release, digest }) => ({
    title: `Ritirata la versione ${release} / Release ${release} was retired`,
    summary: `Le righe della versione ${release} non si possono più leggere; la sua impronta SHA-256 era ${digest}. / The rows of release ${release} can no longer be read; its SHA-256 digest was ${digest}.`,
  }),
}

const aboutEvent = (origin: string, event: ReleaseEvent): FeedEntry => {
  const { number, at, kind, release, before } = event
  // A retired release is told by the list of releases alone.
  const about = kind === 'retired' ? `${origin}/v1/releases` : `${origin}/v1/releases/${release}`
  const changes = `${origin}/v1/changes.csv?from=${before}&to=${release}`
  return {
    id: `${origin}/v1/releases.atom#event-${number}`,
    ...words[kind](event),
    updated: at,
    links: [
      ['alternate', feedTypes.json, about],
      ...(kind === 'published' && before !== null ? ([['related', feedTypes.csv, changes]] as const) : []),
    ],
  }
}

/** What happened to releases, newest first. `updated` is the instant of a feed without entries. */
export const releasesFeed = (origin: string, events: readonly ReleaseEvent[], updated: string): string =>
  atom({
    id: `${origin}/v1/releases`,
    title: 'Fondo Aperto: versioni dei dati / Releases of the data',
    updated,
    links: [
      ['self', feedTypes.atom, `${origin}/v1/releases.atom`],
      ['alternate', feedTypes.json, `${origin}/v1/releases`],
    ],
    entries: events.map((event) => aboutEvent(origin, event)),
  })

const changesLink = (origin: string, dataset: string, { release, before }: Revision) =>
  before === null
    ? []
    : ([
        ['related', feedTypes.csv, `${origin}/v1/changes.csv?dataset=${dataset}&from=${before}&to=${release}`],
      ] as const)

const aboutRevision = (origin: string, { name }: Dataset, revision: Revision): FeedEntry => {
  const { release, at, before, first, tally, rows } = revision
  const counts = tally && `+${tally.added} −${tally.removed} ~${tally.changed}`
  return {
    id: `${origin}/v1/${name}.atom#${release}`,
    title: `${name}: versione ${release} / release ${release}`,
    updated: at,
    summary: counts
      ? `Righe aggiunte (+), tolte (−) e cambiate (~) rispetto a ${before}. / Rows added, removed and changed since ${before}. ${counts}. Righe / Rows: ${rows}.`
      : first
        ? `Prima versione: ${rows} righe. / First release: ${rows} rows.`
        : `Le righe cambiate non sono contate. / The rows that changed are not counted. Righe / Rows: ${rows}.`,
    links: [
      ['alternate', feedTypes.json, `${origin}/v1/releases/${release}/${name}`],
      ...changesLink(origin, name, revision),
    ],
  }
}

/** The releases that changed a dataset, newest first. */
export const datasetFeed = (
  origin: string,
  dataset: Dataset,
  revisions: readonly Revision[],
  updated: string,
): string => {
  const { name, title, title_en } = dataset
  return atom({
    id: `${origin}/v1/${name}`,
    title: `Fondo Aperto: ${title} (${name}) / ${title_en}`,
    updated,
    links: [
      ['self', feedTypes.atom, `${origin}/v1/${name}.atom`],
      ['alternate', feedTypes.json, `${origin}/v1/${name}`],
    ],
    entries: revisions.map((revision) => aboutRevision(origin, dataset, revision)),
  })
}

const shown = (row: Row | undefined, column: string): string => String(row?.[column] ?? '∅')

/** What of a fact differs between two releases, column by column; its value always. */
const told = ({ was, is }: FactState): string => {
  if (!was) return `Aggiunto / Added: ${shown(is, 'value')} ${shown(is, 'unit')}, «${shown(is, 'printed')}».`
  if (!is) return `Tolto / Removed: ${shown(was, 'value')} ${shown(was, 'unit')}, «${shown(was, 'printed')}».`
  const columns = Object.keys(is).filter((column) => column === 'value' || was[column] !== is[column])
  return `${columns.map((column) => `${column}: ${shown(was, column)} → ${shown(is, column)}`).join('; ')}.`
}

/** The releases in which the row of a fact changed, newest first, with what it said before and after. */
export const factFeed = (origin: string, code: string, states: readonly FactState[], updated: string): string => {
  const address = `${origin}/v1/facts/${code.split('/').map(encodeURIComponent).join('/')}`
  const about = ({ release, is }: FactState) =>
    is ? address.replace('/v1/', `/v1/releases/${release}/`) : `${origin}/v1/releases/${release}`
  return atom({
    id: address,
    title: `Fondo Aperto: ${code}`,
    updated,
    links: [
      ['self', feedTypes.atom, `${address}.atom`],
      ['alternate', feedTypes.json, address],
    ],
    entries: states.map((state) => ({
      id: `${address}.atom#${state.release}`,
      title: `${code}: versione ${state.release} / release ${state.release}`,
      updated: state.at,
      summary: told(state),
      links: [['alternate', feedTypes.json, about(state)]],
    })),
  })
}
