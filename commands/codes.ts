import type { Row } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import type { Lines } from './lines.ts'

/** Official codes that another dataset states too, by scheme: the dataset and its column. Both must say the same. */
const stated = {
  cci: ['programme', 'cci'],
  ipa: ['programme', 'ipa'],
  nuts: ['programme', 'nuts'],
  common_indicator: ['indicators', 'official'],
} as const

const rowsByCode = (lines: Lines, subject: string): ReadonlyMap<string, Row> | undefined => {
  const dataset = datasets.find(({ name, key }) => name === subject && key.length === 1)
  const rows = dataset && lines[dataset.name]
  return rows && new Map(rows.map(({ row }) => [String(row[dataset.key[0]!]), row]))
}

/** Every official code of a row that is not there, or that its row states otherwise. Datasets with a bad line (not in `whole`) are not asked. */
const checkSubjects = (lines: Lines, whole: ReadonlySet<string>): string[] =>
  lines['codes']!.flatMap(({ line, row }) => {
    const place = `seed/codes.csv:${line}`
    const [subject, code, scheme] = [String(row['subject']), String(row['code']), String(row['scheme'])]
    const rows = rowsByCode(lines, subject)
    if (!rows) return [`${place}: subject: expected a dataset with one code a row, got "${subject}"`]
    if (!whole.has(subject)) return []
    const named = rows.get(code)
    if (!named) return [`${place}: code: there is no "${code}" in ${subject}`]
    const [dataset, column] = Object.hasOwn(stated, scheme) ? stated[scheme as keyof typeof stated] : []
    return dataset !== subject || column === undefined || named[column] === row['notation']
      ? []
      : [
          `${place}: notation: ${column} of "${code}" in ${subject} is "${named[column] ?? ''}", got "${row['notation']}"`,
        ]
  })

/** Every official code that another dataset states and this one lacks. */
const checkStated = (lines: Lines): string[] => {
  const there = new Set(lines['codes']!.map(({ row }) => [row['subject'], row['code'], row['scheme']].join('/')))
  return Object.entries(stated).flatMap(([scheme, [dataset, column]]) =>
    lines[dataset]!.filter(
      ({ row }) => row[column] !== null && !there.has([dataset, row['code'], scheme].join('/')),
    ).map(
      ({ line, row }) =>
        `seed/${dataset}.csv:${line}: ${column}: no row of seed/codes.csv gives "${row['code']}" its ${scheme}`,
    ),
  )
}

/** What the catalogue says of every dataset, by its address in an official vocabulary: a portal refuses a dataset without a theme. */
const catalogued = ['data_theme', 'eurovoc', 'geonames']

const checkCatalogued = (lines: Lines): string[] => {
  const there = new Set(
    lines['codes']!.flatMap(({ row }) =>
      row['uri'] === null ? [] : [[row['subject'], row['code'], row['scheme']].join('/')],
    ),
  )
  return lines['programme']!.flatMap(({ line, row }) =>
    catalogued
      .filter((scheme) => !there.has(['programme', row['code'], scheme].join('/')))
      .map(
        (scheme) =>
          `seed/programme.csv:${line}: code: no row of seed/codes.csv gives "${row['code']}" an address in ${scheme}, which the catalogue needs`,
      ),
  )
}

/** What is wrong with the official codes, seen beside the rows that they are of. */
export const checkCodes = (lines: Lines, whole: ReadonlySet<string>): string[] => [
  ...checkSubjects(lines, whole),
  ...(whole.has('codes') ? [...checkStated(lines), ...checkCatalogued(lines)] : []),
]
