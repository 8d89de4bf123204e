import { expect, it } from 'vitest'
import { code, number, text } from '../../../src/dataset/column.ts'
import type { Dataset } from '../../../src/dataset/dataset.ts'
import { defineDataset } from '../../../src/dataset/define.ts'
import { sha256 } from '../../../src/release/digest.ts'
import { cellsOf } from '../../../src/dataset/label.ts'
import { citationOf, envelope, licence } from '../../../src/formats/envelope.ts'
import { formats } from '../../../src/formats/index.ts'
import { REPRESENTATION } from '../../../src/http/representation.ts'

const meaning = { title: 'Titolo', title_en: 'Title', description: 'A column.' }
const dataset = defineDataset({
  name: 'golden',
  title: 'Prova',
  title_en: 'Golden',
  description: '',
  description_en: '',
  layer: 'structure',
  key: ['code'],
  columns: { code: code(meaning), value: number(meaning).orNull(), note: text(meaning).orNull() },
}) as unknown as Dataset

const rows = [
  { code: 'a', value: 691444232.24, note: 'Così, "tra virgolette"; e\r\na capo' },
  { code: 'b', value: null, note: null },
]

// Answers are kept under REPRESENTATION: bytes that change under an old one would meet the ETags and entries of the old bytes.
it('changes when the bytes of an answer change: raise REPRESENTATION and put the new digest here', async () => {
  const cells = cellsOf(dataset, { fields: [...dataset.header] })
  const texts = formats.map((format) => format.head(cells) + rows.map((row) => format.row(cells, row)).join(''))
  const meta = { licence, citation: citationOf(dataset, '2026-11-21.1', 'https://api.test/v1/golden') }
  const bytes = [
    ...texts,
    envelope({ rows, one: false }, cells, meta, {}),
    envelope({ rows: [], one: false }, cells, meta, {}),
  ]
  expect({ representation: REPRESENTATION, digest: await sha256(bytes.join('\n')) }).toEqual({
    representation: '1',
    digest: '6c5d32f4b4279e7120423546a0808f024e4d1e6d73c8d34f47522eb635a3c548',
  })
})
