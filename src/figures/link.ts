/** The address of a dataset, of a row in it, or of the rows of a query: in the release that the answer is pinned to, if it is. */
export type Link = (dataset: string, target?: { key?: readonly string[]; query?: string }) => string
