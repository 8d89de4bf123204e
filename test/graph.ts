import jsonld, { type JsonLdDocument } from 'jsonld'
import { Parser, Writer, type Quad } from 'n3'
import { canonize } from 'rdf-canonize'
import { RdfXmlParser } from 'rdfxml-streaming-parser'

/** Reads RDF as clients do, each serialisation by another library than those that wrote it where there is one. */

const nquadsOf = (quads: readonly Quad[]) => new Writer({ format: 'N-Quads' }).quadsToString([...quads])

const fromRdfXml = (text: string): Promise<Quad[]> =>
  new Promise((resolve, reject) => {
    const quads: Quad[] = []
    const parser = new RdfXmlParser({ baseIRI: 'http://relative.invalid/' })
    parser.on('data', (quad: Quad) => quads.push(quad))
    parser.on('error', reject)
    parser.on('end', () => resolve(quads))
    parser.write(text)
    parser.end()
  })

const toNquads = async (extension: string, text: string): Promise<string> => {
  if (extension === 'ttl') return nquadsOf(new Parser({ baseIRI: 'http://relative.invalid/' }).parse(text))
  if (extension === 'rdf') return nquadsOf(await fromRdfXml(text))
  const document = JSON.parse(text) as JsonLdDocument
  const options = { format: 'application/n-quads', base: 'http://relative.invalid/', safe: true } as const
  return String(await jsonld.toRDF(document, options))
}

/** The graph of a document in its one spelling, a statement a line: two documents hold the same graph when these are equal. */
export const canonical = async (extension: string, text: string): Promise<string[]> => {
  const options = { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' } as const
  const nquads = await canonize(await toNquads(extension, text), options)
  return nquads.trimEnd().split('\n')
}
