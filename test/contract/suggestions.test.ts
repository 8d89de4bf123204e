import { describe, expect, it } from 'vitest'
import { get } from './client.ts'
import { publishReal } from './real.ts'
import { addresses } from './suggestions/addresses.ts'
import { numbers } from './suggestions/numbers.ts'
import { parameters } from './suggestions/parameters.ts'
import { values } from './suggestions/values.ts'

await publishReal()

interface Suggestion {
  value: string
  title?: string
  title_en?: string
}

interface Refusal {
  detail: string
  errors?: { parameter: string; detail: string; suggestions?: Suggestion[] }[]
  suggestions?: Suggestion[]
  links?: { suggested?: string }
}

const lines = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

/** `a; b, c` is one suggestion for the first fault and two for the second. */
const expected = (cell: string) => cell.split(';').map((each) => each.trim().split(', ').filter(Boolean))

const shown = ({ value, title }: Suggestion) => (title === undefined ? value : `${value} (${title})`)
const choice = (all: readonly string[]) =>
  all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${all.at(-1)}` : String(all[0])

/** The sentence says what the list says: a person and a program read the same. */
const expectSentence = (detail: string, suggestions: readonly Suggestion[]) => {
  if (suggestions.length === 0) expect(detail).not.toMatch(/did you mean/i)
  else expect(detail.toLowerCase()).toContain(`did you mean ${choice(suggestions.map(shown))}?`.toLowerCase())
}

const expectLink = async (refusal: Refusal, link: string) => {
  const suggested = refusal.links?.suggested
  expect(suggested?.replace('http://api.test', '') ?? '').toBe(link)
  if (suggested === undefined) return
  const answer = await get(link)
  if (answer.status === 200) return
  // A name of a dataset is mended before the key behind it.
  const { links } = await answer.json<Refusal>()
  expect((await get(new URL(links!.suggested!).pathname)).status, link).toBe(200)
}

const expectRefused = async (request: string, suggested: string, link: string) => {
  const response = await get(request)
  expect(response.status, request).toBe(400)
  const refusal = await response.json<Refusal>()
  const faults = refusal.errors ?? []
  expect(faults.map(({ suggestions = [] }) => suggestions.map(({ value }) => value))).toEqual(expected(suggested))
  for (const { detail, suggestions = [] } of faults) expectSentence(detail, suggestions)
  await expectLink(refusal, link)
}

describe('a value', () => {
  it.each([...lines(values), ...lines(numbers)])('%s: %s', async (request = '', suggested = '') => {
    const [name] = request.split('=')
    const alternatives = expected(suggested)
    const all = alternatives.map(([only, more]) => (more === undefined ? only : undefined))
    const whole = all.every((each) => each !== undefined)
    await expectRefused(`/v1/facts?${request}`, suggested, whole ? `/v1/facts?${name}=${all.join(',')}` : '')
  })
})

describe('a parameter', () => {
  it.each(lines(parameters))('%s: %s', async (request = '', suggested = '', link = '') => {
    await expectRefused(request, suggested, link)
  })
})

describe('an address', () => {
  it.each(lines(addresses))('%s: %s', async (request = '', suggested = '', link = '') => {
    const response = await get(request)
    expect(response.status).toBe(404)
    const refusal = await response.json<Refusal>()
    expect((refusal.suggestions ?? []).map(({ value }) => value)).toEqual(expected(suggested)[0])
    await expectLink(refusal, link)
  })
})
