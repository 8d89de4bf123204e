import { code, integer, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'

/** What is told of releases: shaped like datasets, made from the manifests and not from rows of a release. */

const releaseTerms = {
  current: { title: 'In linea', title_en: 'Current' },
  kept: { title: 'Conservata', title_en: 'Kept' },
  retired: { title: 'Ritirata', title_en: 'Retired' },
} as const

const instant = (title: string, titleEn: string, description: string) =>
  text({ title, title_en: titleEn, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T.*Z$', expected: 'an instant in UTC' })

export const releaseList = defineDataset({
  name: 'releases',
  title: 'Versioni',
  title_en: 'Releases',
  description: 'Le versioni pubblicate, dalla più recente. Ciascuna è una copia intera e non cambia più.',
  description_en: 'The releases published, newest first. Each is a whole copy and never changes.',
  layer: 'derived',
  key: ['id'],
  columns: {
    id: code({ title: 'Versione', title_en: 'Release', description: 'Day of publication and number on that day.' }),
    status: oneOf(releaseTerms, {
      title: 'Stato',
      title_en: 'Status',
      description: 'Whether it is served by default, kept, or retired.',
    }),
    published_at: instant('Pubblicata', 'Published at', 'When it was published, UTC.'),
    retired_at: instant('Ritirata', 'Retired at', 'When its rows were taken out, UTC.').orNull(),
    digest: text({ title: 'Impronta', title_en: 'Digest', description: 'SHA-256 over the digests of its datasets.' }),
    latest_year: integer({
      title: 'Ultimo anno',
      title_en: 'Latest year',
      description: 'Newest year of a report in it.',
    }),
  },
})

const changeTerms = {
  added: { title: 'Aggiunta', title_en: 'Added' },
  removed: { title: 'Tolta', title_en: 'Removed' },
  changed: { title: 'Cambiata', title_en: 'Changed' },
} as const

const cell = (title: string, titleEn: string, description: string) =>
  text({ title, title_en: titleEn, description }).orNull()

export const changeList = defineDataset({
  name: 'changes',
  title: 'Cambiamenti',
  title_en: 'Changes',
  description: 'Le righe aggiunte, tolte e cambiate tra due versioni, valore per valore.',
  description_en: 'The rows added, removed and changed between two releases, value by value.',
  layer: 'derived',
  key: ['dataset', 'key', 'column'],
  columns: {
    dataset: code({ title: 'Dataset', title_en: 'Dataset', description: 'Dataset that the row belongs to.' }),
    key: text({ title: 'Chiave', title_en: 'Key', description: 'Key of the row, its parts joined by /.' }),
    change: oneOf(changeTerms, {
      title: 'Cambiamento',
      title_en: 'Change',
      description: 'Whether the row was added, removed or changed.',
    }),
    column: text({ title: 'Colonna', title_en: 'Column', description: 'Column of the value.' }),
    before: cell('Prima', 'Before', 'Value before, as CSV writes it; none for null and for an added row.'),
    after: cell('Dopo', 'After', 'Value after, as CSV writes it; none for null and for a removed row.'),
  },
})
