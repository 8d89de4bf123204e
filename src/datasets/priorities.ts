import { code, oneOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn, axis, line, source } from './common.ts'
import { plain } from './terms.ts'

const originTerms = plain({
  act: ["Testo ufficiale dell'atto", 'Official wording of the act'],
  document: ['Come lo scrive un documento', 'As a document words it'],
  ours: ['Parole nostre: non è il testo ufficiale', 'Our words, not the official wording'],
})
const origin = (name: string, nameEn: string, language: string) =>
  oneOf(originTerms, {
    title: name,
    title_en: nameEn,
    description: `Whose words the ${language} title is in. None in releases older than this column.`,
  }).orNull()

export const priorities = defineDataset({
  name: 'priorities',
  title: "Priorità d'investimento",
  title_en: 'Investment priorities',
  description: "Le priorità d'investimento che i documenti nominano.",
  description_en: 'The investment priorities that the documents name.',
  layer: 'structure',
  key: ['code'],
  example: ['9i'],
  columns: {
    code: code({
      title: 'Codice',
      title_en: 'Code',
      description: 'Number of the priority in lower case and without the full stop: 9i for 9.i.',
    }),
    axis,
    title,
    title_en: titleEn,
    reference: text({
      title: 'Riferimento',
      title_en: 'Reference (Italian)',
      description:
        'Provision that defines the priority, in Italian. title_origin says whether the title is its wording.',
    }).orNull(),
    printed: text({
      title: 'Come stampata',
      title_en: 'As printed',
      description:
        'The priority as a document names it, where it names it best: some print a title, most a code alone.',
    }).orNull(),
    source: source.orNull(),
    line: line.orNull(),
    title_origin: origin('Origine del titolo', 'Origin of title', 'Italian'),
    title_en_origin: origin('Origine del titolo inglese', 'Origin of title_en', 'English'),
    reference_en: text({
      title: 'Riferimento (inglese)',
      title_en: 'Reference',
      description: 'Provision that defines the priority, in English.',
    }).orNull(),
  },
})
