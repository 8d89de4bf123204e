import type { Dataset, Row } from '../src/dataset/define.ts'
import { afterRow, pageStatement, rowsOf } from '../src/dataset/rows.ts'
import type { Tally } from '../src/release/changes.ts'
import { compareKeys } from '../src/release/digest.ts'
import type { Rows, Store } from './store.ts'

/** Rows a page at a time, so that a dataset of any size takes the memory of one page. */

const pageRows = 1_000

export function* pagesOf(rows: Rows, most = pageRows): Generator<Row[]> {
  let page: Row[] = []
  for (const row of rows) {
    page.push(row)
    if (page.length === most) {
      yield page
      page = []
    }
  }
  if (page.length > 0) yield page
}

/** The rows of a release as the database holds them, in key order. */
export async function* readPages(db: Store, dataset: Dataset, release: string): AsyncGenerator<Row[]> {
  const query = { where: {}, sort: [], fields: [], limit: pageRows }
  let page: Row[] = []
  do {
    const last = page.at(-1)
    const after = last && { after: afterRow(dataset, query, last) }
    page = rowsOf(await pageStatement(db, dataset, { release, key: [], query, size: pageRows, ...after })).slice(
      0,
      pageRows,
    )
    if (page.length > 0) yield page
  } while (page.length === pageRows)
}

async function* flat(pages: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const page of pages) yield* page
}

/** Two states of a dataset side by side, both in key order: each key once, with the row that either has of it. */
export async function* pairs(
  dataset: Dataset,
  before: AsyncIterable<Row[]>,
  after: Rows,
): AsyncGenerator<{ was: Row | undefined; is: Row | undefined }> {
  const [old, young] = [flat(before), after[Symbol.iterator]()]
  let [was, is] = [(await old.next()).value as Row | undefined, young.next().value as Row | undefined]
  while (was || is) {
    const order = !was ? 1 : !is ? -1 : compareKeys(dataset, was, is)
    yield { was: order <= 0 ? was : undefined, is: order >= 0 ? is : undefined }
    if (order <= 0) was = (await old.next()).value as Row | undefined
    if (order >= 0) is = young.next().value as Row | undefined
  }
}

/** Counts the rows that differ between two states of a dataset, both in key order. */
export const countChanges = async (dataset: Dataset, before: AsyncIterable<Row[]>, after: Rows): Promise<Tally> => {
  const tally = { added: 0, removed: 0, changed: 0 }
  for await (const { was, is } of pairs(dataset, before, after)) {
    if (!was) tally.added += 1
    else if (!is) tally.removed += 1
    else if (dataset.header.some((name) => was[name] !== is[name])) tally.changed += 1
  }
  return tally
}

/** All rows of a dataset in a release, in key order: for datasets that are small by what they are. */
export const readRows = async (db: Store, dataset: Dataset, release: string): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const page of readPages(db, dataset, release)) rows.push(...page)
  return rows
}
