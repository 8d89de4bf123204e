import { everyOf, type Check, type Claim, type Title } from './claim.ts'
import { chosen, type Library } from './library.ts'
import { nameOf, titled } from './names.ts'

interface Listed {
  code: string
  left: readonly string[]
  right: readonly string[]
}

/** Wholes that a document states beside their editions, phases or additions, by the codes of their facts. */
const sums: readonly Listed[] = [
  {
    code: 'initiative-nidi-gratis-2018',
    left: ['initiative_activated-2018-2-nidi-gratis'],
    right: [
      'initiative_amount-2018-2-nidi-gratis-2017-2018-2017/2018',
      'initiative_amount-2018-2-nidi-gratis-2018-2019-2018/2019',
    ],
  },
  {
    code: 'initiative-nidi-gratis-2020-slides',
    left: ['initiative_amount-2020-2-9iv-nidi-gratis-2019/2021'],
    right: [
      'initiative_amount-2020-2-nidi-gratis-2019-2020-2019/2020',
      'initiative_programmed-2020-2-nidi-gratis-2020-2021-2020/2021',
    ],
  },
  {
    code: 'initiative-ppd-2020-slides',
    left: ['initiative_amount-2020-2-9i-ppd-2019/2021'],
    right: ['initiative_amount-2020-2-ppd-2019-2020-2019/2020', 'initiative_activated-2020-2-ppd-2020-2021-2020/2021'],
  },
  ...(['activated', 'committed', 'paid'] as const).map((word) => ({
    code: `initiative-anziani-e-disabili-${word}-2020`,
    left: [`initiative_${word}-2020-2-anziani-e-disabili`],
    right: [`initiative_${word}-2020-2-9i-autonomia-disabili`, `initiative_${word}-2020-2-9iv-autonomia-anziani`],
  })),
  {
    code: 'initiative-milano-bollate-2020',
    left: ['initiative_amount-2020-2-comune-di-milano-lorenteggio', 'initiative_amount-2020-2-comune-di-bollate'],
    right: [
      'initiative_amount-2020-2-9i-oi-comuni-milano-bollate',
      'initiative_amount-2020-2-9iv-oi-comuni-milano-bollate',
    ],
  },
  {
    code: 'initiative-accompagnamento-2022',
    left: ['initiative_investment-2022-2-accompagnamento-autorita-giudiziaria'],
    right: [
      'initiative_activated-2020-2-accompagnamento-autorita-giudiziaria-2020',
      'initiative_activated_added-2022-2-accompagnamento-autorita-giudiziaria',
    ],
  },
  {
    code: 'initiative-adolescenti-2022',
    left: ['initiative_investment-2022-2-percorsi-adolescenti'],
    right: ['initiative_amount-2020-2-percorsi-adolescenti', 'initiative_activated_added-2022-2-percorsi-adolescenti'],
  },
]

/** Parts that a document tells with their whole, and that leave a rest. */
const parts: readonly Listed[] = [
  {
    code: 'initiative-dote-unica-pathways-2018',
    left: ['initiative_participants-2018-1-dote-unica-lavoro-2-total-2016-2018'],
    right: ['initiative_pathways_started-2018-1-dote-unica-lavoro-2-total-2016-2018'],
  },
  {
    code: 'initiative-dote-unica-placed-2018',
    left: ['initiative_pathways_started-2018-1-dote-unica-lavoro-2-total-2016-2018'],
    right: ['initiative_placed_in_work-2018-1-dote-unica-lavoro-2-total-2016-2018'],
  },
  // Nobody is unemployed and inactive at once: the two can be added.
  ...(['inclusione-autorita-giudiziaria', 'marginalita-giovani-adulti'] as const).map((initiative) => ({
    code: `initiative-${initiative}-people-2018`,
    left: [`initiative_participants-2018-2-${initiative}-total`],
    right: ['unemployed', 'inactive'].map((group) => `initiative_participants-2018-2-${initiative}-total-${group}`),
  })),
  {
    code: 'initiative-marginalita-giovani-adulti-education-2018',
    left: ['initiative_participants-2018-2-marginalita-giovani-adulti-total'],
    right: ['initiative_participants-2018-2-marginalita-giovani-adulti-total-primary_or_secondary_education'],
  },
  {
    code: 'initiative-marginalita-giovani-adulti-projects-2018',
    left: ['project_count-2018-2-marginalita-giovani-adulti-2015-2018'],
    right: ['project_count-2018-2-marginalita-giovani-adulti-2018'],
  },
  {
    code: 'initiative-anziani-e-disabili-2018',
    left: ['initiative_investment-2018-2-anziani-e-disabili'],
    right: ['initiative_activated-2018-2-anziani-e-disabili-2018'],
  },
  {
    code: 'initiative-autorita-giudiziaria-2020',
    left: ['initiative_activated-2020-2-inclusione-autorita-giudiziaria'],
    right: ['initiative_activated-2020-2-9i-inclusione-autorita-giudiziaria'],
  },
  {
    code: 'initiative-marginalita-giovani-adulti-2022',
    left: ['initiative_investment-2022-2-marginalita-giovani-adulti'],
    right: ['initiative_activated_added-2022-2-marginalita-giovani-adulti'],
  },
  {
    code: 'initiative-lombardia-plus-2022',
    left: ['initiative_allocated-2022-3-lombardia-plus-alta-formazione-cultura'],
    right: ['initiative_allocated_added-2022-3-lombardia-plus-alta-formazione-cultura'],
  },
]

/** What the pandemic made the programme move. */
const moved: readonly Listed[] = [
  {
    code: 'reprogramming-2020',
    left: ['reprogrammed-2020-total'],
    right: ['reprogrammed_via_fsc-2020-1-dote-unica-lavoro-3', 'reprogrammed_unallocated-2020-total'],
  },
]

const lists = [
  { listed: sums, family: 'initiative_sum', relation: 'eq', head: ['Somma delle parti', 'Sum of the parts'] },
  {
    listed: parts,
    family: 'initiative_part',
    relation: 'ge',
    head: ['Le parti non superano il tutto', 'The parts do not exceed the whole'],
  },
  { listed: moved, family: 'reprogramming', relation: 'eq', head: ['Somma delle parti', 'Sum of the parts'] },
] as const satisfies readonly {
  listed: readonly Listed[]
  family: Check['family']
  relation: Claim['relation']
  head: Title
}[]

export const listedParts = (library: Library): Claim[] =>
  lists.flatMap(({ listed, family, relation, head }) =>
    listed.flatMap(({ code, ...sides }) => {
      const left = everyOf(sides.left.map((fact) => chosen(library, fact)))
      const right = everyOf(sides.right.map((fact) => chosen(library, fact)))
      if (!left || !right) return []
      return [{ code, family, relation, title: titled(head, nameOf(library, left[0]!)), left, right }]
    }),
  )
