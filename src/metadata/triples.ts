/** What a statement says of its subject: an address, words in a language, or a value of a type. */
export type Term = { iri: string } | { text: string; language: 'it' | 'en' } | { value: string; datatype: string }

/** One statement of a graph: subject and predicate are addresses. */
export type Triple = readonly [subject: string, predicate: string, object: Term]

/** The vocabularies that the catalogue is written in, by the prefix that documents write for them. */
export const namespaces = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dcatapit: 'http://dati.gov.it/onto/dcatapit#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

type Prefix = keyof typeof namespaces
/** A name in one of the vocabularies, as `dct:title`. */
export type Name = `${Prefix}:${string}`

const expand = (name: Name): string => {
  const [prefix, local] = name.split(':') as [Prefix, string]
  return namespaces[prefix] + local
}

export const iri = (address: string): Term => ({ iri: address })
export const named = (name: Name): Term => iri(expand(name))
const valueOf = (type: 'date' | 'string' | 'hexBinary' | 'nonNegativeInteger' | 'anyURI', value: string): Term => ({
  value,
  datatype: expand(`xsd:${type}`),
})
export const plain = (value: string): Term => valueOf('string', value)
/** The day of an instant or of a day. */
export const day = (instant: string): Term => valueOf('date', instant.slice(0, 10))
export const bytesOf = (count: number): Term => valueOf('nonNegativeInteger', String(count))
export const hexadecimal = (digits: string): Term => valueOf('hexBinary', digits)

/** The same words in Italian and in English. */
export const both = (it: string, en: string): Term[] => [
  { text: it, language: 'it' },
  { text: en, language: 'en' },
]

/** The statements about a subject: its types, then its properties in their order. What has no value is left out. */
export const describe = (
  subject: string,
  types: readonly Name[],
  properties: Readonly<Partial<Record<Name, Term | readonly Term[] | undefined>>>,
): Triple[] => [
  ...types.map((type): Triple => [subject, expand('rdf:type'), named(type)]),
  ...Object.entries(properties).flatMap(([name, value = []]) =>
    [value].flat().map((object): Triple => [subject, expand(name as Name), object as Term]),
  ),
]
