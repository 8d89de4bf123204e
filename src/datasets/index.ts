import type * as z from 'zod'
import type { Dataset } from '../dataset/define.ts'
import { actions } from './actions.ts'
import { acts } from './acts.ts'
import { aliases } from './aliases.ts'
import { annotations } from './annotations.ts'
import { audiences } from './audiences.ts'
import { axes } from './axes.ts'
import { checkFigures } from './check_figures.ts'
import { checks } from './checks.ts'
import { claimFigures } from './claim_figures.ts'
import { claims } from './claims.ts'
import { codes } from './codes.ts'
import { deadlines } from './deadlines.ts'
import { facts } from './facts.ts'
import { findings } from './findings.ts'
import { gaps } from './gaps.ts'
import { indicators } from './indicators.ts'
import { initiativeActions } from './initiative_actions.ts'
import { initiatives } from './initiatives.ts'
import { notes } from './notes.ts'
import { objectives } from './objectives.ts'
import { observations } from './observations.ts'
import { priorities } from './priorities.ts'
import { programme } from './programme.ts'
import { progress } from './progress.ts'
import { restatements } from './restatements.ts'
import { snapshots } from './snapshots.ts'
import { sources } from './sources.ts'
import { targetClaims } from './target_claims.ts'
import { withdrawn } from './withdrawn.ts'

/** The one list of what is published, in the order in which `/v1` lists it. */
const list = [
  programme,
  sources,
  axes,
  priorities,
  objectives,
  actions,
  audiences,
  acts,
  indicators,
  initiatives,
  initiativeActions,
  aliases,
  codes,
  observations,
  findings,
  notes,
  annotations,
  claims,
  claimFigures,
  gaps,
  deadlines,
  targetClaims,
  facts,
  withdrawn,
  snapshots,
  progress,
  restatements,
  checks,
  checkFigures,
] as const

export const datasets: readonly Dataset[] = list

type Listed = (typeof list)[number]
type DatasetName = Listed['name']

/** A row of a dataset, by its name. */
export type RowOf<N extends DatasetName> = z.infer<Extract<Listed, { name: N }>['row']>

/** The rows of a release, by dataset. */
export type Rows = { readonly [N in DatasetName]: readonly RowOf<N>[] }

export const datasetNamed = (name: string): Dataset | undefined => datasets.find((dataset) => dataset.name === name)

/** Datasets whose rows are codes with titles: they give labels, and the values that a reference may take. */
export const codeLists = datasets.filter(
  ({ key, header, layer }) => layer !== 'derived' && key.length === 1 && key[0] === 'code' && header.includes('title'),
)
