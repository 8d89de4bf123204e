import { actions as actionsSet } from './datasets/actions.ts'
import { acts as actsSet } from './datasets/acts.ts'
import { aliases as aliasesSet } from './datasets/aliases.ts'
import { annotations as annotationsSet } from './datasets/annotations.ts'
import { audiences as audiencesSet } from './datasets/audiences.ts'
import { axes as axesSet } from './datasets/axes.ts'
import { checkFigures as checkFiguresSet } from './datasets/check_figures.ts'
import { checks as checksSet } from './datasets/checks.ts'
import { claimFigures as claimFiguresSet } from './datasets/claim_figures.ts'
import { claims as claimsSet } from './datasets/claims.ts'
import { codes as codesSet } from './datasets/codes.ts'
import { deadlines as deadlinesSet } from './datasets/deadlines.ts'
import { facts as factsSet } from './datasets/facts.ts'
import { findings as findingsSet } from './datasets/findings.ts'
import { gaps as gapsSet } from './datasets/gaps.ts'
import { indicators as indicatorsSet } from './datasets/indicators.ts'
import { initiativeActions as initiativeActionsSet } from './datasets/initiative_actions.ts'
import { initiatives as initiativesSet } from './datasets/initiatives.ts'
import { notes as notesSet } from './datasets/notes.ts'
import { objectives as objectivesSet } from './datasets/objectives.ts'
import { observations as observationsSet } from './datasets/observations.ts'
import { priorities as prioritiesSet } from './datasets/priorities.ts'
import { programme as programmeSet } from './datasets/programme.ts'
import { progress as progressSet } from './datasets/progress.ts'
import { restatements as restatementsSet } from './datasets/restatements.ts'
import { snapshots as snapshotsSet } from './datasets/snapshots.ts'
import { sources as sourcesSet } from './datasets/sources.ts'
import { targetClaims as targetClaimsSet } from './datasets/target_claims.ts'
import { withdrawn as withdrawnSet } from './datasets/withdrawn.ts'

/** Every table, for drizzle-kit alone: one a dataset, and those that releases are made of. */

export * from './release/tables.ts'

export const programme = programmeSet.table
export const sources = sourcesSet.table
export const axes = axesSet.table
export const priorities = prioritiesSet.table
export const objectives = objectivesSet.table
export const actions = actionsSet.table
export const audiences = audiencesSet.table
export const acts = actsSet.table
export const initiatives = initiativesSet.table
export const initiativeActions = initiativeActionsSet.table
export const indicators = indicatorsSet.table
export const aliases = aliasesSet.table
export const codes = codesSet.table
export const observations = observationsSet.table
export const findings = findingsSet.table
export const notes = notesSet.table
export const annotations = annotationsSet.table
export const claims = claimsSet.table
export const claimFigures = claimFiguresSet.table
export const gaps = gapsSet.table
export const deadlines = deadlinesSet.table
export const targetClaims = targetClaimsSet.table
export const facts = factsSet.table
export const withdrawn = withdrawnSet.table
export const snapshots = snapshotsSet.table
export const progress = progressSet.table
export const restatements = restatementsSet.table
export const checks = checksSet.table
export const checkFigures = checkFiguresSet.table
