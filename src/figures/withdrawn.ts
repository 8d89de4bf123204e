import type { Withdrawn } from '../release/release.ts'

/** What the 404 of a withdrawn fact code says, in English and Italian; `link` is the address of its successor, where it has one. */
export const withdrawnDetail = ({ code, successor, reason, reason_en }: Withdrawn, link: string | undefined): string =>
  successor === null || link === undefined
    ? `The code "${code}" was withdrawn and has no successor. ${reason_en} Il codice è stato ritirato e non ha un successore. ${reason}`
    : `The code "${code}" was withdrawn; its successor is "${successor}" (${link}). ${reason_en} Il codice è stato ritirato; il suo successore è "${successor}". ${reason}`
