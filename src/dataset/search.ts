import { and, or, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Sense } from './meaning.ts'
import { isWhole } from './words.ts'

/** Letters with accents that figures and words of the documents have, by the letter without; a test holds them against all rows. */
const accented: Readonly<Record<string, string>> = { a: 'àáâä', e: 'èéêë', i: 'ìíîï', o: 'òóôö', u: 'ùúûü' }

// SQLite folds ASCII alone. The letters are constants of ours: as parameters they would use up D1's hundred.
const folded = (value: SQL): SQL => {
  const plain = Object.entries(accented).flatMap(([bare, letters]) =>
    [...letters, ...letters.toUpperCase()].map((letter) => ({ letter, bare })),
  )
  const text = plain.reduce(
    (inner, { letter, bare }) => sql`replace(${inner}, ${sql.raw(`'${letter}', '${bare}'`)})`,
    value,
  )
  return sql`lower(${text})`
}

/** A word or a code as SQL. They are written out, since D1 allows a hundred parameters a statement; nothing else gets through. */
const quoted = (kind: RegExp, text: string): SQL => {
  if (!kind.test(text)) throw new Error(`"${text}" is no word or code to be searched for`)
  return sql.raw(`'${text}'`)
}
const wordPattern = /^[\p{L}\p{N}]+$/u
const codePattern = /^[A-Za-z0-9_./-]+$/

/** Letters of the longest pattern: D1 takes fifty with its signs. */
const patternLengthMax = 25

/** Whether a word of a folded text begins so, or is so where it is short or a number. */
const stands = (text: SQL, word: string): SQL => {
  const letters = quoted(wordPattern, word)
  if (word.length > patternLengthMax) return sql`instr(${text}, ${letters}) > 0`
  return sql`${text} glob '*[^a-z0-9]' || ${letters} || ${sql.raw(isWhole(word) ? "'[^a-z0-9]*'" : "'*'")}`
}

/**
 * The condition of `q`: each word stands in one of the texts, whatever the case and the accents, or one of the codes that it means
 * stands in its column.
 */
export const search = (
  sqlColumns: Readonly<Record<string, SQLiteColumn>>,
  texts: readonly string[],
  senses: readonly Sense[],
): SQL | undefined => {
  const written = texts.map((name) => sql`coalesce(${sqlColumns[name]!}, '')`)
  const text = folded(sql`' ' || ${sql.join(written, sql` || ' ' || `)} || ' '`)
  return and(
    ...senses.map(({ word, codes }) => {
      const meant = Object.entries(codes).map(
        ([name, some]) =>
          sql`${sqlColumns[name]!} in (${sql.join(
            some.map((code) => quoted(codePattern, code)),
            sql`, `,
          )})`,
      )
      return or(...(texts.length > 0 ? [stands(text, word)] : []), ...meant) ?? sql`false`
    }),
  )
}
