import * as z from 'zod'

export type Schema = Record<string, unknown>

/** The components of the document: each schema once, under a name. */
export interface Components {
  nameOf: (schema: z.ZodType, name: string) => Schema
  /** All schemas that were named, with an example of those that have one. */
  write: (examples: Readonly<Record<string, unknown>>) => Record<string, Schema>
}

export const reference = (kind: 'schemas' | 'parameters' | 'headers' | 'responses', name: string): Schema => ({
  $ref: `#/components/${kind}/${name}`,
})

/** `check_figures` as a name of a component: `CheckFigures`. */
export const pascal = (name: string): string =>
  name.replaceAll(/(^|[_-])([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

export const collectComponents = (): Components => {
  const registry = z.registry<{ id: string }>()
  return {
    nameOf: (schema, name) => {
      if (!registry.has(schema)) registry.add(schema, { id: schema.meta()?.title ?? name })
      return reference('schemas', registry.get(schema)!.id)
    },
    write: (examples) => {
      const { schemas } = z.toJSONSchema(registry, {
        uri: (id) => `#/components/schemas/${id}`,
        unrepresentable: 'any',
      })
      return Object.fromEntries(
        Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [
          name,
          { ...schema, ...(examples[name] !== undefined && { examples: [examples[name]] }) },
        ]),
      )
    },
  }
}

/** The schema of one parameter, as a client writes it. */
const inputSchema = (schema: z.ZodType): Schema => {
  const { properties } = z.toJSONSchema(z.object({ parameter: schema }), { io: 'input', unrepresentable: 'any' })
  return { ...(properties?.['parameter'] as Schema) }
}

/** A list of values that no console takes the first of by itself, as it does of an enum. */
const withoutEnum = ({ enum: values, ...schema }: Schema): Schema =>
  Array.isArray(values) ? { ...schema, oneOf: values.map((value: unknown) => ({ const: value })) } : schema

/** A parameter. One of the path has an example; one of the query has nothing that a console would send unasked. */
export const parameterOf = (name: string, place: 'path' | 'query', zod: z.ZodType): Schema => {
  const { description, example, required: needed, ...written } = inputSchema(zod)
  // A console fills in what has an example: right for what cannot be left out, and for nothing else.
  const required = place === 'path' || needed === true
  const schema = place === 'query' ? withoutEnum(written) : written
  return {
    name,
    in: place,
    required,
    ...(description !== undefined && { description }),
    ...(schema['type'] === 'array' && { style: 'form', explode: false }),
    schema,
    ...(required && example !== undefined && { example }),
  }
}

/** Parameters are written once and referred to: operations share them, and so do datasets whose parameters are equal. */
export const collectParameters = () => {
  const parameters: Record<string, Schema> = {}
  const add = (tag: string, parameter: Schema): Schema => {
    const written = JSON.stringify(parameter)
    const name = pascal(String(parameter['name']))
    const own = pascal(tag) + name
    const free = [name, own, `${own}2`, `${own}3`].find(
      (candidate) => (JSON.stringify(parameters[candidate]) ?? written) === written,
    )!
    parameters[free] = parameter
    return reference('parameters', free)
  }
  return { parameters, add }
}
