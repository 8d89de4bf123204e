import type { Lines } from './lines.ts'

/**
 * What `/v1` promises of the newest report holds for each: it tells its day, it is the only one of its year, and a figure of that year stands in it.
 * Else `latest` would lead to rows that are not there, or to rows without a figure. `whole` are the datasets without a bad line.
 */
export const checkReports = (lines: Lines, whole: ReadonlySet<string>): string[] => {
  if (!whole.has('sources')) return []
  const reports = lines['sources']!.filter(({ row }) => row['kind'] === 'report')
  const stated = new Set(
    lines['observations']!.flatMap(({ row }) =>
      row['basis'] === 'actual' && row['value'] !== null ? [`${row['source']} ${row['year']}`] : [],
    ),
  )
  return reports.flatMap(({ line, row: { code, year, data_date } }) => {
    const place = `seed/sources.csv:${line}`
    const first = reports.find(({ row }) => row['year'] === year)!
    return [
      ...(data_date === null ? [`${place}: data_date: expected the day that a report speaks of, got ""`] : []),
      ...(first.line === line ? [] : [`${place}: year: ${first.row['code']} is the report for ${year} already`]),
      ...(stated.has(`${code} ${year}`) || !whole.has('observations')
        ? []
        : [`${place}: year: no row of seed/observations.csv states a figure of ${code} for ${year}`]),
    ]
  })
}
