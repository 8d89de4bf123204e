import type * as z from 'zod'
import type { annotations } from '../datasets/annotations.ts'

export type Annotation = z.infer<typeof annotations.row>

/** The notes that speak of one of the observations, in the order of their codes. */
export const notesAbout = (annotations: readonly Annotation[], observations: ReadonlySet<string>): string[] => {
  const about = annotations.filter(({ observation, role }) => role === 'subject' && observations.has(observation))
  return [...new Set(about.map(({ note }) => note))].toSorted()
}

/**
 * The note to read beside two figures that are compared: one that speaks of either, or else one that both show.
 * Of several, one that names both, then the first by code.
 */
export const noteOfPair = (annotations: readonly Annotation[], one: string, other: string): string | null => {
  const naming = annotations.filter(({ observation }) => observation === one || observation === other)
  const notes = [...Map.groupBy(naming, ({ note }) => note)].map(([note, of]) => ({
    note,
    speaks: of.some(({ role }) => role === 'subject'),
    both: of.length > 1,
  }))
  const ranked = notes
    .filter(({ speaks, both }) => speaks || both)
    .toSorted(
      (a, b) => Number(b.speaks) - Number(a.speaks) || Number(b.both) - Number(a.both) || (a.note < b.note ? -1 : 1),
    )
  return ranked[0]?.note ?? null
}
