/** What is to go: since when that is said, the day that it goes, and the path of what replaces it. */
export interface Deprecation {
  /** `YYYY-MM-DD`, as `sunset`. */
  since: string
  sunset: string
  successor: string
}

const monthsMin = 12

/** A deprecation as the stability policy allows it. Throws at start when it leaves clients less than twelve months. */
export const deprecation = (declared: Deprecation): Deprecation => {
  const earliest = new Date(declared.since)
  earliest.setUTCMonth(earliest.getUTCMonth() + monthsMin)
  if (!(new Date(declared.sunset) >= earliest))
    throw new Error(
      `A deprecation since ${declared.since} ends on ${declared.sunset}: ${monthsMin} months are promised, so not before ${earliest.toISOString().slice(0, 10)}.`,
    )
  return declared
}

/** What every answer of a deprecated address says: RFC 9745, RFC 8594. */
export const deprecationHeaders = ({ since, sunset, successor }: Deprecation, origin: string) => ({
  Deprecation: `@${Date.parse(since) / 1000}`,
  Sunset: new Date(sunset).toUTCString(),
  Link: `<${origin}${successor}>; rel="successor-version"`,
})

/** The same in words, for documents. */
export const deprecationText = ({ since, sunset, successor }: Deprecation): string =>
  `Deprecated since ${since}; it goes on ${sunset}. Use \`${successor}\` instead.`
