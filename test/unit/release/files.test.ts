import { describe, expect, it } from 'vitest'
import { fileOf, toParts } from '../../../src/release/files.ts'

const million = 1_000_000

const bytesOf = (text: string) => new TextEncoder().encode(text)
const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256)

describe('toParts', () => {
  it.each([
    ['nothing', '', [0]],
    ['a short text', 'è così', [8]],
    ['a text of one part', 'x'.repeat(million), [million]],
    ['a text of two', 'x'.repeat(million + 1), [million, 1]],
    // A character of four bytes, over the edge: the part before it ends early.
    ['a text with a character over the edge', `${'x'.repeat(million - 1)}😀`, [million - 1, 4]],
    ['a text that begins with a byte-order mark', '\uFEFFa', [4]],
  ])('keeps %s as text, in parts of at most a million bytes', async (_, text, sizes) => {
    const parts = await toParts('a/b.txt', '3', text)
    expect(parts.map(({ encoding, part, body }) => [encoding, part, bytesOf(body).length])).toEqual(
      sizes.map((size, at) => ['utf-8', at, size]),
    )
    expect(parts[0]).toMatchObject({ path: 'a/b.txt', version: '3', bytes: bytesOf(text).length })
    expect((await fileOf(parts))?.body).toEqual(bytesOf(text))
  })

  it.each([
    ['bytes', noise(10), [16]],
    ['bytes of one part', noise(750_000), [million]],
    ['bytes of three', noise(1_600_000), [million, million, 133_336]],
    ['a text with NUL, which SQLite would end there', 'a\0b', [4]],
  ])('keeps %s in base64, in parts of at most a million letters', async (_, content, sizes) => {
    const parts = await toParts('x.bin', '3', content)
    expect(parts.map(({ encoding, body }) => [encoding, body.length])).toEqual(sizes.map((size) => ['base64', size]))
    const bytes = typeof content === 'string' ? bytesOf(content) : content
    expect((await fileOf(parts))?.body).toEqual(bytes)
  })

  it('gives each part the SHA-256 of the whole', async () => {
    const parts = await toParts('x', '1', 'abc')
    expect(parts[0]!.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('fileOf', () => {
  it('is nothing where there are no parts', async () => {
    expect(await fileOf([])).toBeUndefined()
  })

  it('leaves out parts that are left of an earlier version', async () => {
    const [old, young] = [await toParts('x', '1', 'o'.repeat(million + 5)), await toParts('x', '2', 'young')]
    expect((await fileOf([young[0]!, old[1]!]))?.body).toEqual(bytesOf('young'))
  })

  it.each([
    ['a file whose first part lacks', 1, 2],
    ['a file whose last part lacks', 0, 1],
    ['a file with a part too many', 0, 3],
  ])('refuses %s', async (_, from, to) => {
    const parts = await toParts('x', '1', 'x'.repeat(million + 5))
    await expect(fileOf([...parts, parts[0]!].slice(from, to))).rejects.toThrow(
      /^The parts of x are \d+ bytes, and not/,
    )
  })

  it('refuses a byte that was changed', async () => {
    const [part] = await toParts('x', '1', 'abc')
    await expect(fileOf([{ ...part!, body: 'abd' }])).rejects.toThrow(/^The parts of x/)
  })
})
