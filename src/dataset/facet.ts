import type { NotNull } from 'drizzle-orm'
import type { SQLiteColumnBuilderBase } from 'drizzle-orm/sqlite-core'
import type * as z from 'zod'

/** One value of a closed list: its label in Italian and English. What else people call it is in the dataset `aliases`. */
interface Term {
  title: string
  title_en: string
}

export type Terms<V extends string = string> = Readonly<Record<V, Term>>

/** What a column means, for people and for metadata. `unit` as in the indicators, or a column that holds it. */
export interface Meaning {
  title: string
  title_en: string
  description: string
  unit?: string
  /** The indicator whose figures the column holds (wide tables only). */
  indicator?: string
  /** Columns that name the observations that the value rests on (wide tables only: there each cell is a figure of its own). */
  rests?: readonly string[]
  /** Column that says in words, in Italian, why a cell is empty; the one with `_en` behind has it in English. */
  reason?: string
  /** What its filter may be asked, for documents; one that finds rows. Where it is left out, the kind of column has one. */
  example?: string
  /** Where the kind of column does not say it. */
  role?: Role
}

/**
 * What a column is for: when, of what, how much, what is said of it, where it comes from. Indexes, cubes and charts follow from it, and
 * `latest` stands for the newest report year in columns of time.
 */
type Role = 'time' | 'dimension' | 'measure' | 'attribute' | 'provenance'

/** How a column's text is read, filtered and described. `list` is a space-separated subset of a closed list. */
export type Kind = 'code' | 'text' | 'integer' | 'number' | 'date' | 'list'

export interface About extends Meaning {
  kind: Kind
  role: Role
  /** Source of a regular expression that every value matches as text; none for free text. */
  pattern?: string
  terms?: Terms
  /** Name of the dataset whose key the value is. */
  ref?: string
  /** Words for what is allowed, as an error says it: `1..5, 3_4 or total`. */
  expected: string
}

const roleOfKind: Readonly<Record<Kind, Role>> = {
  code: 'dimension',
  text: 'attribute',
  list: 'attribute',
  integer: 'attribute',
  number: 'measure',
  date: 'attribute',
}

/** A value that is made when it is first asked for: a start of the Worker has few milliseconds, and a request needs few schemas. */
export const lazy = <T>(make: () => T): (() => T) => {
  let value: T | undefined
  return () => (value ??= make())
}

export const column = <B extends SQLiteColumnBuilderBase & { notNull(): unknown }, Z extends z.ZodType>(
  builder: () => B,
  makeZod: () => Z,
  meaning: Omit<About, 'role'> & Pick<Meaning, 'role'>,
) => {
  const about: About = { ...meaning, role: meaning.role ?? roleOfKind[meaning.kind] }
  const required = { sql: lazy(() => builder().notNull() as NotNull<B>), zod: lazy(makeZod) }
  return {
    ...about,
    nullable: false as const,
    get sql() {
      return required.sql()
    },
    get zod() {
      return required.zod()
    },
    /** The same column, where null says that there is nothing to say. */
    orNull: () => {
      const optional = { sql: lazy(builder), zod: lazy(() => required.zod().nullable()) }
      return {
        ...about,
        expected: `${about.expected.replace(/ or ([^ ]+)$/, ', $1')} or nothing`,
        nullable: true as const,
        get sql() {
          return optional.sql()
        },
        get zod() {
          return optional.zod()
        },
      }
    },
  }
}

/** Any column, for code that treats them alike. */
export type Column = About & { nullable: boolean; sql: SQLiteColumnBuilderBase; zod: z.ZodType }
