import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/dataset/define.ts'
import type { Cell } from '../../../src/dataset/label.ts'
import { formats, splitExtension } from '../../../src/formats/index.ts'

const cell = (name: string, numeric: boolean): Cell => ({ name, numeric, value: (row) => row[name] ?? null })
const cells = [cell('code', false), cell('title', false), cell('value', true)]

const rows: readonly Row[] = [
  { code: 'a', title: 'Priorità “8.i” – più', value: 691444232.24 },
  { code: 'b', title: 'say "no", please', value: -1.5 },
  { code: 'c', title: 'one; two', value: 1e-7 },
  { code: 'd', title: 'line\nbreak', value: -0.00000012 },
  { code: 'e', title: 'carriage\rreturn', value: 0 },
  { code: 'f', title: null, value: null },
  { code: 'g', title: '1,5', value: 970474516, more: 'of no column' },
]

const write = (extension: string) => {
  const format = formats.find((one) => one.extension === extension)
  if (format?.kind !== 'lines') throw new Error(`${extension} is no format of lines`)
  return format.head(cells) + rows.map((row) => format.row(cells, row)).join('')
}

const split = (path: string) => {
  const { name, format } = splitExtension(path)
  return [name, format.extension]
}

describe('formats', () => {
  it('csv: comma, CRLF, quotes only where needed, nothing for null, no BOM', () => {
    expect(write('csv')).toBe(
      'code,title,value\r\n' +
        'a,Priorità “8.i” – più,691444232.24\r\n' +
        'b,"say ""no"", please",-1.5\r\n' +
        'c,one; two,1e-7\r\n' +
        'd,"line\nbreak",-1.2e-7\r\n' +
        'e,"carriage\rreturn",0\r\n' +
        'f,,\r\n' +
        'g,"1,5",970474516\r\n',
    )
  })

  it('it.csv: BOM, semicolon, decimal comma in numbers alone', () => {
    expect(write('it.csv')).toBe(
      '\uFEFFcode;title;value\r\n' +
        'a;Priorità “8.i” – più;691444232,24\r\n' +
        'b;"say ""no"", please";-1,5\r\n' +
        'c;"one; two";1e-7\r\n' +
        'd;"line\nbreak";-1,2e-7\r\n' +
        'e;"carriage\rreturn";0\r\n' +
        'f;;\r\n' +
        'g;1,5;970474516\r\n',
    )
    expect(new TextEncoder().encode(write('it.csv')).slice(0, 4)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf, 0x63))
  })

  it('ndjson: one object a line, every column, null for null', () => {
    expect(write('ndjson')).toBe(
      '{"code":"a","title":"Priorità “8.i” – più","value":691444232.24}\n' +
        '{"code":"b","title":"say \\"no\\", please","value":-1.5}\n' +
        '{"code":"c","title":"one; two","value":1e-7}\n' +
        '{"code":"d","title":"line\\nbreak","value":-1.2e-7}\n' +
        '{"code":"e","title":"carriage\\rreturn","value":0}\n' +
        '{"code":"f","title":null,"value":null}\n' +
        '{"code":"g","title":"1,5","value":970474516}\n',
    )
  })

  it('takes the longest extension that a path ends with, and JSON where it ends with none', () => {
    expect(split('2022.it.csv')).toEqual(['2022', 'it.csv'])
    expect(split('2022.csv')).toEqual(['2022', 'csv'])
    expect(split('8.1.1')).toEqual(['8.1.1', 'json'])
    expect(split('8.1.1.ndjson')).toEqual(['8.1.1', 'ndjson'])
    expect(formats.map(({ extension }) => extension).toSorted()).toEqual([
      'bib',
      'csl.json',
      'csv',
      'it.csv',
      'json',
      'jsonstat',
      'ndjson',
      'parquet',
    ])
  })
})
