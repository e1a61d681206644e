import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { RuleResult, StateResult } from '@sluice/engine/model';
import { reasonSentence } from '@sluice/providers/models';
import { assignmentScopeName, policyName } from './names.ts';
import type { PolicyReader } from './policy-reader.ts';
import { withholdRule } from './withhold.ts';

/** A rule that refuses a request, by the names that people know it under. */
export type Refusal = {
  readonly policyAssignmentId: string;
  readonly policyAssignmentDisplayName: string;
  readonly policyAssignmentScope: string;
  readonly policyAssignmentScopeDisplayName: string;
  readonly policyDefinitionId: string;
  readonly policyDefinitionDisplayName: string;
  /** Of a member of an initiative. */
  readonly policySetDefinitionId?: string;
  readonly policySetDefinitionDisplayName?: string;
  readonly policyDefinitionReferenceId?: string;
  readonly effect: string;
  /** What the assignment says to whom it refuses. */
  readonly message?: string;
  /** What the rule saw. */
  readonly reason: string;
};

/** What refuses, in the order of the results. A rule that refuses a resource and a component of it for the same reason comes once. */
export function refusalsOf(
  snapshot: Snapshot,
  results: readonly RuleResult[],
  mayRead: PolicyReader,
): readonly Refusal[] {
  return distinct(
    results.filter(({ refuses }) => refuses).map(result => toRefusal(snapshot, result, mayRead)),
  );
}

/** What one rule that refuses says. */
export function toRefusal(snapshot: Snapshot, result: RuleResult, mayRead: PolicyReader): Refusal {
  const { assignment, definition, reference, effect, message } = withholdRule(result, mayRead);
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentDisplayName: assignment.displayName ?? assignment.name,
    policyAssignmentScope: assignment.scope,
    policyAssignmentScopeDisplayName: assignmentScopeName(snapshot, assignment, mayRead),
    policyDefinitionId: definition.id,
    policyDefinitionDisplayName: definition.displayName ?? definition.name,
    ...(reference && {
      policySetDefinitionId: reference.initiative.id,
      policySetDefinitionDisplayName: reference.initiative.displayName ?? reference.initiative.name,
      policyDefinitionReferenceId: reference.referenceId,
    }),
    effect,
    ...(message === undefined ? {} : { message }),
    reason: reasonSentence(result),
  };
}

/** The same of results that were kept; names are those of the snapshot, or of the ids where things are gone. */
export function keptRefusals(
  snapshot: Snapshot,
  results: readonly StateResult[],
  mayRead: PolicyReader,
): readonly Refusal[] {
  return distinct(results.flatMap(result => toKeptRefusal(snapshot, result, mayRead) ?? []));
}

function toKeptRefusal(snapshot: Snapshot, result: StateResult, mayRead: PolicyReader): Refusal | undefined {
  const { assignmentId, definitionId, initiativeId, definitionReferenceId, refusal, error } = result;
  if (refusal === undefined) return undefined;
  const { message, unchanged } = refusal;
  const scope = parseResourceId(assignmentId)?.scope.id ?? '';
  return {
    policyAssignmentId: assignmentId,
    policyAssignmentDisplayName: policyName(snapshot.assignments, assignmentId, mayRead),
    policyAssignmentScope: scope,
    policyAssignmentScopeDisplayName: assignmentScopeName(snapshot, { id: assignmentId, scope }, mayRead),
    policyDefinitionId: definitionId,
    policyDefinitionDisplayName: policyName(snapshot.definitions, definitionId, mayRead),
    ...(initiativeId !== null && {
      policySetDefinitionId: initiativeId,
      policySetDefinitionDisplayName: policyName(snapshot.initiatives, initiativeId, mayRead),
      policyDefinitionReferenceId: definitionReferenceId ?? '',
    }),
    effect: result.effect,
    ...(message === undefined ? {} : { message }),
    reason: reasonSentence({
      evaluatedExpressions: result.evaluatedExpressions ?? [],
      ...(error && { error }),
      ...(unchanged && { unchanged }),
    }),
  };
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map(refusal => [JSON.stringify(refusal), refusal])).values()];
}

export function refusalToWire(refusal: Refusal): JsonObject {
  return { ...refusal };
}
