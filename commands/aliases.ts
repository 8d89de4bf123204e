import type { Column } from '../src/dataset/column.ts'
import { parametersReserved } from '../src/dataset/define.ts'
import { formatParameter } from '../src/dataset/suggest.ts'
import { fold } from '../src/dataset/words.ts'
import { datasets } from '../src/datasets/index.ts'
import { formats } from '../src/formats/index.ts'
import { namedPaths } from '../src/routes/operations/index.ts'
import type { Lines } from './lines.ts'

/** Subjects that are neither a dataset nor a closed list: what an address and a query are written with. */
const syntax: Readonly<Record<string, readonly string[]>> = {
  datasets: datasets.map(({ name }) => name),
  formats: formats.map(({ extension }) => extension),
  parameters: [...datasets.flatMap(({ header }) => header), ...parametersReserved, formatParameter],
  paths: Object.keys(namedPaths),
  values: ['none', 'latest'],
}

/** The codes that a subject has: the keys of a dataset, or the values of a closed list of that name; undefined where there is no such subject. */
const codesOf = (subject: string, lines: Lines): ReadonlySet<string> | undefined => {
  if (Object.hasOwn(syntax, subject)) return new Set(syntax[subject])
  const dataset = datasets.find(({ name, key }) => name === subject && key.length === 1)
  const rows = dataset && lines[dataset.name]
  if (rows) return new Set(rows.map(({ row }) => String(row[dataset.key[0]!])))
  const columns = datasets.flatMap(({ columns: all }): Column[] => (all[subject] ? [all[subject]] : []))
  const terms = columns.flatMap((column) => Object.keys(column.terms ?? {}))
  return terms.length > 0 ? new Set(terms) : undefined
}

/** Codes that one word may stand for: an error lists no more. */
const sharedMax = 4
const numbered = (code: string) => /^\d/.test(code)

/**
 * Every alias that names no code, or that is a code itself. A word may stand for a few codes (`spesa` for what was paid and what was
 * certified), since an error lists them all; but never for a numbered code and another one: then a suggestion could change a number.
 */
export const checkAliases = (lines: Lines, whole: ReadonlySet<string>): string[] => {
  const first = new Map<string, string[]>()
  return lines['aliases']!.flatMap(({ line, row }) => {
    const [subject, code, alias] = [String(row['subject']), String(row['code']), String(row['alias'])]
    const place = `seed/aliases.csv:${line}`
    const codes = codesOf(subject, lines)
    if (!codes) return [`${place}: subject: expected a dataset of codes or a column of a closed list, got "${subject}"`]
    if (datasets.some(({ name }) => name === subject) && !whole.has(subject)) return []
    if (!codes.has(code)) return [`${place}: code: there is no "${code}" in ${subject}`]
    const word = `${subject} ${fold(alias)}`
    const others = (first.get(word) ?? []).filter((each) => each !== code)
    first.set(word, [...others, code])
    const taken = `${place}: alias: "${alias}" is`
    if (subject !== 'parameters' && codes.has(alias) && alias !== code)
      return [`${taken} ${alias} of ${subject} already, so it cannot stand for ${code}`]
    if (others.length >= sharedMax)
      return [`${taken} ${others.join(', ')} of ${subject} already: a word has at most ${sharedMax}`]
    const other = others.find((each) => numbered(each) || numbered(code))
    return other === undefined ? [] : [`${taken} ${other} of ${subject} already, so it cannot stand for ${code}`]
  })
}
