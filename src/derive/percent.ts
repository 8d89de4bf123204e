const cents = (value: number) => BigInt(Math.round(value * 100))

/** `part` as percent of `whole`, two decimals, half up, in whole numbers so that no half is lost; null for a whole of zero. */
export const percentOf = (part: number, whole: number): number | null => {
  const divisor = cents(whole)
  if (divisor === 0n) return null
  return Number((cents(part) * 20_000n + divisor) / (2n * divisor)) / 100
}
