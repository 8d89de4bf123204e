import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type * as z from 'zod'
import type { Column } from './column.ts'
import type { Description } from './define.ts'

/** Any dataset, for code that serves all of them alike. */
export interface Dataset extends Description {
  name: string
  key: readonly string[]
  columns: Readonly<Record<string, Column>>
  header: readonly string[]
  table: SQLiteTable & Record<string, SQLiteColumn>
  row: z.ZodType<Record<string, string | number | null>>
}
