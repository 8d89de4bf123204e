/** A statement as it was prepared, with the values bound to it. */
export interface Sent {
  sql: string
  values: readonly unknown[]
}

/** What a test sees, and may change, of what goes through a session. Each is optional; what is left out goes through as it is. */
export interface Hooks {
  /** Before a statement is prepared. */
  prepare?: (sql: string) => void
  /** The values that D1 gets in the place of those that were bound. */
  bind?: (sql: string, values: readonly unknown[]) => readonly unknown[]
  /** Stands around a round trip, which `send` makes. */
  batch?: (sent: readonly Sent[], send: () => Promise<D1Result[]>) => Promise<D1Result[]>
}

/** A session of the real D1 with hooks around what the Worker calls: `prepare`, `bind` and `batch`. */
export const wrapSession = (session: D1DatabaseSession, { prepare, bind, batch }: Hooks): D1DatabaseSession => {
  const texts = new WeakMap<D1PreparedStatement, Sent>()
  const watched = (sql: string): D1PreparedStatement => {
    const statement = session.prepare(sql)
    const send = statement.bind.bind(statement)
    texts.set(statement, { sql, values: [] })
    statement.bind = (...values) => {
      const bound = send(...(bind?.(sql, values) ?? values))
      texts.set(bound, { sql, values })
      return bound
    }
    return statement
  }
  const wrapped: Pick<D1DatabaseSession, 'prepare' | 'batch' | 'getBookmark'> = {
    prepare: (sql) => {
      prepare?.(sql)
      return watched(sql)
    },
    batch: <T>(statements: D1PreparedStatement[]) => {
      const send = () => session.batch<T>(statements)
      const sent = statements.map((statement) => texts.get(statement)!)
      return (batch ? batch(sent, send) : send()) as Promise<D1Result<T>[]>
    },
    getBookmark: () => session.getBookmark(),
  }
  return wrapped as D1DatabaseSession
}

/** Which copy of the database a session may be answered by. */
export type Constraint = 'first-primary' | 'first-unconstrained'

/** A database whose sessions are all wrapped. `hooksFor` is asked as each is opened; without hooks the session is D1's own. */
export const wrapSessions = (
  database: Pick<D1Database, 'withSession'>,
  hooksFor: (constraint: Constraint) => Hooks | undefined,
): D1Database => {
  const wrapped: Pick<D1Database, 'withSession'> = {
    withSession: (constraint) => {
      const hooks = hooksFor(constraint as Constraint)
      const session = database.withSession(constraint)
      return hooks ? wrapSession(session, hooks) : session
    },
  }
  return wrapped as D1Database
}
