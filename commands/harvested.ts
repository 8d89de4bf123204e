import jsonld, { type JsonLdDocument } from 'jsonld'
import { Parser, Store, type Quad } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'

/** What a harvester reads of a catalogue. */

/** A file that a catalogue offers, with what it says of its bytes, where it says that. */
export interface Offer {
  url: string
  bytes: number | undefined
  /** Hexadecimal, lower case. */
  sha256: string | undefined
}

const dcat = 'http://www.w3.org/ns/dcat#'
const spdx = 'http://spdx.org/rdf/terms#'
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

const fromTurtle = async (text: string, baseIRI: string): Promise<Quad[]> => new Parser({ baseIRI }).parse(text)

const fromRdfXml = (text: string, baseIRI: string): Promise<Quad[]> =>
  new Promise((resolve, reject) => {
    const quads: Quad[] = []
    // The reader does not notice that a document ends before its root does.
    const root = /<([A-Za-z_][\w.:-]*)[\s>]/.exec(text)?.[1]
    if (root === undefined || !text.trimEnd().endsWith(`</${root}>`)) reject(new Error('it ends before its root does'))
    const parser = new RdfXmlParser({ baseIRI })
    parser.on('data', (quad: Quad) => quads.push(quad))
    parser.on('error', reject)
    parser.on('end', () => resolve(quads))
    parser.end(text)
  })

/** Only a context that stands in the document is read: nothing else is asked for on the way. */
const documentLoader = (url: string): Promise<never> =>
  Promise.reject(new Error(`its context is at ${url}, and not in the document`))

const fromJsonLd = async (text: string, base: string): Promise<Quad[]> => {
  const document = JSON.parse(text) as JsonLdDocument
  const nquads = await jsonld.toRDF(document, { base, documentLoader, format: 'application/n-quads' })
  return new Parser({ format: 'N-Quads' }).parse(String(nquads))
}

const readers: Readonly<Record<string, { name: string; read: (text: string, base: string) => Promise<Quad[]> }>> = {
  'text/turtle': { name: 'Turtle', read: fromTurtle },
  'application/ld+json': { name: 'JSON-LD', read: fromJsonLd },
  'application/rdf+xml': { name: 'RDF/XML', read: fromRdfXml },
}

/** What is accepted of a catalogue, as a request says it. */
export const accepted = Object.keys(readers).join(', ')

/**
 * The files that a catalogue offers to download, in the order of their addresses, and how many distributions are answered by a service
 * instead. Throws a sentence when the document is no catalogue.
 */
export const readOffers = async (
  text: string,
  mediaType: string,
  base: string,
): Promise<{ offers: Offer[]; answered: number }> => {
  const reader = readers[mediaType.split(';')[0]!.trim().toLowerCase()]
  if (!reader) throw new Error(`it is ${mediaType || 'of no media type'}, and not Turtle, JSON-LD or RDF/XML`)
  const quads = await reader.read(text, base).catch((error: Error) => {
    throw new Error(`it is no valid ${reader.name}: ${error.message.split('\n')[0]}`)
  })
  const store = new Store(quads)
  const first = (subject: string, predicate: string) => store.getObjects(subject, predicate, null)[0]?.value
  if (store.getSubjects(type, `${dcat}Catalog`, null).length === 0) throw new Error('it holds no dcat:Catalog')
  const distributions = store.getSubjects(type, `${dcat}Distribution`, null).map(({ id }) => id)
  const offers = distributions.flatMap((distribution): Offer[] => {
    const url = first(distribution, `${dcat}downloadURL`)
    if (url === undefined) return []
    const bytes = first(distribution, `${dcat}byteSize`)
    const [checksum] = store.getObjects(distribution, `${spdx}checksum`, null)
    const isSha256 = checksum && /sha256$/i.test(first(checksum.id, `${spdx}algorithm`) ?? '')
    const sha256 = isSha256 ? first(checksum.id, `${spdx}checksumValue`)?.toLowerCase() : undefined
    return [{ url, bytes: bytes === undefined ? undefined : Number(bytes), sha256 }]
  })
  if (offers.length === 0) throw new Error('it offers no distribution to download')
  return {
    offers: offers.toSorted((a, b) => (a.url < b.url ? -1 : 1)),
    answered: distributions.length - offers.length,
  }
}
