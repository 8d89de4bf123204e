import { env } from 'cloudflare:test'
import type { Serialisations } from '../../commands/rdf.ts'
import type { Triple } from '../../src/metadata/triples.ts'

/** Stands in the place of `commands/rdf.ts` in workerd, where its libraries do not run: they are asked in Node, by `test/rdf.ts`. */
export const serialise = async (triples: readonly Triple[]): Promise<Serialisations> => {
  const response = await env.RDF.fetch('http://rdf.test/', { method: 'POST', body: JSON.stringify(triples) })
  return response.json<Serialisations>()
}
