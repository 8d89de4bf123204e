import autocannon from 'autocannon'

/** One who answers: an address, and the headers to ask with. */
export interface Contender {
  url: string
  headers?: Record<string, string>
  /** The path of the next request, where each has one of its own. */
  path?: () => string
}

/** Requests a second of two contenders over interleaved rounds, and the median of the ratios of the rounds. */
export interface Comparison {
  ours: number[]
  baseline: number[]
  ratio: number
}

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Enough to keep workerd busy, and few enough that the client, which shares two cores with it, does not queue. */
const connections = 8

/** Requests a second over some seconds. Throws when an answer had another status than all must have. */
const rate = async ({ url, headers, path }: Contender, seconds: number, status: number): Promise<number> => {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(headers && { headers }),
    ...(path && { requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }] }),
  })
  const statuses = Object.keys(result.statusCodeStats ?? {})
  if (result.errors > 0 || statuses.some((found) => found !== String(status)))
    throw new Error(`${url} answered ${statuses.join(', ')} with ${result.errors} errors, and not ${status} alone.`)
  return result['2xx'] + result.non2xx === 0 ? 0 : (result['2xx'] + result.non2xx) / result.duration
}

/**
 * Measures two contenders in turn, who first changing from round to round, after one round that does not count. Only the ratio within one
 * run means anything: the machine is shared and noisy.
 */
export const compare = async (
  ours: Contender,
  baseline: Contender,
  { rounds, seconds, status }: { rounds: number; seconds: number; status: number },
): Promise<Comparison> => {
  const rates: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  for (const contender of [ours, baseline]) await rate(contender, seconds, status)
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'baseline'] as const) : (['baseline', 'ours'] as const)
    for (const name of order) rates[name].push(await rate(name === 'ours' ? ours : baseline, seconds, status))
  }
  return { ...rates, ratio: median(rates.ours.map((own, at) => own / rates.baseline[at]!)) }
}
