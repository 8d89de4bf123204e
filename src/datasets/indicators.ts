import { code, oneOf, ref, someOf, text } from '../dataset/column.ts'
import { defineDataset } from '../dataset/define.ts'
import { title, titleEn } from './common.ts'
import { accumulationTerms, additiveTerms, indicatorKindTerms, overlapTerms, unitTerms } from './terms.ts'

export const indicators = defineDataset({
  name: 'indicators',
  title: 'Indicatori',
  title_en: 'Indicators',
  description: 'Che cosa misura ogni dato: unità, cumulo, che cosa si può sommare e che cosa no.',
  description_en: 'What every figure measures: unit, accumulation, what may be summed and what may not.',
  layer: 'structure',
  search: ['title', 'title_en', 'definition', 'definition_en'],
  key: ['code'],
  example: ['paid'],
  columns: {
    code: code({ title: 'Codice', title_en: 'Code', description: 'Code of the indicator.' }),
    title,
    title_en: titleEn,
    kind: oneOf(indicatorKindTerms, { title: 'Tipo', title_en: 'Kind', description: 'Kind of indicator.' }),
    unit: oneOf(unitTerms, {
      title: 'Unità',
      title_en: 'Unit',
      description: 'Unit of its figures; none for statements.',
    }).orNull(),
    accumulation: oneOf(accumulationTerms, {
      title: 'Cumulo',
      title_en: 'Accumulation',
      description:
        'Whether a figure counts from 2014, in the year, or at the date. Cumulative figures of two years are never summed.',
    }),
    additive_over: someOf(additiveTerms, {
      title: 'Sommabile per',
      title_en: 'Additive over',
      description:
        'Dimensions over which figures may be summed: axis is 1 to 5 into total, within one scope. Never years, never target groups.',
    }).orNull(),
    overlaps: someOf(overlapTerms, {
      title: 'Può sovrapporsi per',
      title_en: 'May overlap over',
      description:
        'Dimensions whose members may count the same money or person twice: no document rules it out, even where the printed figures add up.',
    }).orNull(),
    official: text({
      title: 'Codice ufficiale',
      title_en: 'Official code',
      description: 'Code of the common indicator, where the printed wording equals the annex.',
    }).orNull(),
    annex: text({
      title: 'Allegato',
      title_en: 'Annex',
      description: 'Annex of Regulation (EU) No 1304/2013 that numbers the official code.',
    }).orNull(),
    definition: text({
      title: 'Definizione',
      title_en: 'Definition (Italian)',
      description: 'What the number means, in Italian.',
    }),
    definition_en: text({
      title: 'Definizione (inglese)',
      title_en: 'Definition',
      description: 'What the number means, in English.',
    }),
    numerator: ref('indicators', {
      title: 'Numeratore',
      title_en: 'Numerator',
      description: 'Indicator above the line, for shares and rates.',
    }).orNull(),
    denominator: ref('indicators', {
      title: 'Denominatore',
      title_en: 'Denominator',
      description: 'Indicator below the line, for shares and rates.',
    }).orNull(),
    over: oneOf(
      {
        axis: { title: 'Asse', title_en: 'Axis' },
        sex: { title: 'Sesso', title_en: 'Sex' },
        target_group: { title: 'Gruppo', title_en: 'Target group' },
      },
      { title: 'Quota per', title_en: 'Share over', description: 'Dimension whose whole the denominator is.' },
    ).orNull(),
    series: text({
      title: 'Serie',
      title_en: 'Series',
      description:
        'Parameters of facts that select its series: at most one fact for each year and axis; none where its figures form no series, as the definition says.',
      pattern: '^[a-z_]+=[a-z0-9_]+(&[a-z_]+=[a-z0-9_]+)*$',
      expected: 'parameters of facts, such as basis=actual&indicator=paid',
    }).orNull(),
  },
})
