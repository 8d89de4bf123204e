import { findShared, keepShared } from './tiers.ts'
import type { Visit } from './visit.ts'

/**
 * A small value that is true of a release for ever: from the isolate, from the data centre, or read once from D1. What is asked of
 * every visitor (which keys there are, which notes speak of what) so costs no read of D1 for each question. What is not `lasting` is read
 * again the next time.
 */
export const remember = async <T extends object>(
  visit: Visit,
  release: string,
  name: string,
  read: () => Promise<T>,
  lasting: (value: T) => boolean = () => true,
): Promise<T> => {
  const { values } = visit.isolate
  const key = `${release}/${name}`
  const near = (values.get(key) as T | undefined) ?? (await findShared<T>(visit, key))
  const value = near ?? (await read())
  if (!lasting(value)) return value
  values.set(key, value)
  if (!near) keepShared(visit, key, value)
  return value
}
