import type { Identity } from '../facts.ts'
import { everyOf, type Claim, type Title } from './claim.ts'
import { chosen, find, type Library, type Place } from './library.ts'
import { nameOf, tailOf, titled } from './names.ts'

/**
 * Outputs of the performance framework beside the participants of the axis. They are different counts: where the
 * wording is that of a group, the reports print one number for both; elsewhere an output counts some of the people.
 */
const outputs = [
  { of: ['output_disabled'], axis: '2', group: 'disabled', relation: 'eq' },
  { of: ['output_other_disadvantaged'], axis: '2', group: 'other_disadvantaged', relation: 'eq' },
  { of: ['output_unemployed'], axis: '1', group: 'total', relation: 'le' },
  { of: ['output_employed'], axis: '1', group: 'total', relation: 'le' },
  { of: ['output_under_25'], axis: '1', group: 'total', relation: 'le' },
  { of: ['output_isced_1_2'], axis: '3', group: 'total', relation: 'le' },
  { of: ['output_isced_1_2', 'output_isced_3_4'], axis: '3', group: 'total', relation: 'le' },
  { of: ['output_police_officers'], axis: '4', group: 'total', relation: 'le' },
] as const

const heads: Readonly<Record<'eq' | 'le', Title>> = {
  eq: ['Indicatore di output uguale ai destinatari', 'Framework output equal to the participants'],
  le: ['Indicatore di output non oltre i destinatari', 'Framework output at most the participants'],
}

const outputClaim = (
  library: Library,
  place: Place,
  { of, axis, group, relation }: (typeof outputs)[number],
): Claim[] => {
  const people = { axis, sex: 'total', priority: null } as const satisfies Partial<Identity>
  const counted = everyOf(of.map((indicator) => find(place, { indicator, target_group: 'total', ...people })))
  const all = counted && find(place, { indicator: 'participants', target_group: group, ...people }, counted[0])
  if (!all) return []
  const names = counted.map((figure) => nameOf(library, figure, ['year', 'axis']))
  const rest = nameOf(library, all, ['indicator', 'target_group'])
  const [it, en] = ([0, 1] as const).map((at) => [...names.map((one) => one[at]), rest[at]].join(', '))
  return [
    {
      code: `output-${of.join('-').replaceAll('output_', '')}-${tailOf(counted[0]!)}${place.suffix}`,
      family: 'framework_output',
      title: titled(heads[relation], [it!, en!], place),
      relation,
      left: counted,
      right: [all],
    },
  ]
}

export const frameworkOutputs = (library: Library): Claim[] =>
  library.places.flatMap((place) => outputs.flatMap((output) => outputClaim(library, place, output)))

interface Evaluation extends Pick<Claim, 'code' | 'relation'> {
  head: Title
  /** Codes of facts; `of` divides. */
  left: string
  right: string
  of?: string
}

/** What the evaluations print, against monitoring and against the target that their words name. */
const evaluations: readonly Evaluation[] = [
  {
    code: 'evaluation-unemployed-2021-after-2020',
    head: [
      'La valutazione non scende sotto il monitoraggio precedente',
      'The evaluation is not below the monitoring before',
    ],
    relation: 'ge',
    left: 'output_unemployed-evaluation-2021-1-total',
    right: 'output_unemployed-2020-1-total',
  },
  {
    code: 'evaluation-unemployed-2021-before-2022',
    head: ['La valutazione non supera il monitoraggio seguente', 'The evaluation is not above the monitoring after'],
    relation: 'le',
    left: 'output_unemployed-evaluation-2021-1-total',
    right: 'output_unemployed-2022-1-total',
  },
  {
    code: 'evaluation-employed-2021-double',
    head: ['Il doppio del target', 'Double the target'],
    relation: 'rounds_to',
    left: 'target_multiple-evaluation-2021-1-8i',
    right: 'result_employed_6_months-evaluation-2021-1-8i',
    of: 'result_employed_6_months-target-2023-1-8i',
  },
  {
    code: 'evaluation-training-2021-target',
    head: ['La valutazione supera il target', 'The evaluation exceeds the target'],
    relation: 'ge',
    left: 'result_training_completed-evaluation-2021-3',
    right: 'result_training_completed-target-2023-3-10iv',
  },
]

export const evaluationChecks = (library: Library): Claim[] =>
  evaluations.flatMap(({ code, head, relation, left, right, of: below }) => {
    const figures = everyOf([left, right, ...(below ? [below] : [])].map((one) => chosen(library, one)))
    if (!figures) return []
    const [evaluated, against, of] = figures
    return [
      {
        code,
        family: 'evaluation' as const,
        title: titled(head, nameOf(library, evaluated!)),
        relation,
        left: [evaluated!],
        right: [against!],
        ...(of && { of: [of] }),
      },
    ]
  })
