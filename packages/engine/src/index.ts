/**
 * The only place that judges.
 *
 * `decide`: may this be? `authorize`: may this caller? Both over a `Snapshot`, which `createSnapshot` and `applyChanges` make
 * from records. `checkChanges` says what is wrong with records before they are written; `toWriteSet` says what a decision
 * leaves behind. Pure: no clock, no randomness, nothing read from outside.
 */
export { type AccessView, grantsOf, roleOf, type Who } from './access/access-view.ts';
export { accessibleScopes, isWithin } from './access/accessible-scopes.ts';
export { authorize } from './access/authorize.ts';
export { groupsOf } from './access/groups.ts';
export { actionTest } from './access/role.ts';
export type { ChangeProblem, Warning } from './check/change-problem.ts';
export { checkChanges } from './check/check-changes.ts';
export { checkImported } from './check/check-imported.ts';
export { checkInitiative } from './check/check-initiative.ts';
export { DEFAULT_LIMITS, type Limits, limitsOf } from './check/limits.ts';
export { type Considered, considered, type Standing } from './decide/considered.ts';
export { decide } from './decide/decide.ts';
export { isIndexed, isJudged } from './decide/judged-types.ts';
export { passingAlternatives } from './decide/passing-alternatives.ts';
export { type PastWorld, pastSnapshot, replay } from './decide/replay.ts';
export {
  type FieldRestrictions,
  type PendingField,
  pathOfField,
  type Restriction,
  type Restrictions,
  restrictions,
} from './decide/restrictions.ts';
export { isExpired } from './decide/standing.ts';
export {
  type Alternative,
  type ProposedChange,
  type WhyNot,
  type WhyNotOptions,
  whyNot,
} from './decide/why-not.ts';
export type { EffectBehaviour } from './effects/effect-behaviour.ts';
export { EFFECTS, effectNamed } from './effects/index.ts';
export type * from './model/index.ts';
export { COMPLIANCE_RANK } from './model/index.ts';
export type { ProblemCode } from './problem-code.ts';
export { type AfterwardsOutcome, afterwardsEntry } from './record/afterwards-entry.ts';
export { type HouseAct, houseEntry } from './record/house-entry.ts';
export { headerHash, nextBatch } from './record/ledger/batch.ts';
export {
  checkBatch,
  checkCheckpoint,
  checkEnd,
  EMPTY_LEDGER,
  type LedgerFinding,
  type LedgerState,
} from './record/ledger/check-ledger.ts';
export {
  type Checkpoint,
  checkpointOf,
  checkpointText,
  originOf,
  parseCheckpoint,
} from './record/ledger/checkpoint.ts';
export { canonicalEntry, entryHash } from './record/ledger/entry-hash.ts';
export { inclusionProof, isIncluded, leafHash, merkleRoot } from './record/ledger/merkle.ts';
export { type Pruned, prunedEntry } from './record/ledger/pruned-entry.ts';
export type { Sha256 } from './record/ledger/sha256.ts';
export { type Progress, progressEntry } from './record/progress-entry.ts';
export { reasonsOf } from './record/reasons.ts';
export { type ComplianceCounts, compliancePercentage, rollUp } from './record/roll-up.ts';
export {
  type AssignmentSummary,
  type ComplianceTotals,
  type CountedResults,
  type StatesSummary,
  summarizeStates,
} from './record/summarize-states.ts';
export { toDecisionRecord } from './record/to-decision-record.ts';
export { toEntries } from './record/to-entries.ts';
export { toEvents } from './record/to-events.ts';
export { toStates } from './record/to-states.ts';
export { toWriteSet } from './record/to-write-set.ts';
export { type CountedOverTime, trendStates } from './record/trend-states.ts';
export type { WriteOperation, WriteSetInput } from './record/write-operation.ts';
export { ancestry } from './scope/ancestry.ts';
export { scopeContext } from './scope/scope-context.ts';
export { applyChanges } from './snapshot/apply-changes.ts';
export { createSnapshot } from './snapshot/create-snapshot.ts';
export { compareVersions } from './snapshot/definition-version.ts';
export { type EffectiveParameters, effectiveParameters } from './snapshot/effective-parameters.ts';
export { notEvaluated } from './snapshot/not-evaluated.ts';
export { newestVersion, resolveVersion } from './snapshot/resolve-version.ts';
export type {
  BoundMode,
  BoundRule,
  FactTable,
  PossibleComponents,
  Snapshot,
  TypeFacts,
  TypeTable,
} from './snapshot/snapshot.ts';
export { trialSnapshot } from './snapshot/trial-snapshot.ts';
