import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'
import { showFilter } from '../dataset/filter.ts'
import { readCounts, readSpread, type Ask, type Spread } from '../dataset/page.ts'
import type { Query } from '../dataset/query.ts'
import type { Read } from '../dataset/read.ts'
import { knownValues, type Vocabulary } from '../dataset/resolve.ts'

/** Why there are no rows, or what is to be known of those there are, in both languages. */
export interface Reason {
  reason: string
  reason_en: string
}

export const join = (reasons: readonly Reason[]): Reason => ({
  reason: reasons.map(({ reason }) => reason).join(' '),
  reason_en: reasons.map(({ reason_en }) => reason_en).join(' '),
})

/** Filters that are looked at: the others of a long query are left as they are. */
const filtersMax = 6
const shownMax = 60

/** A title within a sentence. */
const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)

const shorten = (text: string) => (text.length > shownMax ? `${text.slice(0, shownMax)}…` : text)

const leaving = ({ q, where, ...query }: Query, name: string): Query => ({
  ...query,
  ...(q !== undefined && name !== 'q' && { q }),
  where: Object.fromEntries(Object.entries(where).filter(([other]) => other !== name)),
})

const filterOf = ({ where, q }: Query, name: string) =>
  shorten(`${name}=${name === 'q' ? q : showFilter(where[name]!)}`)

/** The values that the rows have which the filter of a column leaves out. */
const aboutSpread = (
  column: Column,
  name: string,
  spread: Spread,
  dataset: Dataset,
  vocabulary: Vocabulary,
): Reason => {
  if ('least' in spread)
    return {
      reason: `${name} va da ${spread.least} a ${spread.most}.`,
      reason_en: `${name} goes from ${spread.least} to ${spread.most}.`,
    }
  const known = column.kind === 'list' ? [] : (knownValues(dataset, name, vocabulary) ?? [])
  const absence = { title: `senza ${lower(column.title)}`, title_en: `no ${lower(column.title_en)}` }
  const tell = (language: 'title' | 'title_en', rest: string) =>
    spread.values
      .map(({ value, count }) => {
        const term = value === null ? absence : known.find((each) => each.value === String(value))
        const title = term?.[language] ?? term?.title
        return `${value ?? 'none'}${title === undefined ? '' : ` (${shorten(title)})`}: ${count}`
      })
      .join(', ') + (spread.more ? rest : '')
  const empty = spread.values.some(({ value }) => value === null)
  const why = empty && column.reason !== undefined ? column.reason : undefined
  return {
    reason: `I valori di ${name} con le loro righe: ${tell('title', ', e altri')}.${why === undefined ? '' : ` Perché ${name} è vuoto lo dice la colonna ${why}.`}`,
    reason_en: `The values of ${name} with their rows: ${tell('title_en', ', and others')}.${why === undefined ? '' : ` The column ${why}_en says why ${name} is empty.`}`,
  }
}

const noneGuilty: Reason = {
  reason: 'Non basta togliere uno dei filtri.',
  reason_en: 'Leaving out one of the filters is not enough.',
}

/** Which filter leaves no row, and what there is without it, which is counted under `key`; without one nothing is counted. */
export const aboutFilters = async (read: Read, ask: Ask, vocabulary: Vocabulary, key?: string): Promise<Reason> => {
  const { dataset, query } = ask
  const names = [...Object.keys(query.where), ...(query.q === undefined ? [] : ['q'])]
  const place = [dataset.name, ...ask.key].join('/')
  if (names.length === 0) return { reason: `${place} non ha righe.`, reason_en: `${place} has no rows.` }
  const all = shorten(names.map((name) => filterOf(query, name)).join('&'))
  const none = { reason: `Nessuna riga di ${place} ha ${all}.`, reason_en: `No row of ${place} has ${all}.` }
  if (key === undefined) return none
  const looked = names.slice(0, filtersMax)
  const asks = looked.map((name) => ({ ...ask, query: leaving(query, name) }))
  const counts = await readCounts(read, `absence/${key}`, asks)
  const guilty = looked.flatMap((name, at) => (counts[at]! > 0 ? [{ name, ask: asks[at]!, count: counts[at]! }] : []))
  const [one, other] = guilty
  const column = one && dataset.columns[one.name]
  const spread = column && !other ? await readSpread(read, `spread/${key}`, one.ask, one.name) : undefined
  const values = column && spread ? [aboutSpread(column, one.name, spread, dataset, vocabulary)] : []
  const rest = (word: string) =>
    guilty.map(({ name, count }) => `${word} ${filterOf(query, name)}: ${count}`).join('; ')
  if (names.length === 1) return join([none, ...values])
  const without =
    guilty.length === 0 ? noneGuilty : { reason: `Righe ${rest('senza')}.`, reason_en: `Rows ${rest('without')}.` }
  return join([none, without, ...values])
}
