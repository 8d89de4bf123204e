import type * as z from 'zod'
import type { annotations } from '../datasets/annotations.ts'

export type Annotation = z.infer<typeof annotations.row>

/** The notes that speak of one of the observations, in the order of their codes. */
export const notesAbout = (annotations: readonly Annotation[], observations: ReadonlySet<string>): string[] => {
  const about = annotations.filter(({ observation, role }) => role === 'subject' && observations.has(observation))
  return [...new Set(about.map(({ note }) => note))].toSorted()
}

/**
 * The note to read beside two figures that are compared: one that names both and speaks of at least one of them; null when
 * none does. A note about one of the two alone says nothing of their comparison. Of several, one that speaks of both, then the first by code.
 */
export const noteOfPair = (annotations: readonly Annotation[], figure: string, other: string): string | null => {
  const pair = new Set([figure, other])
  const naming = annotations.filter(({ observation }) => pair.has(observation))
  const ranked = [...Map.groupBy(naming, ({ note }) => note)]
    .map(([note, links]) => ({
      note,
      named: links.length,
      subjects: links.filter(({ role }) => role === 'subject').length,
    }))
    .filter(({ named, subjects }) => named === pair.size && subjects > 0)
    .toSorted((a, b) => b.subjects - a.subjects || (a.note < b.note ? -1 : 1))
  return ranked[0]?.note ?? null
}
