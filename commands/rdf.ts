import jsonld from 'jsonld'
import { DataFactory, Writer } from 'n3'
import { graph, lit, serialize, sym } from 'rdflib'
import { namespaces, type Term, type Triple } from '../src/metadata/triples.ts'

/** The three serialisations of a graph, by the extension of their address. */
export type Serialisations = Readonly<Record<'ttl' | 'jsonld' | 'rdf', string>>

const { literal, namedNode, quad } = DataFactory

const termOf = (term: Term) => {
  if ('iri' in term) return namedNode(term.iri)
  return 'text' in term ? literal(term.text, term.language) : literal(term.value, namedNode(term.datatype))
}

const turtle = (triples: readonly Triple[]): string => {
  const writer = new Writer({ prefixes: namespaces })
  for (const [subject, predicate, object] of triples)
    writer.addQuad(quad(namedNode(subject), namedNode(predicate), termOf(object)))
  let text = ''
  writer.end((error, written) => {
    if (error) throw error
    text = String(written)
  })
  return text
}

const nquads = (triples: readonly Triple[]): string =>
  new Writer({ format: 'N-Quads' }).quadsToString(
    triples.map(([subject, predicate, object]) => quad(namedNode(subject), namedNode(predicate), termOf(object))),
  )

const jsonLd = async (triples: readonly Triple[]): Promise<string> => {
  const expanded = await jsonld.fromRDF(nquads(triples), { format: 'application/n-quads' })
  // The context stands in the document: nobody needs to fetch one.
  const document = await jsonld.compact(expanded, { ...namespaces }, { compactToRelative: false, graph: true })
  return `${JSON.stringify(document, undefined, 1)}\n`
}

const objectOf = (term: Term) => {
  if ('iri' in term) return sym(term.iri)
  return 'text' in term ? lit(term.text, term.language) : lit(term.value, undefined, sym(term.datatype))
}

const rdfXml = (triples: readonly Triple[]): string => {
  const store = graph()
  for (const [prefix, namespace] of Object.entries(namespaces)) store.setPrefixForURI(prefix, namespace)
  for (const [subject, predicate, object] of triples) store.add(sym(subject), sym(predicate), objectOf(object))
  return serialize(null, store, 'about:blank', 'application/rdf+xml') ?? ''
}

/** Writes a graph as Turtle, JSON-LD and RDF/XML. No address is relative, and no node is without one. */
export const serialise = async (triples: readonly Triple[]): Promise<Serialisations> => ({
  ttl: turtle(triples),
  jsonld: await jsonLd(triples),
  rdf: rdfXml(triples),
})
