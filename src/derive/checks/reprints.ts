import type { Check, Claim, Figure, Title } from './claim.ts'
import type { Library } from './library.ts'
import { nameOf, titled } from './names.ts'

const familyOf = ({ sources }: Library, print: Figure, other: Figure): Check['family'] => {
  const [one, two] = [sources.get(print.source)!, sources.get(other.source)!]
  const kinds = new Set([one.kind, two.kind])
  if (one.year !== two.year) return 'later_report'
  if (kinds.has('slides')) return 'slides_report'
  if (kinds.has('structure')) return 'structure_report'
  const tables = [print, other].filter(({ place }) => place === 'table').length
  return (['text_text', 'text_table', 'table_table'] as const)[tables]!
}

/** How two prints must stand to each other; nothing when neither, or only a vague one, can be held against the other. */
const relate = (chosen: Figure, print: Figure): Pick<Claim, 'relation' | 'left' | 'right'> | undefined => {
  const qualifiers = [chosen.qualifier, print.qualifier]
  if (qualifiers.includes('about') || qualifiers.every((qualifier) => qualifier !== null)) return undefined
  const sides = { left: [print], right: [chosen] }
  if (print.qualifier) return { relation: 'le', ...sides }
  if (chosen.qualifier) return { relation: 'ge', ...sides }
  // The coarser of the two is the one that rounds: on equal precision that is to be equal.
  const coarser = (print.precision ?? 0) >= (chosen.precision ?? 0)
  return { relation: 'rounds_to', ...(coarser ? sides : { left: [chosen], right: [print] }) }
}

const headOf = ({ source, line }: Figure): Title => [
  `Ristampa (${source}, riga ${line})`,
  `Reprint (${source}, line ${line})`,
]

/** Each further print of a fact against the chosen one. */
export const reprints = (library: Library): Claim[] =>
  [...library.facts.values()].flatMap(([chosen, ...others]) =>
    others.flatMap((print) => {
      const related = relate(chosen!, print)
      if (!related) return []
      return [
        {
          code: `print-${print.id}`,
          family: familyOf(library, print, chosen!),
          title: titled(headOf(print), nameOf(library, print)),
          ...related,
        },
      ]
    }),
  )
