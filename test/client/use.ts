import type { components, paths } from './api.ts'

// What a client of the API writes, with types made from the OpenAPI document. `test/e2e/client.test.ts` compiles it; nothing here runs.

type Fact = components['schemas']['Facts']
type Facts = paths['/facts']['get']['responses'][200]['content']['application/json']
type Row = paths['/facts/{code}']['get']['responses'][200]['content']['application/json']
type Query = NonNullable<paths['/facts']['get']['parameters']['query']>
type RowQuery = NonNullable<paths['/facts/{code}']['get']['parameters']['query']>
type Refusal = paths['/facts']['get']['responses'][400]['content']['application/problem+json']
type Files = paths['/facts.{format}']['get']['parameters']['path']['format']

/** A number is a number, where there is one. */
export const millions = ({ value }: Fact): number | undefined => (typeof value === 'number' ? value / 1e6 : undefined)

/** A closed list is a union: each of its values has a word here, and a new one would not compile. */
export const words: Record<NonNullable<Fact['status']>, string> = {
  printed: 'printed',
  missing: 'no document prints it',
  lost: 'it stood in a lost image',
  not_applicable: 'there is no such figure',
}

export const years = ({ data }: Facts): number[] => data.flatMap(({ year }) => year ?? [])
export const permalink = ({ data, meta, links }: Row): [string | undefined, string, string | undefined] => [
  data.code,
  meta.citation.en,
  links['self'],
]
export const query: Query = { axis: ['1', '2'], basis: ['actual'], year: ['2018..2022'], limit: 10, labels: 'en' }
export const rowQuery: RowQuery = { fields: ['code', 'value'] }
export const format: Files = 'csv'
export const allowed = ({ errors = [] }: Refusal): string[] => errors.flatMap((fault) => fault.allowed)

export const wrong = (fact: Fact, answer: Facts) => {
  // @ts-expect-error a figure may be null
  const value: number = fact.value
  // @ts-expect-error a number is no text
  const text: string | null | undefined = fact.value
  // @ts-expect-error an axis may be none
  const axis: string = fact.axis
  // @ts-expect-error not in the closed list
  const basis: Fact['basis'] = 'forecast'
  // @ts-expect-error no such column
  const column = fact.amount
  // @ts-expect-error all rows are a list, not one
  const code = answer.data.code
  // @ts-expect-error no such parameter
  const misspelt: Query = { yaer: ['2022'] }
  // @ts-expect-error one row has no filters
  const filtered: RowQuery = { axis: ['1'] }
  // @ts-expect-error a limit is a number
  const limit: Query = { limit: '10' }
  return [value, text, axis, basis, column, code, misspelt, filtered, limit]
}
