import type * as z from 'zod'
import type { initiatives } from '../datasets/initiatives.ts'

export type Initiative = z.infer<typeof initiatives.row>

/** The topmost initiative that each is a phase, an edition or a line of; itself where it is no part. */
export const mainInitiatives = (initiatives: readonly Initiative[]): Map<string, string> => {
  const wholes = new Map(initiatives.map(({ code, part_of }) => [code, part_of]))
  const mainOf = (code: string): string => {
    const whole = wholes.get(code)
    return whole ? mainOf(whole) : code
  }
  return new Map(initiatives.map(({ code }) => [code, mainOf(code)]))
}
