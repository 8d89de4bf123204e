/** Stands in the OpenAPI document where the public address of the API goes: the document is made when building, the address is known when it is served. */
export const originPlaceholder = 'https://origin.invalid'
/** Stands where the document says whether the address is for trying only: one without https is. */
export const sandboxPlaceholder = 'sandbox.invalid'

/** The document as it is served at an address. */
export const atOrigin = (text: string, origin: string): string =>
  text
    .replaceAll(originPlaceholder, origin)
    .replaceAll(JSON.stringify(sandboxPlaceholder), String(origin.startsWith('http:')))
