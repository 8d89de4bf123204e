import { join } from 'node:path'
import type { Plugin } from 'vitest/config'
import { serialise, type Serialisations } from '../commands/rdf.ts'
import type { Triple } from '../src/metadata/triples.ts'

const made = new Map<string, Promise<Serialisations>>()

/** Serialises a graph for a test in workerd. Most tests publish the same rows: what was made is kept. */
export const answerRdf = async (request: { text: () => Promise<string> }): Promise<Response> => {
  const asked = await request.text()
  const found = made.get(asked) ?? serialise(JSON.parse(asked) as Triple[])
  made.set(asked, found)
  return Response.json(await found)
}

/** Commands that run in workerd get `test/contract/rdf.ts` for `commands/rdf.ts`. */
export const rdfInNode: Plugin = {
  name: 'rdf-in-node',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './rdf.ts' && importer?.includes('/commands/')
      ? join(import.meta.dirname, 'contract/rdf.ts')
      : undefined,
}
