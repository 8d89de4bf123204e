import type * as z from 'zod'
import type { notes } from '../../datasets/notes.ts'
import type { Annotation } from '../annotations.ts'

export type Note = z.infer<typeof notes.row>

/** A figure, as far as a note can name it. */
type Named = { readonly id: string }

/** The note that says why these figures do not agree to the last digit; null when none speaks of both sides. */
export type Explain = (left: readonly Named[], right: readonly Named[]) => string | null

const ids = (figures: readonly Named[]) => new Set(figures.map(({ id }) => id))

// They say what is not printed, or how to read a figure: of a difference only when they name every figure of it.
const silent = new Set<string | undefined>(['gap', 'label', 'scope'])

/**
 * A note explains a difference when it names every figure of it, or speaks of one and names some on both sides. Of
 * several, the one that names most of them; then one that tells a difference and not a definition; then the one that
 * speaks of most; then the first by code.
 */
export const explainer = (notes: readonly Note[], annotations: readonly Annotation[]): Explain => {
  const kinds = new Map(notes.map(({ code, kind }) => [code, kind]))
  const byObservation = Map.groupBy(annotations, ({ observation }) => observation)
  return (left, right) => {
    const [lefts, rights, all] = [ids(left), ids(right), ids([...left, ...right])]
    const about = [...all].flatMap((id) => byObservation.get(id) ?? [])
    const ranked = [...Map.groupBy(about, ({ note }) => note)]
      .map(([note, rows]) => ({
        note,
        names: rows.length,
        definition: Number(kinds.get(note) === 'definition'),
        speaks: rows.filter(({ role }) => role === 'subject').length,
        both: [lefts, rights].every((side) => rows.some(({ observation }) => side.has(observation))),
      }))
      .filter(
        ({ note, names, speaks, both }) => names === all.size || (both && speaks > 0 && !silent.has(kinds.get(note))),
      )
      .toSorted(
        (a, b) => b.names - a.names || a.definition - b.definition || b.speaks - a.speaks || (a.note < b.note ? -1 : 1),
      )
    return ranked[0]?.note ?? null
  }
}
