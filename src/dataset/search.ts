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

/** Letters of the longest pattern: D1 takes fifty with its signs. */
const patternLengthMax = 25

/** Whether a word of a folded text begins so, or is so where it is short or a number. `searchWords` leaves no sign of a pattern in it. */
const stands = (text: SQL, word: string): SQL => {
  if (word.length > patternLengthMax) return sql`instr(${text}, ${word}) > 0`
  return sql`${text} glob ${`*[^a-z0-9]${word}${isWhole(word) ? '[^a-z0-9]' : ''}*`}`
}

/** Codes as SQL. They are written out, since D1 allows a hundred parameters a statement; nothing that is no code gets through. */
const quoted = (code: string): string => {
  if (!/^[A-Za-z0-9_./-]+$/.test(code)) throw new Error(`"${code}" is no code`)
  return `'${code}'`
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
        ([name, some]) => sql`${sqlColumns[name]!} in (${sql.raw(some.map(quoted).join(', '))})`,
      )
      return or(...(texts.length > 0 ? [stands(text, word)] : []), ...meant) ?? sql`false`
    }),
  )
}
