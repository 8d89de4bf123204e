import { env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { publish, type SeedRows } from '../../commands/publish.ts'
import { datasets } from '../../src/datasets/index.ts'

const seed = JSON.parse(env.SEED) as SeedRows

/** Three rows of each dataset, quick to publish many times. Sources stay: a release tells its newest report. What rows refer to is not asked by `publish`. */
export const few: SeedRows = Object.fromEntries(
  Object.entries(seed).map(([name, rows]) => [name, name === 'sources' ? rows : rows.slice(0, 3)]),
)

/** The seed with the English title of the first row of some datasets replaced by `mark`. */
export const marked = (rows: SeedRows, mark: string, ...names: readonly string[]): SeedRows => ({
  ...rows,
  ...Object.fromEntries(
    names.map((name) => [
      name,
      rows[name]!.map((row, at) => (at === 0 ? Object.assign({}, row, { title_en: mark }) : row)),
    ]),
  ),
})

/** Takes every release out, as if none had been published. */
export const clearReleases = async () => {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and name <> 'd1_migrations' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'",
  ).all<{ name: string }>()
  await env.DB.batch(results.map(({ name }) => env.DB.prepare(`delete from ${name}`)))
}

/** The seed with another title of its first act, another value of the payments of 2022, and another year of snapshots. */
const edited = (mark: string, value: number): SeedRows => {
  const alter = (name: string, which: (row: SeedRows[string][number]) => boolean, change: Record<string, unknown>) =>
    seed[name]!.map((row) => (which(row) ? { ...row, ...change } : row)) as SeedRows[string]
  return {
    ...seed,
    acts: alter('acts', (row) => row === seed['acts']![0], { title_en: mark }),
    facts: alter('facts', ({ code }) => code === 'paid-2022-1', { value }),
    snapshots: alter('snapshots', ({ year, axis }) => year === 2022 && axis === '1', { paid: value }),
  }
}

/** Publishes the seed as it is, or edited; gives the id of the release. */
export const publishSeed = async (now: string): Promise<string> =>
  (await publish(drizzle(env.DB), seed, new Date(now))).release

export const publishEdited = async (now: string, mark: string, value: number): Promise<string> =>
  (await publish(drizzle(env.DB), edited(mark, value), new Date(now))).release

/** Makes a release the current one without further ado. */
export const point = (release: string) => env.DB.prepare('update pointer set release = ?').bind(release).run()

/** Copies a release with each observation `times` times, as rows of an enormous programme; nobody is pointed to it. */
export const multiply = async (from: string, release: string, published_at: string, times: number) => {
  const copies = datasets.map(({ name, header }) => {
    // A column may be called as a word of SQL is.
    const columns = header.map((column) => `"${column}"`).join(', ')
    return name === 'observations'
      ? env.DB.prepare(
          `with recursive copy (n) as (select 1 union all select n + 1 from copy where n < ?3)
           insert into observations (release, ${columns})
           select ?1, ${columns.replace('"id"', "id || printf('-%03d', n)")}
           from observations, copy where release = ?2`,
        ).bind(release, from, times)
      : env.DB.prepare(
          `insert into ${name} (release, ${columns}) select ?1, ${columns} from ${name} where release = ?2`,
        ).bind(release, from)
  })
  await env.DB.batch([
    ...copies,
    env.DB.prepare(
      `insert into release_datasets (release, dataset, rows, digest, bytes, changed_at)
       select ?1, dataset, case dataset when 'observations' then rows * ?3 else rows end,
              case dataset when 'observations' then ?1 || digest else digest end, bytes, changed_at
       from release_datasets where release = ?2`,
    ).bind(release, from, times),
    env.DB.prepare(
      'insert into releases (id, published_at, digest, latest_year) select ?1, ?3, ?1 || digest, latest_year from releases where id = ?2',
    ).bind(release, from, published_at),
  ])
}
