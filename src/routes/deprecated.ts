import { deprecationHeaders, type Deprecation } from '../dataset/deprecation.ts'
import type { Visit } from '../http/visit.ts'

/** Says on the answer, whatever it is, that its address is to go. */
export const mark = (visit: Visit, deprecated: Deprecation | undefined): void => {
  if (deprecated) Object.assign(visit.marks, deprecationHeaders(deprecated, visit.origin))
}
