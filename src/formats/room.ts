import type { Answer } from './answer.ts'

type Notes = Answer['remarks']['notes']

const withoutText = ({ text: _, text_en: __, ...note }: Notes[number]): Notes[number] => note

/** The notes without the last text, then without the last note; the first one stays. */
const shortenNotes = (notes: Notes, part: 'text' | 'note'): Notes | undefined => {
  if (part === 'note') return notes.length > 1 ? notes.slice(0, -1) : undefined
  const last = notes.findLastIndex(({ text }) => text !== undefined)
  return last < 0 ? undefined : notes.map((note, at) => (at === last ? withoutText(note) : note))
}

/** The answer with a little less of what stands behind its links too; undefined when all of that is gone. */
const shorten = (answer: Answer): Answer | undefined => {
  const { remarks, figure, semantics } = answer
  const withNotes = (notes: Notes | undefined) => notes && { ...answer, remarks: { ...remarks, notes } }
  const withoutTexts = withNotes(shortenNotes(remarks.notes, 'text'))
  if (withoutTexts) return withoutTexts
  if (remarks.checks.length > 0) return { ...answer, remarks: { ...remarks, checks: [] } }
  const prints = figure.prints?.prints ?? []
  const chosen = prints.filter(({ relation }) => relation === 'chosen')
  if (chosen.length < prints.length)
    return { ...answer, figure: { ...figure, prints: { ...figure.prints, prints: chosen } } }
  return (
    withNotes(shortenNotes(remarks.notes, 'note')) ?? (semantics.length > 0 ? { ...answer, semantics: [] } : undefined)
  )
}

/**
 * Writes an answer in at most so many bytes, as far as it can be shortened: texts of notes go first, the least important one before the
 * others, then checks, then prints beside the chosen one, then notes, then what the indicator means. The links of the answer lead to all of them.
 */
export const writeWithin = (answer: Answer, write: (answer: Answer) => Uint8Array): Uint8Array => {
  const bytes = write(answer)
  const shorter = bytes.byteLength > (answer.bytesMax ?? Number.POSITIVE_INFINITY) ? shorten(answer) : undefined
  return shorter ? writeWithin(shorter, write) : bytes
}
