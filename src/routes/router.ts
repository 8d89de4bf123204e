import { formats } from '../formats/index.ts'
import type { Operation } from '../metadata/operation.ts'
import { handlers, type Handler } from './handlers.ts'
import { mark } from './deprecated.ts'
import type { Entry } from './operations/common.ts'
import { operations } from './operations/index.ts'

const extensions = formats.map(({ extension }) => extension.replaceAll('.', '\\.')).join('|')

/** The pattern of an operation in Hono's grammar: a part in braces is a name behind a colon, and a format any extension there is. */
const routeOf = ({ path, route }: Pick<Operation, 'path' | 'route'>): string =>
  route ??
  path
    .replaceAll(/([^/]+)\.\{format\}/g, (_, name: string) => `:file{${name}\\.(?:${extensions})}`)
    .replaceAll(/\/\{(\w+)\}/g, '/:$1')

/** What answers an operation, marked where the operation is to go. */
const answerOf = ({ handler, deprecated }: Pick<Entry, 'handler' | 'deprecated'>): Handler =>
  deprecated
    ? (visit, parts) => {
        mark(visit, deprecated)
        return handlers[handler](visit, parts)
      }
    : handlers[handler]

/** Each pattern once, in the order of the operations, with what answers it. Of the rows it is `respondRows` that says which dataset is to go. */
export const routesOf = (list: readonly Entry[]): readonly { route: string; answer: Handler }[] =>
  [...new Map(list.map((operation) => [routeOf(operation), operation])).entries()].map(([route, operation]) => ({
    route,
    answer: operation.handler === 'rows' ? handlers.rows : answerOf(operation),
  }))

export const routes = routesOf(operations)
