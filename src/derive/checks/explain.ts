import type * as z from 'zod'
import type { notes } from '../../datasets/notes.ts'
import type { Annotation } from '../annotations.ts'
import type { Figure } from './claim.ts'

export type Note = z.infer<typeof notes.row>

const silent = new Set<string | undefined>(['gap', 'label', 'scope'])

/** The note that says why a check of these figures fails; null when none speaks of one of them. */
export type Explain = (figures: readonly Figure[]) => string | null

/**
 * A gap says what is not printed, a label or a scope how to read a figure: none of them explains a difference. Of several notes that speak of a figure, the one that
 * annotates most of them, then speaks of most, then the first by code.
 */
export const explainer = (notes: readonly Note[], annotations: readonly Annotation[]): Explain => {
  const kinds = new Map(notes.map(({ code, kind }) => [code, kind]))
  const explaining = annotations.filter(({ note }) => !silent.has(kinds.get(note)))
  return (figures) => {
    const ids = new Set(figures.map(({ id }) => id))
    const about = explaining.filter(({ observation }) => ids.has(observation))
    const ranked = [...Map.groupBy(about, ({ note }) => note)]
      .map(([note, of]) => ({ note, of: of.length, subjects: of.filter(({ role }) => role === 'subject').length }))
      .filter(({ subjects }) => subjects > 0)
      .toSorted((a, b) => b.of - a.of || b.subjects - a.subjects || (a.note < b.note ? -1 : 1))
    return ranked[0]?.note ?? null
  }
}
