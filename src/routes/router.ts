import { formats } from '../formats/index.ts'
import type { Operation } from '../metadata/operation.ts'
import { handlers, type Handler } from './handlers.ts'
import { operations } from './operations/index.ts'

const extensions = formats.map(({ extension }) => extension.replaceAll('.', '\\.')).join('|')

/** The pattern of an operation in Hono's grammar: a part in braces is a name behind a colon, and a format any extension there is. */
const routeOf = ({ path, route }: Pick<Operation, 'path' | 'route'>): string =>
  route ??
  path
    .replaceAll(/([^/]+)\.\{format\}/g, (_, name: string) => `:file{${name}\\.(?:${extensions})}`)
    .replaceAll(/\/\{(\w+)\}/g, '/:$1')

/** Each pattern once, in the order of the operations, with what answers it. */
export const routes: readonly { route: string; answer: Handler }[] = [
  ...new Map(operations.map((operation) => [routeOf(operation), handlers[operation.handler]])),
].map(([route, answer]) => ({ route, answer }))
