import { findShared, keepShared } from './tiers.ts'
import type { Visit } from './visit.ts'

/** Which values are kept at all, and which for the whole data centre. */
interface Keeping<T> {
  lasting?: (value: T) => boolean
  shared?: (value: T) => boolean
}

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
  { lasting = () => true, shared = () => true }: Keeping<T> = {},
): Promise<T> => {
  const { values } = visit.isolate
  const key = `${release}/${name}`
  const near = values.get(key) as T | undefined
  if (near) return near
  const far = await findShared<T>(visit, key)
  const value = far ?? (await read())
  if (!lasting(value)) return value
  values.set(key, value)
  if (!far && shared(value)) keepShared(visit, key, value)
  return value
}
