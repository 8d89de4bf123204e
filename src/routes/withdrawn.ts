import { Problem } from '../dataset/problem.ts'
import { facts } from '../datasets/facts.ts'
import { withdrawnDetail } from '../figures/withdrawn.ts'
import { cacheHeaders } from '../http/headers.ts'
import type { Visit } from '../http/visit.ts'
import type { Release } from '../release/release.ts'
import { showAddress, type Address } from './address.ts'

/** Throws `not-found`, naming the successor and the reason, when a key that is not there is a fact code that was withdrawn. */
export const refuseWithdrawn = ({ origin }: Visit, address: Address, release: Release): void => {
  if (address.dataset.name !== facts.name) return
  const found = release.withdrawn.find(({ code }) => code === address.key[0])
  if (!found) return
  const link = found.successor === null ? undefined : origin + showAddress({ ...address, key: [found.successor] })
  throw new Problem('not-found', withdrawnDetail(found, link), {
    headers: { ...cacheHeaders.missing, ...(link && { Link: `<${link}>; rel="successor-version"` }) },
  })
}
