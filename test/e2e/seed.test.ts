import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSeed, readFolder, SeedError } from '../../commands/load.ts'
import { command, copySeed } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'fondo-aperto-seed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const problems = (seed: string): readonly string[] => {
  try {
    loadSeed(readFolder(seed))
  } catch (error) {
    if (error instanceof SeedError) return error.problems
    throw error
  }
  return []
}

const copy = (name: string) => {
  const seed = join(folder, name)
  return { seed, edit: copySeed(seed) }
}

describe('a folder of seed files', () => {
  it('that is not there is named in one sentence', () => {
    const none = join(folder, 'none')
    expect(problems(none)).toEqual([`There is no seed folder ${none}`])
    const { seed } = copy('whole')
    expect(problems(join(seed, 'axes.csv'))).toEqual([`There is no seed folder ${join(seed, 'axes.csv')}`])
  })

  it('without some files names each, beside what is wrong in the others', () => {
    const { seed, edit } = copy('files')
    rmSync(join(seed, 'axes.csv'))
    rmSync(join(seed, 'acts.csv'))
    mkdirSync(join(seed, 'acts.csv'))
    edit('sources.csv', (text) => text.replace(',report,', ',raport,'))
    expect(problems(seed)).toEqual([
      expect.stringMatching(/^seed\/sources\.csv:\d+: kind: expected .* got "raport"$/),
      'seed/axes.csv: there is no such file',
      'seed/acts.csv: cannot be read (EISDIR)',
    ])
  })

  it('in Latin-1 is refused at the lines that it garbles', () => {
    const { seed } = copy('latin1')
    // Latin-1 has no curly apostrophe.
    const text = readFileSync(join(seed, 'priorities.csv'), 'utf8').replaceAll('’', "'")
    writeFileSync(join(seed, 'priorities.csv'), text, 'latin1')
    const garbled = text.split('\n').flatMap((line, at) => (/[À-ÿ]/.test(line) ? [at + 1] : []))
    expect(garbled.length).toBe(5)
    const told = problems(seed)
    expect([...new Set(told.map((problem) => Number(problem.match(/^seed\/priorities\.csv:(\d+): /)![1])))]).toEqual(
      garbled,
    )
    for (const problem of told)
      expect(problem).toMatch(/: \w+: character \d+ of ".*" is U\+FFFD, which stands for bytes that are not UTF-8/)
  })
})

const verify = (seed: string) => command(['commands/verify.ts', join(folder, 'editions')], { SEED: seed }).ended

describe('npm run verify', () => {
  it('tells the first line of a record that holds a line break, as the loader does', async () => {
    mkdirSync(join(folder, 'editions'))
    const { seed, edit } = copy('lines')
    edit('sources.csv', (text) => text.replace(/^(slides2020|summary2020),([^,\n]*),/gm, '$1,"$2\n(2)",'))
    const { status, err } = await verify(seed)
    expect(status).toBe(1)
    const missing = [...err.matchAll(/^seed\/sources\.csv:(\d+): sha256: no file in .* edition of (\w+)$/gm)]
    expect(missing.map(([, line, code]) => `${line} ${code}`)).toEqual([
      '2 slides2020',
      '4 structure2020',
      '5 summary2018',
      '6 summary2020',
      '8 summary2022',
    ])
  })

  it('tells in one sentence that a file cannot be read', async () => {
    const { seed, edit } = copy('quote')
    edit('reasons.csv', (text) => text.replace(/\n(\w)/, '\n"$1'))
    const { status, err } = await verify(seed)
    expect(status).toBe(1)
    expect(err).toMatch(/^seed\/reasons\.csv:2: /)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
