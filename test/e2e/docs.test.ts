import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSeed } from '../../commands/load.ts'
import { publish } from '../../commands/publish.ts'
import { operations } from '../../src/routes/operations/index.ts'
import { startWorld, type World } from '../bench/world.ts'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const local = 'http://127.0.0.1:8787'

let world: World

beforeAll(async () => {
  world = await startWorld()
  await publish(world.database, loadSeed(), new Date())
})
afterAll(() => world.stop())

/** The commands of the README's blocks, each with the lines shown below it. */
const shown = [...readme.matchAll(/^```\n(.*?)^```/gms)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n')
      return { url: command.match(/http:\S+?(?='|$)/)![0], lines }
    }),
)

describe('README', () => {
  it.each(shown)('shows what $url answers', async ({ url, lines }) => {
    const response = await fetch(url.replace(local, world.url))
    const answer = (await response.text()).replaceAll(world.url, local).split(/\r?\n/)
    for (const line of lines) {
      const found = line.endsWith('…')
        ? answer.some((one) => one.startsWith(line.slice(0, -1)))
        : answer.map((one) => one.trim()).includes(line.trim())
      expect([line, found]).toEqual([line, true])
    }
  })

  it('has the two commands that work on a fresh machine', () => {
    expect(readme).toContain('npm ci && npm start')
    expect(readme).toContain('npm ci && npm test')
  })

  it('has every media type that Cloudflare leaves uncompressed in its compression rule', () => {
    // What its documentation lists, as far as we serve it.
    const byDefault = ['application/json', 'application/xml', 'image/x-icon', 'text/html', 'text/plain']
    // Compressed already; compression on the way would weaken their strong tags.
    const left = new Set([...byDefault, 'application/vnd.apache.parquet', 'application/zip'])
    const served = operations.flatMap((operation) => Object.keys(operation.contract().answers))
    const types = new Set(served.map((mediaType) => mediaType.split(';')[0]!).filter((type) => !left.has(type)))
    const [, list = ''] = readme.match(/http\.response\.content_type\.media_type in \{(.*?)\}/) ?? []
    expect(new Set(list.replaceAll('"', '').split(' '))).toEqual(types)
  })

  it('states the figures of the data', () => {
    const seed = loadSeed()
    const count = (outcome: string) => seed['checks']!.filter((row) => row['outcome'] === outcome).length
    expect(readme).toContain(`${seed['observations']!.length} figures`)
    expect(readme).toContain(`| ${seed['facts']!.length} |`)
    expect(readme).toContain(
      `${seed['facts']!.filter(({ status }) => status !== 'printed').length} core figures that the text does not give`,
    )
    expect(readme).toContain(
      `${count('holds')} hold, ${count('within_rounding')} within rounding, ${count('explained')} do not`,
    )
    expect(count('fails')).toBe(0)
    expect(readme).toContain(`| ${seed['notes']!.length} |`)
  })
})

const documents = [
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'README.md',
  'commands/README.md',
  'seed/README.md',
  'src/README.md',
  'test/README.md',
  ...readdirSync(join(root, 'src'), { withFileTypes: true })
    // What `npm run generate` writes is no room.
    .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
    .map(({ name }) => `src/${name}/README.md`),
]

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8')

  it('names only files and scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const names = [...text.matchAll(/`(\w[\w./-]*\.(?:ts|mjs|csv|toml|md))`/g)].map(([, name]) => name!)
    const missing = names.filter(
      (name) =>
        ![root, join(root, dirname(document)), join(root, 'src'), join(root, 'seed')].some((base) =>
          existsSync(join(base, name)),
        ),
    )
    expect(missing).toEqual([])
    const run = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!)
    expect(run.filter((name) => !(name in scripts))).toEqual([])
  })
})
