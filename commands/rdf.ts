import jsonld from 'jsonld'
import { DataFactory, Writer, type Quad } from 'n3'
import { graph, lit, Serializer, st, sym } from 'rdflib'
import { namespaces, type Term, type Triple } from '../src/metadata/triples.ts'

/** The three serialisations of a graph, by the extension of their address. */
export type Serialisations = Readonly<Record<'ttl' | 'jsonld' | 'rdf', string>>

const { literal, namedNode, quad } = DataFactory

const termOf = (term: Term) => {
  if ('iri' in term) return namedNode(term.iri)
  return 'text' in term ? literal(term.text, term.language) : literal(term.value, namedNode(term.datatype))
}

const quadsOf = (triples: readonly Triple[]): Quad[] =>
  triples.map(([subject, predicate, object]) => quad(namedNode(subject), namedNode(predicate), termOf(object)))

const turtle = (quads: readonly Quad[]): string => {
  const writer = new Writer({ prefixes: namespaces })
  writer.addQuads([...quads])
  let text = ''
  writer.end((error, written) => {
    if (error) throw error
    text = String(written)
  })
  return text
}

const jsonLd = async (quads: Quad[]): Promise<string> => {
  const expanded = await jsonld.fromRDF(quads)
  // The context stands in the document: nobody needs to fetch one.
  const document = await jsonld.compact(expanded, { ...namespaces }, { compactToRelative: false, graph: true })
  return `${JSON.stringify(document, undefined, 1)}\n`
}

const objectOf = (term: Term) => {
  if ('iri' in term) return sym(term.iri)
  return 'text' in term ? lit(term.text, term.language) : lit(term.value, undefined, sym(term.datatype))
}

const rdfXml = (triples: readonly Triple[]): string => {
  const serializer = Serializer(graph()).setBase('about:blank')
  for (const [prefix, namespace] of Object.entries(namespaces)) serializer.setPrefix(prefix, namespace)
  return serializer.statementsToXML(
    triples.map(([subject, predicate, object]) => st(sym(subject), sym(predicate), objectOf(object))),
  )
}

/** Writes a graph as Turtle, JSON-LD and RDF/XML. No address is relative, and no node is without one. */
export const serialise = async (triples: readonly Triple[]): Promise<Serialisations> => {
  const quads = quadsOf(triples)
  return { ttl: turtle(quads), jsonld: await jsonLd(quads), rdf: rdfXml(triples) }
}
