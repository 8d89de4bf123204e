import { expect, it } from 'vitest'
import { code, number, text } from '../../../src/dataset/column.ts'
import { defineDataset } from '../../../src/dataset/define.ts'
import { cellsOf } from '../../../src/dataset/label.ts'
import { citationOf } from '../../../src/figures/citation.ts'
import type { Reference } from '../../../src/figures/reference.ts'
import { noRemarks } from '../../../src/figures/remarks.ts'
import type { Answer } from '../../../src/formats/answer.ts'
import { writeTable } from '../../../src/formats/format.ts'
import { formats } from '../../../src/formats/index.ts'
import { sha256 } from '../../../src/release/digest.ts'

const meaning = { title: 'Titolo', title_en: 'Title', description: 'A column.' }
const dataset = defineDataset({
  name: 'golden',
  title: 'Prova',
  title_en: 'Golden',
  description: '',
  description_en: '',
  layer: 'structure',
  key: ['code'],
  cube: { dimensions: ['code'], measures: ['value'], states: {} },
  columns: { code: code(meaning), value: number(meaning).orNull(), note: text(meaning).orNull() },
})

const rows = [
  { code: 'a', value: 691444232.24, note: 'Così, "tra virgolette"; e\r\na capo' },
  { code: 'b', value: null, note: null },
]

const answer: Answer = {
  dataset,
  cells: cellsOf(dataset, { fields: [...dataset.header] }),
  codes: {},
  language: 'it',
  rows,
  single: false,
  total: 2,
  release: { id: '2026-11-21.1', published_at: '2026-11-21T08:00:00.000Z' },
  query: '',
  citation: citationOf(dataset, '2026-11-21.1', 'https://api.test/v1/golden'),
  semantics: [{ code: 'paid', unit: 'EUR' }],
  remarks: noRemarks,
  figure: {},
  links: { self: 'https://api.test/v1/golden' },
}

const reference: Reference = {
  id: 'fondo-aperto-golden-a-2026-11-21.1',
  language: 'it',
  author: 'Regione Lombardia',
  title: 'Destinatari: «circa 12 % & più_o meno»',
  document: { title: 'Sintesi', place: 'Tabella 2, riga 118' },
  release: '2026-11-21.1',
  issued: '2026-11-21',
  url: 'https://api.test/v1/releases/2026-11-21.1/golden/a',
}

// An ETag holds the version of the format's bytes: bytes that change under an old one would meet the ETags of the old bytes.
it.each([
  ['json', 2, 'd7a2944bdde077c26ab4724d2c920f53b0a1f7c650a1cd2bc460ddfefdb19722'],
  ['csv', 1, '49bf38caa396607483581bbb9663b6165971972e803827d33b3bda61017a69af'],
  ['it.csv', 1, '1cb162de2ca37ad9e4440b77f5106254de9c2b7ae8b203dcbb69dc9c64270caa'],
  ['ndjson', 1, '5a632e64f87edc27d904ceafc18b47d91566d16956fd7e4e622490520c06b92b'],
  ['parquet', 1, 'fafe2019bc2ed7d20fa3bde1f3544ceb0be15b0e5d70b8c85694fb44cf2605f7'],
  ['jsonstat', 2, '669045bd4461b7c5fbd4539d31902c3e9d20b30a6d08715521a2693ae5f96e03'],
  ['bib', 2, 'a7277162a1310db272bc08a6c8969ccf78ee3d8447443692fc3f53a86ab084f8'],
  ['csl.json', 2, 'df82ee1996219d33fdf9c25a08eab19c560c027ae4b2d76446073cac9c0e43d3'],
])('%s: when its bytes change, raise its version and put the new digest here', async (extension, version, digest) => {
  const format = formats.find((candidate) => candidate.extension === extension)!
  const { cells } = answer
  const write = async () => {
    if (format.kind === 'citation') return format.write(reference)
    if (format.kind !== 'whole') return writeTable(format, { dataset, cells, rows })
    const single = { ...answer, rows: rows.slice(0, 1), single: true }
    return new TextDecoder().decode(await format.write(answer)) + new TextDecoder().decode(await format.write(single))
  }
  const bytes = await write()
  expect({ version: format.version, digest: await sha256(bytes) }).toEqual({ version, digest })
})

it('covers every format', () => {
  expect(formats.map(({ extension }) => extension)).toEqual([
    'json',
    'csv',
    'it.csv',
    'ndjson',
    'parquet',
    'jsonstat',
    'bib',
    'csl.json',
  ])
})
