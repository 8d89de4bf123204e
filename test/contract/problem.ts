import { expect } from 'vitest'
import * as z from 'zod'
import { get } from './client.ts'

// Written out here, not taken from src: what clients are promised must not follow a change of the code by itself.
const suggestion = {
  value: z.string().min(1),
  title: z.string().min(1).optional(),
  title_en: z.string().min(1).optional(),
}

const schema = z.strictObject({
  type: z.templateLiteral(['http://api.test/problems/', z.string().regex(/^[a-z-]+$/)]),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  instance: z.string(),
  errors: z
    .array(
      z.strictObject({
        code: z.enum([
          'unknown_parameter',
          'repeated_parameter',
          'empty_value',
          'unknown_value',
          'bad_range',
          'too_long',
          'too_many',
        ]),
        parameter: z.string(),
        value: z.string(),
        allowed: z.array(z.string()).min(1),
        detail: z.string().min(1),
        suggestions: z.array(z.strictObject(suggestion)).min(1).max(5).optional(),
      }),
    )
    .min(1)
    .optional(),
  suggestions: z
    .array(z.strictObject({ ...suggestion, link: z.url() }))
    .min(1)
    .max(20)
    .optional(),
  links: z.strictObject({ suggested: z.url() }).optional(),
})

export type ProblemBody = z.infer<typeof schema>

/** What only the inside knows: SQL, the engine, the libraries, places in files. */
const leaks = /select |d1_|sqlite|drizzle|node_modules|cloudflare-internal|\bat [^"]*[/(][^"]*:\d+/i

const explained = new Set<string>()

const expectPage = async (type: string) => {
  if (explained.has(type)) return
  const page = await get(new URL(type).pathname)
  expect(page.status, type).toBe(200)
  expect(page.headers.get('content-type'), type).toMatch(/^text\/html/)
  expect(await page.text()).toContain(type.split('/').at(-1))
  explained.add(type)
}

/** What every problem has, whatever its cause. Gives its body back. */
export const expectProblem = async (response: Response, path: string): Promise<ProblemBody> => {
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(text).not.toMatch(leaks)
  const problem = schema.parse(JSON.parse(text))
  expect(problem.status).toBe(response.status)
  expect(problem.instance).toBe(new URL(`http://api.test${path}`).pathname)
  expect(problem.errors !== undefined, 'errors stand in a 400 alone').toBe(problem.status === 400)
  expect(problem.suggestions === undefined || problem.status === 404, 'places stand in a 404 alone').toBe(true)
  for (const { parameter, detail } of problem.errors ?? []) {
    expect(detail.startsWith(`${parameter}: `), detail).toBe(true)
    expect(problem.detail).toContain(detail)
  }
  await expectPage(problem.type)
  return problem
}
