import { strToU8, zipSync, type Zippable } from 'fflate'
import type { Dataset } from '../src/dataset/define.ts'
import { datasets } from '../src/datasets/index.ts'
import { about, omission } from '../src/metadata/about.ts'
import { csvwOfAll } from '../src/metadata/csvw.ts'
import { dataPackage } from '../src/metadata/datapackage.ts'
import type { WholeEntry } from '../src/release/whole.ts'
import type { SeedRows } from './store.ts'

/** all.zip: every dataset as CSV with what describes it. It names neither release nor host, so that equal rows are equal bytes. */

const list = (held: readonly Dataset[], title: 'title' | 'title_en', description: 'description' | 'description_en') =>
  held.map((dataset) => `- \`${dataset.name}.csv\`: ${dataset[title]}. ${dataset[description]}`).join('\n')

const italian = (held: readonly Dataset[], large: string) => `# ${about.title}: tutti i dati

${about['x-summary']}. ${omission.it}

Ogni tabella è un file CSV: UTF-8, virgola, punto decimale, una riga di intestazione. Una cella vuota vuol dire che il valore non c'è;
il motivo, se noto, è nella tabella. Ogni dato è come è stampato nel documento, anche quando è sbagliato: allora una nota spiega.

- Per cominciare: \`snapshots.csv\` (le cifre principali per anno e asse) e \`facts.csv\` (ogni dato una volta, con il suo codice).
- Non si sommano le righe di \`observations.csv\`: lo stesso dato vi sta più volte. Non si sommano gli anni di un dato cumulato.
- I codici sono testo, anche quando sono cifre (l'asse \`2\`, e \`total\`): importa queste colonne come testo, altrimenti i collegamenti fra le tabelle non funzionano.
- \`datapackage.json\` (Data Package, Frictionless) e \`csv-metadata.json\` (CSV on the Web, W3C) dicono di ogni colonna che cosa vuol dire, il tipo, l'unità, e quali codici
  rimandano a quale tabella.

Licenza dei dati: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.it. Fonte: Regione Lombardia, documenti pubblici sul POR FSE 2014-2020.
Per citare: Fondo Aperto, ${about.contact.url}.

## I file

${list(held, 'title', 'description')}
${large && `\nNon sono qui, perché troppo grandi per un archivio, e si scaricano da sole: ${large}.\n`}`

const english = (held: readonly Dataset[], large: string) => `# ${about.title}: all the data

${about.summary}. ${omission.en}

Each table is a CSV file: UTF-8, comma, decimal point, one header line. An empty cell means that there is no value; the reason, if known, is in the table.
Each figure is as the document prints it, even where that is wrong: then a note explains.

- To begin with: \`snapshots.csv\` (the main figures by year and axis) and \`facts.csv\` (each figure once, with its code).
- Never sum the rows of \`observations.csv\`: the same figure stands there several times. Never sum the years of a cumulative figure.
- Codes are text, even where they are digits (axis \`2\`, and \`total\`): import these columns as text, or the links between the tables do not work.
- \`datapackage.json\` (Data Package, Frictionless) and \`csv-metadata.json\` (CSV on the Web, W3C) say of each column what it means, its type, its unit, and which codes
  lead to which table.

Licence of the data: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Source: Regione Lombardia, public documents on the POR FSE 2014-2020.
To cite: Fondo Aperto, ${about.contact.url}.

## The files

${list(held, 'title_en', 'description_en')}
${large && `\nNot here, since they are too large for an archive, and to be downloaded one by one: ${large}.\n`}`

/** The archive of CSV files that are given with their entries. */
export const archiveOf = (rows: SeedRows, files: readonly { entry: WholeEntry; content: Uint8Array }[]): Uint8Array => {
  const tables = files.filter(({ entry }) => entry.format === 'csv')
  const names = new Set(tables.map(({ entry }) => entry.dataset))
  const held = datasets.filter(({ name }) => names.has(name))
  const large = datasets
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => `\`/v1/${name}.csv\``)
    .join(', ')
  const contents = { datasets: held, files: tables.map(({ entry }) => entry), sources: rows['sources'] ?? [], base: '' }
  const entries: [string, Uint8Array][] = [
    ['LEGGIMI.md', strToU8(italian(held, large))],
    ['README.md', strToU8(english(held, large))],
    ['datapackage.json', strToU8(dataPackage(contents))],
    ['csv-metadata.json', strToU8(csvwOfAll(held))],
    ...tables.map(({ entry, content }): [string, Uint8Array] => [entry.path, content]),
  ]
  // The zip has the numbers of a day, without a time zone: these are the same on any machine.
  const mtime = new Date(2020, 0, 1)
  return zipSync(Object.fromEntries(entries) as Zippable, { level: 9, mtime })
}
