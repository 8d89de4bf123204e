import type { Column } from '../src/dataset/column.ts'
import { datasets } from '../src/datasets/index.ts'
import type { Lines } from './lines.ts'

/** The codes that a subject has: the keys of a dataset, or the values of a closed list of that name; undefined where there is no such subject. */
const codesOf = (subject: string, lines: Lines): ReadonlySet<string> | undefined => {
  const dataset = datasets.find(({ name, key }) => name === subject && key.length === 1)
  const rows = dataset && lines[dataset.name]
  if (rows) return new Set(rows.map(({ row }) => String(row[dataset.key[0]!])))
  const columns = datasets.flatMap(({ columns: all }): Column[] => (all[subject] ? [all[subject]] : []))
  const terms = columns.flatMap((column) => Object.keys(column.terms ?? {}))
  return terms.length > 0 ? new Set(terms) : undefined
}

/** Every alias that names no code, or that is a code or an alias of another: then a suggestion would be a guess. */
export const checkAliases = (lines: Lines, whole: ReadonlySet<string>): string[] => {
  const first = new Map<string, string>()
  return lines['aliases']!.flatMap(({ line, row }) => {
    const [subject, code, alias] = [String(row['subject']), String(row['code']), String(row['alias'])]
    const place = `seed/aliases.csv:${line}`
    const codes = codesOf(subject, lines)
    if (!codes) return [`${place}: subject: expected a dataset of codes or a column of a closed list, got "${subject}"`]
    if (datasets.some(({ name }) => name === subject) && !whole.has(subject)) return []
    if (!codes.has(code)) return [`${place}: code: there is no "${code}" in ${subject}`]
    const word = `${subject} ${alias.toLowerCase()}`
    const other = codes.has(alias) ? alias : (first.get(word) ?? code)
    first.set(word, code)
    return other === code && !codes.has(alias)
      ? []
      : [`${place}: alias: "${alias}" is ${other} of ${subject} already, so it cannot stand for ${code}`]
  })
}
