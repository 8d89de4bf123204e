import { closest, distance } from 'fastest-levenshtein'

/** What is asked of a file before its columns are known: the characters of a cell, and the names in the header. */

const unfit: readonly { found: RegExp; why: string }[] = [
  { found: /\uFFFD/u, why: 'which stands for bytes that are not UTF-8: save the file as UTF-8' },
  { found: /(?!\n)\p{Cc}/u, why: 'a control character' },
  { found: /[\p{Cf}\p{Zl}\p{Zp}]/u, why: 'which nobody sees' },
]

/** Characters shown before and behind a bad one. */
const shownCharacters = 20

/** The text around a character, where each unfit one is a full stop: a terminal would obey some of them. */
const around = (cell: string, at: number) =>
  [...cell]
    .slice(Math.max(0, at - shownCharacters), at + 1 + shownCharacters)
    .map((character) => (unfit.some(({ found }) => found.test(character)) ? '.' : character))
    .join('')

/** What is wrong with the characters of a cell, whatever its column: undefined when nothing is. */
export const checkCharacters = (cell: string): string | undefined => {
  for (const { found, why } of unfit) {
    const index = cell.search(found)
    if (index < 0) continue
    const before = Array.from(cell.slice(0, index)).length
    const character = cell.codePointAt(index)!
    const name = `U+${character.toString(16).toUpperCase().padStart(4, '0')}`
    return `character ${before + 1} of "${around(cell, before)}" is ${name}, ${why}`
  }
  if (cell !== '' && cell.trim() === '') return 'expected text or nothing, got blanks'
  if (cell !== cell.trim()) return `${cell === cell.trimStart() ? 'ends' : 'begins'} with a blank, in "${cell}"`
  return undefined
}

/** Letters in which a misspelt column may differ from the one that was meant. */
const misspeltMax = 2

/** The missing column that a name was meant to be, if it is near enough to one. */
const meantBy = (name: string, missing: readonly string[]): string | undefined => {
  const near = missing.length > 0 ? closest(name, missing) : undefined
  return near !== undefined && distance(name, near) <= misspeltMax ? near : undefined
}

const strange = ({ name, at, meant }: { name: string; at: number; meant: string | undefined }) => {
  if (name === '') return `column ${at + 1} has no name`
  return `there is no column "${name}" here${meant === undefined ? '' : `: did you mean ${meant}?`}`
}

/** What is wrong with a header: each column that is too many, misspelt, missing or out of its place. */
export const checkHeader = (expected: readonly string[], header: readonly string[]): string[] => {
  const [characters] = header.flatMap((name) => checkCharacters(name) ?? [])
  if (characters !== undefined) return [`header: ${characters}`]
  const [separator] = header.length === 1 ? (header[0]!.match(/[;\t|]/) ?? []) : []
  if (separator !== undefined) return [`expected commas between the columns, got "${separator}"`]
  const missing = expected.filter((name) => !header.includes(name))
  const strangers = header.flatMap((name, at) =>
    expected.includes(name) ? [] : [{ name, at, meant: meantBy(name, missing) }],
  )
  const twice = header.filter((name, at) => expected.includes(name) && header.indexOf(name) < at)
  const problems = [
    ...strangers.map(strange),
    ...missing
      .filter((name) => strangers.every(({ meant }) => meant !== name))
      .map((name) => `the column "${name}" is missing`),
    ...twice.map((name) => `the column "${name}" stands there twice`),
  ]
  const at = expected.findIndex((name, index) => name !== header[index])
  return problems.length > 0 || at < 0 ? problems : [`expected ${expected[at]} as column ${at + 1}, got ${header[at]}`]
}
