import type { Dataset, Row } from '../dataset/define.ts'

/** Columns that an answer shows of the rows of a dataset: `meta` speaks of these alone. */
export interface Shown {
  dataset: Dataset
  fields: readonly string[]
}

const figureRoles: ReadonlySet<string> = new Set(['measure', 'attribute', 'provenance'])

/** Whether the columns say something of a figure: how much, how it was printed, what is said of it. Codes and dimensions alone do not. */
export const showsFigures = ({ dataset: { columns, key }, fields }: Shown): boolean =>
  fields.some((name) => !key.includes(name) && figureRoles.has(columns[name]!.role))

/** Whether each cell of a row is a figure of its own; elsewhere a row is about one figure, or one comparison of figures. */
const isWide = ({ columns }: Dataset): boolean => Object.values(columns).some(({ rests }) => rests !== undefined)

/** The columns that name the prints which the shown columns rest on. */
export const printColumns = (shown: Shown): string[] => {
  const { dataset, fields } = shown
  const { columns, header } = dataset
  const names = (name: string) => columns[name]!.ref === 'observations'
  if (isWide(dataset)) {
    const resting = fields.flatMap((name) => [...(columns[name]!.rests ?? []), ...(names(name) ? [name] : [])])
    return [...new Set(resting)]
  }
  if (!showsFigures(shown)) return []
  return dataset.name === 'observations' ? ['id'] : header.filter(names)
}

/** The columns that name notes about what is shown. Of a key that is a note, nothing more is to be said. */
export const noteColumns = (shown: Shown): string[] => {
  const { dataset, fields } = shown
  const { columns, header, key } = dataset
  const whole = !isWide(dataset) && showsFigures(shown)
  return header.filter(
    (name) => columns[name]!.ref === 'notes' && !key.includes(name) && (whole || fields.includes(name)),
  )
}

/** The indicators whose figures are shown: those of the columns of a wide table, or those that the column `indicator` names. */
export const indicatorsShown = (shown: Shown, rows: readonly Row[]): Set<string> => {
  const { dataset, fields } = shown
  const { columns, header } = dataset
  if (!header.includes('indicator')) return new Set(fields.flatMap((name) => columns[name]!.indicator ?? []))
  return new Set(fields.includes('indicator') || showsFigures(shown) ? rows.map((row) => String(row['indicator'])) : [])
}
