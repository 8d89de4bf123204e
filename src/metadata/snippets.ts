import type { Column } from '../dataset/column.ts'
import type { Dataset } from '../dataset/define.ts'

/** How to read a dataset in a tool: lines to paste, that keep codes as text so that tables join. */
export interface Snippet {
  tool: 'curl' | 'python' | 'pandas' | 'r' | 'duckdb' | 'duckdb_parquet' | 'javascript' | 'excel' | 'google_sheets'
  title: string
  title_en: string
  code: string
}

/** Where the files of a dataset are: the address of its rows without an extension, with the query that filters them. */
export interface Place {
  dataset: Dataset
  /** `https://.../v1/facts`, or below it: `https://.../v1/snapshots/2022`. */
  address: string
  /** Without the question mark; nothing for all rows. */
  query?: string
}

const isNumber = ({ kind }: Column) => kind === 'integer' || kind === 'number'
const isText = (column: Column) => !isNumber(column) && column.kind !== 'date'

const readrTypes = { code: 'c', text: 'c', list: 'c', integer: 'd', number: 'd', date: 'D' } as const

/** Lines of each tool, from the address of a CSV and from the columns that it has. */
interface Subject {
  csv: string
  parquet: string
  json: string
  name: string
  columns: readonly (readonly [string, Column])[]
}

const typed = ({ columns }: Subject, type: string) =>
  columns
    .filter(([, column]) => isText(column))
    .map(([name]) => `'${name}': '${type}'`)
    .join(', ')

const pandas = (subject: Subject) => {
  const dates = subject.columns.filter(([, { kind }]) => kind === 'date').map(([name]) => `'${name}'`)
  const parsed = dates.length > 0 ? `parse_dates=[${dates.join(', ')}], ` : ''
  return `import pandas
rows = pandas.read_csv('${subject.csv}', dtype={${typed(subject, 'string')}}, ${parsed}keep_default_na=False, na_values=[''])`
}

const python = ({ csv }: Subject) => `import csv, io, urllib.request
with urllib.request.urlopen('${csv}') as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, 'utf-8', newline='')))`

const r = ({ csv, columns }: Subject) =>
  `rows <- readr::read_csv("${csv}", col_types = "${columns.map(([, { kind }]) => readrTypes[kind]).join('')}", na = "")`

const excelType = (column: Column) => (isText(column) ? 'text' : isNumber(column) ? 'number' : 'date')

const excel = ({ csv, columns }: Subject) => {
  const types = columns.map(([name, column]) => `{"${name}", type ${excelType(column)}}`).join(', ')
  return `let
  file = Csv.Document(Web.Contents("${csv}"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
  rows = Table.PromoteHeaders(file),
  typed = Table.TransformColumnTypes(rows, {${types}}, "en-US")
in typed`
}

type Tool = readonly [title: string, titleEn: string, code: (subject: Subject) => string]

const tools: Readonly<Record<Snippet['tool'], Tool>> = {
  curl: ['curl: il file', 'curl: the file', ({ name, csv }) => `curl -o ${name}.csv '${csv}'`],
  python: ['Python, senza altro: tutto è testo', 'Python alone: everything is text', python],
  pandas: ['Python con pandas', 'Python with pandas', pandas],
  r: ['R con readr', 'R with readr', r],
  duckdb: ['DuckDB', 'DuckDB', (subject) => `from read_csv('${subject.csv}', types = {${typed(subject, 'VARCHAR')}});`],
  duckdb_parquet: [
    'DuckDB, dal Parquet: i tipi ci sono già',
    'DuckDB from Parquet, which has the types',
    ({ parquet }) => `from read_parquet('${parquet}');`,
  ],
  javascript: ['JavaScript', 'JavaScript', ({ json }) => `const { data } = await (await fetch('${json}')).json()`],
  excel: [
    'Excel: Dati, Recupera dati, Query vuota, Editor avanzato',
    'Excel: Data, Get Data, Blank Query, Advanced Editor',
    excel,
  ],
  google_sheets: ['Fogli Google', 'Google Sheets', ({ csv }) => `=IMPORTDATA("${csv}"; ","; "en_US")`],
}

/**
 * The lines for each tool. A code may be digits in one table and words in another (`2` and `total`): what guesses types reads integers here
 * and text there, and joins break. So each column that is text is named as text.
 */
export const snippets = ({ dataset, address, query = '' }: Place): Snippet[] => {
  const at = (extension: string) => address + extension + (query && `?${query}`)
  const subject: Subject = {
    csv: at('.csv'),
    parquet: at('.parquet'),
    json: at(''),
    name: dataset.name,
    columns: Object.entries(dataset.columns),
  }
  return Object.entries(tools).map(([tool, [title, title_en, code]]) => ({
    tool: tool as Snippet['tool'],
    title,
    title_en,
    code: code(subject),
  }))
}
