import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const tools = join(root, 'test/client/node_modules/.bin')
const folder = join(root, '.build/client')

/** Compiles the client as it stands, or with one line changed; what the compiler says. */
const compile = (edit: (text: string) => string = (text) => text): { status: number | null; output: string } => {
  writeFileSync(join(folder, 'use.ts'), edit(readFileSync(join(root, 'test/client/use.ts'), 'utf8')))
  const { status, stdout } = spawnSync(join(tools, 'tsc'), ['-p', folder], { encoding: 'utf8' })
  return { status, output: stdout }
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(root, 'test/client/tsconfig.json'), join(folder, 'tsconfig.json'))
  copyFileSync(join(root, 'src/generated/openapi.txt'), join(folder, 'openapi.json'))
  execFileSync(join(tools, 'openapi-typescript'), ['openapi.json', '-o', 'api.ts'], { cwd: folder, stdio: 'pipe' })
})

describe('a client with types made from the OpenAPI document', () => {
  it('compiles, and each wrong use that it marks is one', () => {
    expect(compile()).toEqual({ status: 0, output: '' })
  })

  it('does not compile when it reads a number as text', () => {
    const { status, output } = compile((text) => text.replace('value / 1e6', 'value.trim()'))
    expect(status).not.toBe(0)
    expect(output).toContain("Property 'trim' does not exist on type 'number'")
  })
})
