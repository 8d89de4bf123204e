import { originPlaceholder } from './openapi-origin.ts'

/**
 * The catalogue is written when a release is published, with `originPlaceholder` where the public address goes, by libraries that the Worker
 * does not hold. What the Worker needs to serve it stands here.
 */

/** The serialisations, by the extension of their address, with the media types that harvesters expect. */
export const catalogueTypes = {
  ttl: 'text/turtle; charset=utf-8',
  jsonld: 'application/ld+json',
  rdf: 'application/rdf+xml; charset=utf-8',
} as const

export type CatalogueExtension = keyof typeof catalogueTypes

export const catalogueExtensions = Object.keys(catalogueTypes) as CatalogueExtension[]

/** Where a release keeps a serialisation, and where it is served. */
export const cataloguePath = (extension: CatalogueExtension): string => `catalog.${extension}`

/** Where a release keeps what search engines are told: the catalogue under `catalog`, and each dataset under its name. */
export const schemaOrgPath = 'schema-org.json'
export const schemaOrgCatalogue = 'catalog'

/** All that a release keeps of its catalogue. */
export const cataloguePaths: readonly string[] = [...catalogueExtensions.map(cataloguePath), schemaOrgPath]

/** Characters that no address may hold in Turtle. Those that would end a string in JSON are among them. */
const forbidden = /["{}|^`\\<>\s]/g

/** The catalogue as it is served at an address: the same graph in each serialisation, whatever the address holds. */
export const catalogueAt = (text: string, origin: string, extension: CatalogueExtension): string => {
  const address = origin.replaceAll(forbidden, encodeURIComponent)
  const written = extension === 'rdf' ? address.replaceAll('&', '&amp;') : address
  // A function: in a text, `$&` would mean what was found.
  return text.replaceAll(originPlaceholder, () => written)
}
