import { representation } from './representation.ts'
import { findShared, keepShared, sharedRead } from './tiers.ts'
import type { Visit } from './visit.ts'

/**
 * A small value that is true of a release for ever: from the isolate, from the data centre, or read once from D1. What is asked of
 * every visitor (which keys there are, which notes speak of what) so costs no read of D1 for each question.
 */
export const knownOf = async <T extends object>(
  visit: Visit,
  name: string,
  release: string,
  work: () => Promise<T>,
): Promise<T> => {
  const { env, isolate, reader } = visit
  const key = `${representation(env)}/${name}/${release}`
  const near = (isolate.current.known.get(key) as T | undefined) ?? (await findShared<T>(key))
  const value = near ?? (await sharedRead(isolate.tiers, key, reader, work))
  isolate.current.known.set(key, value)
  if (!near) keepShared(key, value, reader.background)
  return value
}
