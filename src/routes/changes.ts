import { heldRowsMax } from '../dataset/bounds.ts'
import type { Dataset, Row } from '../dataset/define.ts'
import { fault } from '../dataset/fault.ts'
import { readAll } from '../dataset/page.ts'
import { invalid } from '../dataset/problem.ts'
import { readParameters } from '../dataset/query.ts'
import { datasets } from '../datasets/index.ts'
import { changeList } from '../datasets/releases.ts'
import type { Reason } from '../figures/exclusion.ts'
import { splitExtension } from '../formats/index.ts'
import { releaseFor, standingFor } from '../http/current.ts'
import { readFrom } from '../http/read.ts'
import type { Visit } from '../http/visit.ts'
import { diff, type Change } from '../release/changes.ts'
import { isLarge, type Release, type Standing } from '../release/release.ts'
import { changesQuery } from './changes-query.ts'
import { respondList } from './list.ts'

/** The datasets that differ between two releases, of one or all. */
const differingIn = (from: Release, to: Release, only?: string): Dataset[] =>
  datasets.filter(({ name }) => (only ?? name) === name && from.datasets[name]?.digest !== to.datasets[name]?.digest)

/** Throws `invalid-request` where a dataset that differs is too large to be held, so that no answer is told that lacks its changes. */
const refuseLarge = ({ origin }: Visit, differing: readonly Dataset[], from: Release, to: Release): void => {
  const large = differing.filter((dataset) => isLarge(from, dataset) || isLarge(to, dataset))
  if (large.length === 0) return
  const allowed = datasets.filter((dataset) => !isLarge(from, dataset) && !isLarge(to, dataset))
  throw invalid(
    large.map(({ name }) => {
      const files = [from, to].map(({ id, datasets: held }) =>
        held[name] ? `${origin}/v1/releases/${id}/${name}.csv` : `nothing in ${id}`,
      )
      return fault(
        'too_many',
        'dataset',
        name,
        allowed.map((dataset) => dataset.name),
        `${name} differs and has more than ${heldRowsMax} rows, which are too many to compare here: compare ${files.join(' with ')}, or ask for another dataset.`,
      )
    }),
  )
}

/** The values that differ between two releases. Datasets with equal digests are not read. */
const changesBetween = async (
  visit: Visit,
  differing: readonly Dataset[],
  from: Release,
  to: Release,
): Promise<Change[]> => {
  const changes: Change[] = []
  for (const dataset of differing) {
    const rows = (release: Release): Promise<Row[]> => readAll(readFrom(visit, release.id), dataset)
    changes.push(...diff(dataset, await rows(from), await rows(to)))
  }
  return changes
}

const kept = (standing: Standing) => standing.releases.filter(({ retired_at }) => retired_at === null)

/** What `/v1/changes` may be asked. */
type Question = Partial<Record<'from' | 'since' | 'to' | 'dataset', string | undefined>>

/** Reads the parameters. Throws `gone` for a release that was retired: it was a right value once. */
const readQuestion = async (visit: Visit, standing: Standing): Promise<Question> => {
  const known = standing.releases.map(({ id, published_at, retired_at }) => ({
    value: id,
    day: published_at.slice(0, 10),
    kept: retired_at === null,
  }))
  const { data, faults } = readParameters(changesQuery(known), visit.url.searchParams)
  const isRetired = (id: string) => standing.releases.some((row) => row.id === id && row.retired_at !== null)
  const retired = faults.filter(({ parameter, value }) => /^(from|to)$/.test(parameter) && isRetired(value))
  if (faults.length > retired.length) throw invalid(faults)
  for (const { value } of retired) await releaseFor(visit, value)
  if (data.from !== undefined && data.since !== undefined)
    throw invalid([
      fault('too_many', 'since', data.since, ['from', 'since'], 'it says the same as from; give one of the two.'),
    ])
  return data
}

/** Why two releases have no change between them: they are one release, for one of three reasons, or no row differs. */
type Cause = 'first' | 'served' | 'same' | 'equal'

const causeOf = (from: string, to: string, { since, from: asked, to: end }: Question): Cause => {
  if (from !== to) return 'equal'
  if (since === undefined && asked === undefined) return 'first'
  return since !== undefined && end === undefined ? 'served' : 'same'
}

const reasonOf = (cause: Cause, from: string, to: string, dataset: string | undefined): Reason => {
  const reasons: Readonly<Record<Cause, Reason>> = {
    first: {
      reason: `La versione ${to} è la prima che si conserva: non c'è nulla con cui confrontarla. Le modifiche successive si leggeranno in /v1/changes?since=${to}.`,
      reason_en: `Release ${to} is the first that is kept: there is nothing to compare it with. Later changes will appear at /v1/changes?since=${to}.`,
    },
    served: {
      reason: `La versione ${from} è quella in linea: da allora nulla è cambiato.`,
      reason_en: `Release ${from} is the one that is served: nothing has changed since.`,
    },
    same: {
      reason: `Da ${from} a ${to} non può cambiare nulla: è la stessa versione.`,
      reason_en: `Nothing can change from ${from} to ${to}: it is one release.`,
    },
    equal: {
      reason: `Fra ${from} e ${to} nessuna riga${dataset ? ` di ${dataset}` : ''} è cambiata.`,
      reason_en: `No row${dataset ? ` of ${dataset}` : ''} changed between ${from} and ${to}.`,
    },
  }
  return reasons[cause]
}

/** `/v1/changes`: what differs between two releases, value by value. */
export const respondChanges = async (visit: Visit): Promise<Response> => {
  const standing = await standingFor(visit)
  const question = await readQuestion(visit, standing)
  const { to = standing.release, dataset } = question
  const ids = kept(standing).map(({ id }) => id)
  // Before the first release there is nothing to compare with: it is compared with itself, and the reason says so.
  const from = question.since ?? question.from ?? ids[ids.indexOf(to) + 1] ?? to
  const query = `${dataset ? `dataset=${dataset}&` : ''}from=${from}&to=${to}`
  const cause = causeOf(from, to, question)
  const [before, after] = [await releaseFor(visit, from), await releaseFor(visit, to)]
  const differing = differingIn(before, after, dataset)
  refuseLarge(visit, differing, before, after)
  return respondList(visit, splitExtension(visit.url.pathname).format, {
    list: changeList,
    release: after,
    state: `${query}&cause=${cause}`,
    query,
    rows: () => changesBetween(visit, differing, before, after),
    reason: reasonOf(cause, from, to, dataset),
  })
}
