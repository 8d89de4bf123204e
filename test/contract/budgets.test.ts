import { afterEach, describe, expect, it, vi } from 'vitest'
import { isolate } from './isolate.ts'

afterEach(() => void vi.restoreAllMocks())

/** Rows that D1 scanned for a request, as the log says. */
const scanned = async (path: string) => {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const { get } = isolate()
  await get('/v1/axes.csv')
  lines.length = 0
  const response = await get(path)
  await response.arrayBuffer()
  const line = JSON.parse(lines.at(-1)!) as { d1_rows_read: number }
  return { status: response.status, rows: line.d1_rows_read }
}

const ranges = (count: number, step: number) =>
  Array.from({ length: count }, (_, at) => `${at * step}..${at * step + step / 2}`).join(',')

describe('rows that a question scans', () => {
  it('are those of the dataset, however many ranges it names', async () => {
    const [all, one, many] = [
      await scanned('/v1/facts.csv'),
      await scanned('/v1/facts.csv?value=0..5'),
      await scanned(`/v1/facts.csv?value=${ranges(50, 1000)}`),
    ]
    expect([all.status, one.status, many.status]).toEqual([200, 200, 200])
    expect(one.rows).toBeLessThanOrEqual(all.rows)
    expect(many.rows).toBeLessThanOrEqual(all.rows)
    expect(all.rows).toBeGreaterThan(20)
  })

  it('are those of the dataset for 50 ranges of years beside 50 of values and of precisions', async () => {
    const years = Array.from({ length: 50 }, (_, at) => `${2001 + at}..${2002 + at}`).join(',')
    const path = `/v1/facts.csv?year=${years}&value=${ranges(50, 10)}&precision=${ranges(20, 2)}`
    const { status, rows } = await scanned(path)
    expect(status).toBe(200)
    expect(rows).toBeLessThanOrEqual((await scanned('/v1/facts.csv')).rows)
  })
})
